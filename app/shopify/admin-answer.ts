import { z } from 'zod';
import { AdminApiError } from './admin-failure.ts';
import type { ThrottleState } from './throttle-budget.ts';

/** Something Shopify withheld or failed to produce in an answer that otherwise came. */
export interface Gap {
  /** Dotted path of the field, list indexes as numbers; empty when Shopify named none. */
  path: string;
  message: string;
}

/** Whether something in an answer was withheld for want of a scope, as opposed to not being there. */
export function wasDenied({ gaps }: { gaps: readonly Gap[] }): boolean {
  return gaps.some(({ message }) => /access denied/i.test(message));
}

/** One parsed answer of the Admin API. */
export interface ParsedAnswer {
  data: object;
  gaps: Gap[];
  /** Whether a gap may be gone at the next attempt. */
  hasPassingGap: boolean;
  throttle: ThrottleState | null;
  requestedCost: number | null;
}

const MESSAGE_MAX = 300;

const graphqlError = z.object({
  message: z.string().catch('unnamed error'),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.object({ code: z.string().optional() }).optional().catch(undefined),
});

const envelope = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(graphqlError).nullish(),
  extensions: z
    .object({
      cost: z
        .object({
          requestedQueryCost: z.number().nullish(),
          throttleStatus: z
            .object({
              maximumAvailable: z.number(),
              currentlyAvailable: z.number(),
              restoreRate: z.number(),
            })
            .nullish(),
        })
        .nullish(),
    })
    .nullish()
    .catch(null),
});

type GraphqlError = z.infer<typeof graphqlError>;

/** Whether a body in this content type can be an answer at all. */
export function isGraphqlContentType(contentType: string | null): boolean {
  return /^application\/(json|graphql-response\+json)\b/i.test(contentType ?? '');
}

/**
 * Reads what came with a 2xx status. Data with errors is data with gaps. Throws `AdminApiError` when there is
 * no data: `throttled` with the wait that the bucket needs, `refused`, `forbidden` or `server_error`; `unreadable` when it is not GraphQL.
 */
export function parseAnswer(answer: unknown): ParsedAnswer {
  const read = envelope.safeParse(answer);
  if (!read.success) throw unreadable('not a GraphQL answer');
  const { data, extensions } = read.data;
  const errors = read.data.errors ?? [];
  const throttle = throttleOf(extensions?.cost?.throttleStatus ?? null);
  const requestedCost = extensions?.cost?.requestedQueryCost ?? null;
  if (errors.some(hasCode('THROTTLED'))) {
    throw new AdminApiError({
      kind: 'throttled',
      status: 200,
      message: 'THROTTLED',
      waitMs: waitUntilFits(requestedCost, throttle),
    });
  }
  if (data === null || data === undefined) {
    if (errors.length === 0) throw unreadable('neither data nor errors');
    throw failureOfErrors(errors);
  }
  return {
    data,
    gaps: errors.map((error) => ({
      path: error.path?.join('.') ?? '',
      message: error.message.slice(0, MESSAGE_MAX),
    })),
    hasPassingGap: errors.some(isPassing),
    throttle,
    requestedCost,
  };
}

export function unreadable(message: string): AdminApiError {
  return new AdminApiError({ kind: 'unreadable', message });
}

function failureOfErrors(errors: readonly GraphqlError[]): AdminApiError {
  const message = errors
    .map((error) => error.message)
    .join('; ')
    .slice(0, MESSAGE_MAX);
  if (errors.some(isPassing)) return new AdminApiError({ kind: 'server_error', message });
  if (errors.some(hasCode('ACCESS_DENIED')))
    return new AdminApiError({ kind: 'forbidden', message });
  if (errors.some(hasCode('SHOP_INACTIVE'))) {
    return new AdminApiError({ kind: 'shop_unavailable', message });
  }
  return new AdminApiError({ kind: 'refused', message });
}

const isPassing = (error: GraphqlError) =>
  hasCode('INTERNAL_SERVER_ERROR')(error) || hasCode('TIMEOUT')(error);

function hasCode(code: string) {
  return (error: GraphqlError): boolean => error.extensions?.code === code;
}

function waitUntilFits(cost: number | null, throttle: ThrottleState | null): number | null {
  if (cost === null || throttle === null || throttle.restorePerSecond <= 0) return null;
  const missing = Math.min(cost, throttle.maximum) - throttle.available;
  // At least a moment: the bucket said no although the figures say yes.
  return Math.max(250, Math.ceil((missing / throttle.restorePerSecond) * 1_000));
}

function throttleOf(
  status: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number } | null,
): ThrottleState | null {
  if (status === null) return null;
  return {
    available: status.currentlyAvailable,
    maximum: status.maximumAvailable,
    restorePerSecond: status.restoreRate,
  };
}
