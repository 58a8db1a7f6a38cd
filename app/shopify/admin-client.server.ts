import { setTimeout as pause } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { DocumentNode } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import { isGraphqlContentType, parseAnswer, unreadable } from './admin-answer.ts';
import type { Gap, ParsedAnswer } from './admin-answer.ts';
import { AdminApiError, failureOfStatus, nextAttempt } from './admin-failure.ts';
import { ADMIN_API_VERSION } from './api-version.ts';
import { SHOPIFY_TIMEOUT_MS, platformFetch } from './platform-fetch.server.ts';
import { throttleBudget } from './throttle-budget.ts';
import type { ThrottleBudget, ThrottleState } from './throttle-budget.ts';

/** What one query brought. */
export interface AdminAnswer<Data> {
  data: Data;
  /** Fields Shopify withheld or could not produce; the rest of `data` is whole. */
  gaps: Gap[];
  throttle: ThrottleState | null;
  /** Version that answered; another than ours means that ours is no longer supported. Null = not said. */
  servedVersion: string | null;
}

export interface AdminClient {
  /**
   * Sends one document. Waits until it fits the shop's throttle budget; repeats what can pass by itself, within bounds.
   * Throws `AdminApiError`, whose `isRetryable` says whether the job should come back.
   */
  query<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<AdminAnswer<Data>>;
}

export interface AdminClientOptions {
  /** The shop's myshopify.com domain. */
  shop: string;
  /** The token to use. Called again with the rejected token when Shopify answered 401: it must bring another. */
  accessToken: (rejectedToken?: string) => Promise<string>;
  /** Told before each wait for the budget or after a failure. */
  onThrottle?: (waitMs: number) => void;
  /** Told of every answer that brought data. */
  onAnswer?: (answer: AdminAnswer<unknown>) => void | Promise<void>;
  signal?: AbortSignal;
  /** Longest time one request may take; 30 s unless said. */
  timeoutMs?: number;
}

/** The Admin API of one shop. The throttle budget is shared by all clients of a shop in this process. */
export function adminClient(options: AdminClientOptions): AdminClient {
  const url = `https://${options.shop}/admin/api/${ADMIN_API_VERSION}/graphql.json`;
  const budget = budgetOf(options.shop);

  const wait = async (ms: number): Promise<void> => {
    if (ms <= 0) return;
    options.onThrottle?.(ms);
    await pause(ms, undefined, options.signal === undefined ? {} : { signal: options.signal });
  };

  return {
    async query(document, variables) {
      const request = prepare(document, variables);
      let token = await options.accessToken();
      let hasFreshToken = false;
      for (let attempt = 1; ; attempt += 1) {
        await wait(budget.waitMs(request.expectedCost(), Date.now()));
        budget.take(request.expectedCost(), Date.now());
        try {
          const { answer, servedVersion } = await send({
            url,
            token,
            request,
            signal: options.signal,
            timeoutMs: options.timeoutMs ?? SHOPIFY_TIMEOUT_MS,
          });
          learn(budget, request, answer);
          if (answer.hasPassingGap && !request.isMutation && attempt < PASSING_GAP_ATTEMPTS) {
            await wait(PASSING_GAP_PAUSE_MS * attempt);
            continue;
          }
          if (!isDataOf(document, answer.data)) throw unreadable('no data');
          const { gaps, throttle } = answer;
          const result = { data: answer.data, gaps, throttle, servedVersion };
          await options.onAnswer?.(result);
          return result;
        } catch (error) {
          if (!(error instanceof AdminApiError)) throw error;
          if (error.kind === 'unauthorised' && !hasFreshToken) {
            hasFreshToken = true;
            token = await options.accessToken(token);
            continue;
          }
          const next = nextAttempt({
            error,
            attempt,
            isMutation: request.isMutation,
            random: Math.random(),
          });
          if (next.kind === 'give_up') throw error;
          await wait(next.delayMs);
        }
      }
    },
  };
}

/** An answer with a field that failed inside Shopify is asked for again before the gap is believed. */
const PASSING_GAP_ATTEMPTS = 3;
const PASSING_GAP_PAUSE_MS = 300;

interface Prepared {
  text: string;
  variables: object;
  isMutation: boolean;
  /** What this document cost when it was last sent with lists of this size; 0 before the first time. */
  expectedCost(): number;
  learnCost(cost: number): void;
}

const costs = new Map<string, number>();
const texts = new WeakMap<DocumentNode, { text: string; name: string; isMutation: boolean }>();

