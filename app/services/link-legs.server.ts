import type { PoolClient } from 'pg';
import {
  addLinkEvent,
  changeLink,
  insertLink,
  linksOfNumber,
  lockLink,
  otherOrdersWithNumber,
  readLinkSettings,
} from '#app/db/leg-links.server.ts';
import type { LinkRecord } from '#app/db/leg-links.server.ts';
import { lockSync } from '#app/db/sync-lifecycle.server.ts';
import { isJunk } from '#app/domain/numbers/junk.ts';
import { numberKey } from '#app/domain/numbers/normalise.ts';
import { chainAround, chainOf } from '#app/domain/parcels/chain.ts';
import type {
  LegKind,
  LinkBasis,
  LinkEventAction,
  LinkEvidence,
  LinkState,
} from '#app/domain/parcels/link.ts';
import { isDoubtful, isSameEvidence, stateAfter } from '#app/domain/parcels/link.ts';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import type { ExistingParcel, Leg } from '#app/domain/parcels/reconcile.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import { confirmLink, existingOf, undoLink } from '#app/services/confirm-link.server.ts';
import type { DecideLink, LinkOutcome } from '#app/services/confirm-link.server.ts';
import { carrierNameOf, cleanNumber } from '#app/services/link-facts.server.ts';
import { queueWrite } from '#app/services/queue-write-back.server.ts';

/** A next number to be decided on. */
export interface Proposal {
  shopId: number;
  fulfillmentId: string;
  position: number;
  /** The number it follows; null = the parcel has none. */
  fromNumberKey: string | null;
  /** As typed or told. */
  number: string;
  /** A name or one of our slugs; null = unknown. */
  carrier: string | null;
  kind: LegKind;
  basis: LinkBasis;
  source?: SourceName | null;
  uploadId?: string | null;
  evidence: readonly LinkEvidence[];
  now: Date;
}

/**
 * Proposes that a number continues another, in the caller's transaction. An open proposal of the same number only gains
 * evidence. What a carrier's record states is confirmed at once when the shop wants that and nothing speaks against it.
 * Null, and nothing written: no such parcel, no tracking number by its shape, the same number, already in the chain, or
 * turned down before on the same evidence (a person's own word always counts).
 */
export async function proposeLink(
  sql: PoolClient,
  proposal: Proposal,
): Promise<{ linkId: string; state: LinkState } | null> {
  const { shopId, fulfillmentId, position, fromNumberKey, now } = proposal;
  const key = numberKey(proposal.number);
  if (isJunk(key) || key === fromNumberKey) return null;
  await lockSync(sql, shopId);
  const parcel = await parcelOf(sql, shopId, { fulfillmentId, position });
  if (parcel === null || isInChain(parcel.legs, { key, fromNumberKey })) return null;
  const evidence = await withDoubts(sql, { ...proposal, key });
  const known = await linksOfNumber(sql, shopId, { fulfillmentId, position, numberKey: key });
  const live = known.find(({ state }) => state === 'proposed' || state === 'confirmed');
  if (live?.state === 'confirmed') return null;
  if (live !== undefined) {
    await addEvidence(sql, { shopId, link: live, offered: evidence, now });
    const state = await confirmWhenStated(sql, { shopId, linkId: live.linkId, now });
    return { linkId: live.linkId, state };
  }
  const uploadId = proposal.uploadId ?? null;
  const isKnown = known
    .filter(({ state }) => state === 'rejected' || state === 'undone')
    .some((link) => isSameEvidence({ evidence, uploadId }, link));
  if (isKnown && proposal.basis !== 'person') return null;
  const linkId = await insertLink(
    sql,
    shopId,
    {
      fulfillmentId,
      position,
      fromNumberKey,
      number: cleanNumber(proposal.number),
      numberKey: key,
      carrier: carrierNameOf(cleanCarrierText(proposal.carrier)),
      kind: proposal.kind,
      basis: proposal.basis,
      source: proposal.source ?? null,
      uploadId,
      evidence,
    },
    now,
  );
  await addLinkEvent(sql, shopId, {
    linkId,
    at: now,
    action: 'proposed',
    actor: proposal.source ?? (proposal.basis === 'number_changed' ? 'shopify' : proposal.basis),
  });
  return { linkId, state: await confirmWhenStated(sql, { shopId, linkId, now }) };
}

/**
 * Decides on a link, in the caller's transaction: chain, scans, verdict, what is asked of sources and what is written to
 * Shopify follow at once, and the history says who did it. A refusal changes nothing.
 */
