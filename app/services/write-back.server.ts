import type { PoolClient } from 'pg';
import { addLinkEvent, changeLink, lockLink } from '#app/db/leg-links.server.ts';
import type { LinkRecord } from '#app/db/leg-links.server.ts';
import { installedDomain, lockSync } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { carrierSlug, trackingUrl } from '#app/domain/numbers/carriers.ts';
import type { LinkEventAction, WriteError } from '#app/domain/parcels/link.ts';
import { planTrackingWrite } from '#app/domain/parcels/plan-tracking-write.ts';
import type { TrackingInput } from '#app/domain/parcels/plan-tracking-write.ts';
import type { TrackingEntry } from '#app/domain/parcels/reconcile.ts';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import { readAgain } from '#app/services/apply-link.server.ts';
import type { SendOutcome, Sending } from '#app/services/outbox-sending.ts';
import { queueRestore, trackingWriteSchema } from '#app/services/queue-write-back.server.ts';
import type { TrackingWrite } from '#app/services/queue-write-back.server.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import { wasDenied } from '#app/shopify/admin-answer.ts';
import { AdminApiError } from '#app/shopify/admin-failure.ts';
import type { AdminAnswer } from '#app/shopify/admin-client.server.ts';
import {
  FulfillmentTrackingDocument,
  UpdateTrackingDocument,
} from '#app/shopify/generated/documents.ts';

/**
 * Writes a confirmed number to its fulfillment, or takes it back: reads what stands there, stops when that is not what we
 * knew, remembers it, and only then writes. What stands as wanted already is done, so a send that was cut off anywhere can
 * be repeated. Never throws for what Shopify answers.
 */
export async function sendTrackingWrite({
  shopId,
  payload,
  now,
}: {
  shopId: number;
  payload: unknown;
  now: Date;
}): Promise<Sending> {
  const write = trackingWriteSchema.parse(payload);
  const found = await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    const link = domain === null ? null : await lockLink(sql, shopId, write.linkId);
    return domain === null || link === null ? null : { domain, link };
  });
  if (found === null || !isStillWanted(found.link, write)) return TAKEN_BACK;
  const { domain, link } = found;
  const source = openSource({ shopId, domain, now });
  const effect = await attempt(source, { shopId, link, write });
  return {
    outcome: effect.outcome,
    conclude: async (sql, end) => {
      await lockSync(sql, shopId);
      await source.report(sql);
      if (end === 'waiting') return;
      await note(sql, { shopId, write, effect, end, now });
    },
  };
}

interface Effect {
  outcome: SendOutcome;
  /** Whether this attempt changed something at Shopify. */
  didWrite: boolean;
  /** Shopify's own words, cleaned; null = none. */
  message: string | null;
}

const TAKEN_BACK: Sending = { outcome: { kind: 'cancelled' }, conclude: async () => {} };

function isStillWanted({ state }: LinkRecord, { mode }: TrackingWrite): boolean {
  return mode === 'write' ? state === 'confirmed' : state !== 'confirmed';
}

async function attempt(
  source: Source,
  { shopId, link, write }: { shopId: number; link: LinkRecord; write: TrackingWrite },
): Promise<Effect> {
  try {
    const id = `gid://shopify/Fulfillment/${link.fulfillmentId}`;
    const answer = await source.query(FulfillmentTrackingDocument, { id });
    const { fulfillment } = answer.data;
    if (fulfillment === null) return refusal(deniedOr(answer, 'fulfillment_gone'));
    if (fulfillment.status === 'CANCELLED') return refusal('fulfillment_cancelled');
    const current = fulfillment.trackingInfo.map((entry) => ({ ...entry }));
    const plan = planTrackingWrite(current, {
      ...write,
      ours: oursOf(link),
      before: link.beforeWrite,
    });
    if (plan.kind === 'stop') return refusal(plan.code);
    if (plan.kind === 'done') return { outcome: { kind: 'sent' }, didWrite: false, message: null };
    // Before the write: cut off after it, we would find our own number and never know what it replaced.
    if (write.mode === 'write') await remember(shopId, { linkId: link.linkId, current });
    return await put(source, { id, input: plan.input });
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    return failed(error);
  }
}

async function put(
  source: Source,
  { id, input }: { id: string; input: TrackingInput },
): Promise<Effect> {
  const { numbers, company, urls } = input;
  const answer = await source.query(UpdateTrackingDocument, {
    fulfillmentId: id,
    tracking: {
      numbers,
      ...(company === null ? {} : { company }),
      ...(urls === null ? {} : { urls }),
    },
  });
  const result = answer.data.fulfillmentTrackingInfoUpdate;
  if (result === null) return refusal(deniedOr(answer, 'refused'));
  const [problem] = result.userErrors;
  if (problem !== undefined) return refusal('refused', cleanCarrierText(problem.message));
  return { outcome: { kind: 'sent' }, didWrite: true, message: null };
}

function oursOf({ number, carrier }: LinkRecord) {
  const slug = carrierSlug(carrier);
  return { number, carrier, url: slug === null ? null : trackingUrl(slug, number) };
}

async function remember(
  shopId: number,
  { linkId, current }: { linkId: string; current: TrackingEntry[] },
): Promise<void> {
  await withShopSql(shopId, (sql) => changeLink(sql, shopId, linkId, { beforeWrite: current }));
}

function refusal(code: WriteError, message: string | null = null): Effect {
  return {
    outcome: { kind: 'failed', code, isRetryable: false, waitMs: null },
    didWrite: false,
    message,
  };
}

/** A field that was withheld for want of a scope, told from one that is not there. */
function deniedOr(answer: AdminAnswer<unknown>, otherwise: WriteError): WriteError {
  return wasDenied(answer) ? 'scope_missing' : otherwise;
}

function failed(error: AdminApiError): Effect {
  if (error.kind === 'forbidden') return refusal('scope_missing');
  if (error.kind === 'refused') return refusal('refused');
  const { waitMs } = error;
  // A lost token or a frozen shop may come back: the attempts are bounded.
  const outcome = { kind: 'failed', code: 'unreachable', isRetryable: true, waitMs } as const;
  return { outcome, didWrite: false, message: null };
}

async function note(
  sql: PoolClient,
  told: {
    shopId: number;
    write: TrackingWrite;
    effect: Effect;
    end: 'sent' | 'failed' | 'cancelled';
    now: Date;
  },
): Promise<void> {
  const { shopId, write, effect, end, now } = told;
  const { linkId, mode } = write;
  const link = await lockLink(sql, shopId, linkId);
  if (link === null || end === 'cancelled') return;
  const event = (action: LinkEventAction, detail = {}) =>
    addLinkEvent(sql, shopId, { linkId, at: now, action, actor: 'lastscan', detail });
  if (effect.outcome.kind === 'failed') {
    const { code } = effect.outcome;
    await changeLink(sql, shopId, linkId, { writeState: 'failed' });
    await event('write_failed', { code, message: effect.message, mode });
  } else if (mode === 'restore') {
    await changeLink(sql, shopId, linkId, { writeState: 'restored', overwrittenBy: null });
    await event(effect.didWrite ? 'restored' : 'restore_not_needed');
  } else {
    await changeLink(sql, shopId, linkId, { writeState: 'written', overwrittenBy: null });
    await event('written');
    // Taken back while it was on its way.
    if (link.state !== 'confirmed') {
      const written = { ...link, writeState: 'written' } as const;
      await queueRestore(sql, { shopId, link: written, actor: 'lastscan', now });
    }
  }
  const { fulfillmentId } = link;
  await readAgain(sql, { shopId, fulfillmentId, now });
}