function prepare(document: DocumentNode, variables: unknown): Prepared {
  const { text, name, isMutation } = describe(document);
  const key = `${name}:${sizeOf(variables)}`;
  return {
    text,
    variables: typeof variables === 'object' && variables !== null ? variables : {},
    isMutation,
    expectedCost: () => costs.get(key) ?? 0,
    learnCost: (cost) => void costs.set(key, cost),
  };
}

function describe(document: DocumentNode) {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const operation = document.definitions.find((part) => part.kind === 'OperationDefinition');
  const description = {
    text: print(document),
    name: operation?.name?.value ?? '',
    isMutation: operation?.operation === 'mutation',
  };
  texts.set(document, description);
  return description;
}

/** Cost depends on page sizes and on how many ids are asked for, not on which. */
function sizeOf(variables: unknown): string {
  if (typeof variables !== 'object' || variables === null) return '';
  return Object.entries(variables)
    .map(([name, value]) =>
      Array.isArray(value)
        ? `${name}×${value.length}`
        : typeof value === 'number'
          ? `${name}=${value}`
          : '',
    )
    .join();
}

function learn(budget: ThrottleBudget, request: Prepared, answer: ParsedAnswer): void {
  if (answer.throttle !== null) budget.learn(answer.throttle, Date.now());
  if (answer.requestedCost !== null) request.learnCost(answer.requestedCost);
}

/**
 * One request through graphql-request. The library sees only answers that can be one: its own errors quote the answer and the
 * variables, so statuses and content types are settled in `fetchAnswer`, and whatever it still throws is named anew here.
 */
async function send({
  url,
  token,
  request,
  signal,
  timeoutMs,
}: {
  url: string;
  token: string;
  request: Prepared;
  signal: AbortSignal | undefined;
  timeoutMs: number;
}): Promise<{ answer: ParsedAnswer; servedVersion: string | null }> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const client = new GraphQLClient(url, { errorPolicy: 'all', fetch: fetchAnswer });
  try {
    const { data, errors, extensions, headers } = await client.rawRequest({
      query: request.text,
      variables: request.variables,
      requestHeaders: { 'x-shopify-access-token': token },
      signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
    });
    return {
      answer: parseAnswer({ data, errors, extensions }),
      servedVersion: headers.get('x-shopify-api-version'),
    };
  } catch (error) {
    if (error instanceof AdminApiError || signal?.aborted === true) throw error;
    if (deadline.aborted) {
      throw new AdminApiError({
        kind: 'timeout',
        message: `no answer in ${timeoutMs} ms`,
      });
    }
    throw unreadable('not a GraphQL answer');
  }
}

const fetchAnswer: typeof fetch = async (input, init) => {
  const response = await platformFetch(input, init).catch((error: unknown) => {
    if (init?.signal?.aborted === true) throw error;
    throw connectionFailed(error);
  });
  const failure = failureOfStatus(response.status, response.headers.get('retry-after'));
  // Read to the end in any case: an unread body keeps its connection.
  const text = await response.text().catch((error: unknown) => {
    if (init?.signal?.aborted === true) throw error;
    throw connectionFailed(error);
  });
  if (failure !== null) throw failure;
  if (!isGraphqlContentType(response.headers.get('content-type'))) {
    throw unreadable('not JSON by its content type');
  }
  return new Response(text, { status: response.status, headers: response.headers });
};

/** Names the system's code (`ECONNREFUSED`), never the message: it may quote the address and its query. */
function connectionFailed(error: unknown): AdminApiError {
  const cause = error instanceof Error ? error.cause : undefined;
  const code =
    typeof cause === 'object' && cause !== null && 'code' in cause
      ? String(cause.code)
      : 'connection failed';
  return new AdminApiError({ kind: 'network', message: code });
}

/**
 * Takes the generated type on trust: Shopify validates every document, and a field it withholds nulls the nearest nullable
 * parent, so an answer with data has the document's shape. What is stored is parsed again where it enters.
 */
function isDataOf<Data, Variables>(
  _document: TypedDocumentNode<Data, Variables>,
  data: unknown,
): data is Data {
  return typeof data === 'object' && data !== null;
}

const budgets = new Map<string, ThrottleBudget>();

function budgetOf(shop: string): ThrottleBudget {
  const known = budgets.get(shop);
  if (known !== undefined) return known;
  const fresh = throttleBudget();
  budgets.set(shop, fresh);
  return fresh;
}