export async function decideLink(sql: PoolClient, decision: DecideLink): Promise<LinkOutcome> {
  const { shopId, linkId, actor, now } = decision;
  await lockSync(sql, shopId);
  const stored = await lockLink(sql, shopId, linkId);
  if (stored === null) return { ok: false, code: 'no_such_link' };
  const state = stateAfter(stored, decision.decision);
  if (state === null) return { ok: false, code: 'not_now' };
  const decided = { decidedAt: now, decidedBy: actor };
  const note = (action: LinkEventAction, detail = {}) =>
    addLinkEvent(sql, shopId, { linkId, at: now, action, actor, detail });
  switch (decision.decision) {
    case 'confirm':
      return confirmLink(sql, { ...decision, stored });
    case 'reject':
      await changeLink(sql, shopId, linkId, { state, ...decided });
      await note('rejected');
      return { ok: true, state };
    case 'undo':
      return undoLink(sql, { ...decision, stored, state });
    case 'keep_theirs':
      await changeLink(sql, shopId, linkId, { writeState: 'theirs_kept' });
      await note('theirs_kept');
      return { ok: true, state };
    case 'restore_ours': {
      const parcels = await existingOf(sql, shopId, stored.fulfillmentId);
      await queueWrite(sql, { shopId, link: stored, parcels, actor, now });
      return { ok: true, state };
    }
  }
}

async function confirmWhenStated(
  sql: PoolClient,
  { shopId, linkId, now }: { shopId: number; linkId: string; now: Date },
): Promise<LinkState> {
  const { confirmStated } = await readLinkSettings(sql, shopId);
  const link = confirmStated ? await lockLink(sql, shopId, linkId) : null;
  if (link === null || isDoubtful(link.evidence)) return 'proposed';
  if (!link.evidence.some(({ code }) => code === 'source_states')) return 'proposed';
  const actor = 'rule:confirm_stated';
  const outcome = await decideLink(sql, { shopId, linkId, decision: 'confirm', actor, now });
  return outcome.ok ? outcome.state : 'proposed';
}

/** A number that travels with another order's parcel makes every link to it doubtful. */
async function withDoubts(
  sql: PoolClient,
  { shopId, fulfillmentId, evidence, key }: Proposal & { key: string },
): Promise<LinkEvidence[]> {
  const orders = await otherOrdersWithNumber(sql, shopId, { numberKey: key, fulfillmentId });
  return [
    ...evidence,
    ...orders.map((order) => ({ code: 'number_on_other_order' as const, params: { order } })),
  ];
}

async function addEvidence(
  sql: PoolClient,
  told: { shopId: number; link: LinkRecord; offered: readonly LinkEvidence[]; now: Date },
): Promise<void> {
  const { shopId, link, offered, now } = told;
  const fresh = offered.filter(
    (one) =>
      !isSameEvidence({ evidence: [one], uploadId: link.uploadId }, link) || isNewDoubt(one, link),
  );
  const lasting = link.evidence.filter((one) => !isGone(one, offered));
  if (fresh.length === 0 && lasting.length === link.evidence.length) return;
  await changeLink(sql, shopId, link.linkId, { evidence: [...lasting, ...fresh] });
  if (fresh.length === 0) return;
  const detail = { codes: fresh.map(({ code }) => code).join(' ') };
  const { linkId } = link;
  await addLinkEvent(sql, shopId, {
    linkId,
    at: now,
    action: 'evidence_added',
    actor: 'lastscan',
    detail,
  });
}

/** A doubt that would have been raised again and was not: the other order has lost the number, or it was proven wrong there. */
function isGone({ code }: LinkEvidence, offered: readonly LinkEvidence[]): boolean {
  if (offered.some((one) => one.code === code)) return false;
  if (code === 'number_on_other_order') return true;
  return code === 'from_on_other_orders' && offered.some((one) => one.code === 'source_states');
}

function isNewDoubt(one: LinkEvidence, { evidence }: LinkRecord): boolean {
  return isDoubtful([one]) && !evidence.some(({ code }) => code === one.code);
}

/** Whether the number is joined to the one it is said to follow already. */
function isInChain(
  legs: readonly Leg[],
  { key, fromNumberKey }: { key: string; fromNumberKey: string | null },
): boolean {
  const from =
    fromNumberKey === null
      ? chainOf(legs)[0]
      : legs.findLast(({ numberKey: own }) => own === fromNumberKey);
  return (
    from !== undefined && chainAround(legs, from.seq).some(({ numberKey: own }) => own === key)
  );
}

async function parcelOf(
  sql: PoolClient,
  shopId: number,
  { fulfillmentId, position }: { fulfillmentId: string; position: number },
): Promise<ExistingParcel | null> {
  const parcels = await existingOf(sql, shopId, fulfillmentId);
  return parcels.find((parcel) => parcel.position === position) ?? null;
}
