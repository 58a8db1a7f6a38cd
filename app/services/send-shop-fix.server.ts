import { z } from 'zod';
import type { FixError } from '#app/contracts/finding-detail.ts';
import { addFindingEvent } from '#app/db/finding-detail.server.ts';
import { changeFix, lockFix, rememberBefore } from '#app/db/finding-fixes.server.ts';
import type { FixRecord } from '#app/db/finding-fixes.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import { decimalOf, parseMoney } from '#app/domain/shared/money.ts';
import type { Money } from '#app/domain/shared/money.ts';
import type { Sending } from '#app/services/outbox-sending.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import { wasDenied } from '#app/shopify/admin-answer.ts';
import { AdminApiError } from '#app/shopify/admin-failure.ts';
import type { AdminAnswer } from '#app/shopify/admin-client.server.ts';
import {
  AddOrderTagsDocument,
  OrderTagsDocument,
  RemoveOrderTagsDocument,
  SetCompareAtDocument,
  VariantCompareAtDocument,
} from '#app/shopify/generated/documents.ts';

const payloadSchema = z.object({ fixId: z.uuid(), mode: z.enum(['do', 'undo']) });
type Mode = z.infer<typeof payloadSchema>['mode'];

/**
 * Does one fix in Shopify, or undoes it: reads what stands there, remembers it, writes, and can be repeated when it was cut
 * off anywhere. An undo that finds something else than what the fix had written leaves it alone: somebody changed it since.
 */
export async function sendShopFix({
  shopId,
  payload,
  now,
}: {
  shopId: number;
  payload: unknown;
  now: Date;
}): Promise<Sending> {
  const { fixId, mode } = payloadSchema.parse(payload);
  const found = await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    const record = domain === null ? null : await lockFix(sql, shopId, fixId);
    return domain === null || record === null ? null : { domain, record };
  });
  if (found === null || found.record.state !== (mode === 'do' ? 'queued' : 'undoing'))
    return { outcome: { kind: 'cancelled' }, conclude: async () => {} };
  const { domain, record } = found;
  const source = openSource({ shopId, domain, now });
  const remember = (before: unknown) =>
    withShopSql(shopId, (sql) => rememberBefore(sql, shopId, fixId, before));
  const error = await attempt(source, { record, mode, remember });
  return {
    outcome:
      error === null
        ? { kind: 'sent' }
        : { kind: 'failed', code: error, isRetryable: error === 'unreachable', waitMs: null },
    conclude: async (sql, end) => {
      await source.report(sql);
      if (end !== 'sent' && end !== 'failed') return;
      const state =
        end === 'failed' ? (mode === 'do' ? 'failed' : 'done') : mode === 'do' ? 'done' : 'undone';
      await changeFix(sql, shopId, fixId, { state, error, endedAt: now });
      await addFindingEvent(sql, shopId, {
        findingId: record.findingId,
        at: now,
        kind: end === 'failed' ? 'fix_failed' : mode === 'do' ? 'fixed' : 'fix_undone',
        actor: 'lastscan',
        detail: { fix: record.fix.kind, error },
      });
    },
  };
}

interface Work {
  record: FixRecord;
  mode: Mode;
  /** Keeps what stood there, before anything is written over it. */
  remember: (before: unknown) => Promise<void>;
}

async function attempt(source: Source, work: Work): Promise<FixError | null> {
  const { fix } = work.record;
  try {
    switch (fix.kind) {
      case 'set_compare_at':
        return await setCompareAt(source, fix, work);
      case 'tag_order':
        return await tagOrder(source, fix, work);
      case 'admin_page':
        return 'refused';
      default:
        return assertExhaustive(fix);
    }
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    if (error.kind === 'forbidden') return 'scope_missing';
    return error.kind === 'refused' ? 'refused' : 'unreachable';
  }
}

const decimal = z.string().nullable();
const compareAtBefore = z.object({ compareAt: z.string().nullable() });

async function setCompareAt(
  source: Source,
  fix: { productId: string; variantId: string; compareAt: Money | null },
  { record, mode, remember }: Work,
): Promise<FixError | null> {
  const variantId = `gid://shopify/ProductVariant/${fix.variantId}`;
  const read = await source.query(VariantCompareAtDocument, { id: variantId });
  const variant = read.data.productVariant;
  if (variant === null) return deniedOr(read, 'gone');
  const wanted = fix.compareAt === null ? null : decimalOf(fix.compareAt);
  const stands = decimal.parse(variant.compareAtPrice ?? null);
  let target = wanted;
  if (mode === 'undo') {
    const currency = fix.compareAt?.currency ?? 'USD';
    if (!isSameAmount(stands, wanted, currency)) return 'changed_meanwhile';
    target = compareAtBefore.parse(record.before).compareAt;
  } else {
    await remember({ compareAt: stands });
  }
  const answer = await source.query(SetCompareAtDocument, {
    productId: `gid://shopify/Product/${fix.productId}`,
    variantId,
    compareAtPrice: target,
  });
  const result = answer.data.productVariantsBulkUpdate;
  if (result === null) return deniedOr(answer, 'refused');
  return result.userErrors.length > 0 ? 'refused' : null;
}

function isSameAmount(a: string | null, b: string | null, currency: string): boolean {
  if (a === null || b === null) return a === b;
  return parseMoney(a, currency).minor === parseMoney(b, currency).minor;
}

const tagsBefore = z.object({ hadTag: z.boolean() });

async function tagOrder(
  source: Source,
  fix: { orderId: string; tag: string },
  { record, mode, remember }: Work,
): Promise<FixError | null> {
  const id = `gid://shopify/Order/${fix.orderId}`;
  const tags = [fix.tag];
  if (mode === 'undo') {
    // It was there before us: not ours to take away.
    if (tagsBefore.parse(record.before).hadTag) return null;
    const answer = await source.query(RemoveOrderTagsDocument, { id, tags });
    return endOf(answer, answer.data.tagsRemove);
  }
  const read = await source.query(OrderTagsDocument, { id });
  if (read.data.order === null) return deniedOr(read, 'gone');
  await remember({ hadTag: read.data.order.tags.includes(fix.tag) });
  const answer = await source.query(AddOrderTagsDocument, { id, tags });
  return endOf(answer, answer.data.tagsAdd);
}

function endOf(
  answer: AdminAnswer<unknown>,
  result: { userErrors: readonly unknown[] } | null,
): FixError | null {
  if (result === null) return deniedOr(answer, 'refused');
  return result.userErrors.length > 0 ? 'refused' : null;
}

/** A field that was withheld for want of a scope, told from one that is not there. */
function deniedOr(answer: AdminAnswer<unknown>, otherwise: FixError): FixError {
  return wasDenied(answer) ? 'scope_missing' : otherwise;
}
