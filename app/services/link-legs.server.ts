import type { PoolClient } from 'pg';
import { fulfillmentsWithNumbers } from '#app/db/chains.server.ts';
import {
  addLinkEvent,
  changeLink,
  insertLink,
  linksOfNumber,
  lockLink,
  otherOrdersWithNumber,
  readLinkSettings,
  rivalsOf,
} from '#app/db/leg-links.server.ts';
import type { LinkChanges, LinkRecord } from '#app/db/leg-links.server.ts';
import { loadExisting } from '#app/db/orders-existing.server.ts';
import { lockSync } from '#app/db/sync-lifecycle.server.ts';
import { isJunk } from '#app/domain/numbers/junk.ts';
import { numberKey } from '#app/domain/numbers/normalise.ts';
import { chainAround, chainOf } from '#app/domain/parcels/chain.ts';
import type { JoinRefusal } from '#app/domain/parcels/join-leg.ts';
import type {
  LegKind,
  LinkBasis,
  LinkDecision,
  LinkEvidence,
  LinkState,
} from '#app/domain/parcels/link.ts';
import { isDoubtful, isSameEvidence, stateAfter } from '#app/domain/parcels/link.ts';
import { kindOf, proposeLinks } from '#app/domain/parcels/propose-links.ts';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import type { ExistingParcel, Leg } from '#app/domain/parcels/reconcile.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import { applyConfirmation, applyParting } from '#app/services/apply-link.server.ts';
import { carrierFacts, carrierNameOf, loadLinkable } from '#app/services/link-facts.server.ts';
import type { LinkableFulfillment } from '#app/services/link-facts.server.ts';
import { queueRestore, queueWrite } from '#app/services/queue-write-back.server.ts';

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

export type LinkRefusal = JoinRefusal | 'no_such_link' | 'not_now' | 'not_a_number' | 'taken';
export type LinkOutcome = { ok: true; state: LinkState } | { ok: false; code: LinkRefusal };

export interface DecideLink {
  shopId: number;
  linkId: string;
  decision: LinkDecision;
  /** What the person corrected while confirming; what is left out stays. */
  edit?: { number?: string; carrier?: string | null; kind?: LegKind };
  /** Whether the number is written to Shopify; left out = as the shop's settings say. */
  write?: boolean;
  /** `user:<id>`, `rule:confirm_stated`. */
  actor: string;
  now: Date;
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
  const note = (action: Parameters<typeof addLinkEvent>[2]['action'], detail = {}) =>
    addLinkEvent(sql, shopId, { linkId, at: now, action, actor, detail });
  switch (decision.decision) {
    case 'confirm':
      return confirm(sql, { ...decision, stored });
    case 'reject':
      await changeLink(sql, shopId, linkId, { state, ...decided });
      await note('rejected');
      return { ok: true, state };
    case 'undo':
      return undo(sql, { ...decision, stored, state });
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

async function confirm(
  sql: PoolClient,
  decision: DecideLink & { stored: LinkRecord },
): Promise<LinkOutcome> {
  const { shopId, linkId, stored, edit, actor, now } = decision;
  const link = edited(stored, edit);
  if (isJunk(link.numberKey)) return { ok: false, code: 'not_a_number' };
  const others = await linksOfNumber(sql, shopId, link);
  const isTaken = others.some(
    (other) =>
      other.linkId !== linkId && (other.state === 'proposed' || other.state === 'confirmed'),
  );
  if (isTaken) return { ok: false, code: 'taken' };
  const before = await existingOf(sql, shopId, link.fulfillmentId);
  const applied = await applyConfirmation(sql, { shopId, link, before, actor, now });
  if (!applied.ok) return applied;
  const { number, numberKey: key, carrier, kind } = link;
  const changes: LinkChanges = { number, numberKey: key, carrier, kind, state: 'confirmed' };
  await changeLink(sql, shopId, linkId, {
    ...changes,
    decidedAt: now,
    decidedBy: actor,
    writeState: 'off',
    overwrittenBy: null,
  });
  if (isEdited(stored, link)) {
    await addLinkEvent(sql, shopId, {
      linkId,
      at: now,
      action: 'edited',
      actor,
      detail: { number: stored.number, carrier: stored.carrier, kind: stored.kind },
    });
  }
  await addLinkEvent(sql, shopId, {
    linkId,
    at: now,
    action: 'confirmed',
    actor,
    detail: { number, carrier, kind },
  });
  for (const rival of await rivalsOf(sql, shopId, link)) {
    await changeLink(sql, shopId, rival, { state: 'superseded', decidedAt: now, decidedBy: actor });
    await addLinkEvent(sql, shopId, { linkId: rival, at: now, action: 'superseded', actor });
  }
  const { writeBack } = await readLinkSettings(sql, shopId);
  if (decision.write ?? (writeBack && kind === 'last_mile')) {
    await queueWrite(sql, { shopId, link, parcels: before, actor, now });
  }
  return { ok: true, state: 'confirmed' };
}

async function undo(
  sql: PoolClient,
  decision: DecideLink & { stored: LinkRecord; state: LinkState },
): Promise<LinkOutcome> {
  const { shopId, linkId, stored, state, actor, now } = decision;
  if (stored.state === 'rejected') {
    await changeLink(sql, shopId, linkId, { state, decidedAt: null, decidedBy: null });
    await addLinkEvent(sql, shopId, { linkId, at: now, action: 'reopened', actor });
    return { ok: true, state };
  }
  const before = await existingOf(sql, shopId, stored.fulfillmentId);
  await applyParting(sql, { shopId, link: stored, before, now });
  await changeLink(sql, shopId, linkId, { state, decidedAt: now, decidedBy: actor });
  await addLinkEvent(sql, shopId, { linkId, at: now, action: 'undone', actor });
  await queueRestore(sql, { shopId, link: stored, actor, now });
  return { ok: true, state };
}

/**
 * Proposes what a source's reports tell of next numbers, in the caller's transaction and after the reports' scans are in:
 * stated successors, and what the scans of a fulfillment's numbers suggest together.
 */
export async function proposeFromReports(
  sql: PoolClient,
  told: {
    shopId: number;
    source: SourceName;
    reports: readonly {
      numberKey: string;
      number: string;
      successor: {
        number: string;
        carrier: string | null;
        carrierName: string | null;
      } | null;
    }[];
    now: Date;
  },
): Promise<void> {
  const { shopId, source, reports, now } = told;
  const owners = await fulfillmentsWithNumbers(
    sql,
    shopId,
    reports.map((report) => report.numberKey),
  );
  if (owners.length === 0) return;
  const fulfillments = await loadLinkable(
    sql,
    shopId,
    owners.map(({ fulfillmentId }) => fulfillmentId),
  );
  for (const { numberKey: from, number, successor } of reports) {
    if (successor === null) continue;
    const holding = fulfillments.flatMap((fulfillment) =>
      fulfillment.parcels
        .filter(
          ({ cancelled, legs }) =>
            !cancelled && chainOf(legs).some((leg) => leg.numberKey === from),
        )
        .map((parcel) => ({ fulfillment, parcel })),
    );
    const orders = new Set(holding.map(({ fulfillment }) => fulfillment.orderId)).size;
    const doubts: LinkEvidence[] =
      orders > 1 ? [{ code: 'from_on_other_orders', params: { count: orders - 1 } }] : [];
    for (const { fulfillment, parcel } of holding) {
      const { fulfillmentId, destination } = fulfillment;
      const carrier = successor.carrier ?? successor.carrierName;
      const states: LinkEvidence = {
        code: 'source_states',
        params: { source, number: cleanNumber(number) },
      };
      await proposeLink(sql, {
        shopId,
        fulfillmentId,
        position: parcel.position,
        fromNumberKey: from,
        number: successor.number,
        carrier,
        kind: kindOf(carrierFacts({ number: successor.number, carrier }, destination), destination),
        basis: 'source',
        source,
        evidence: [states, ...doubts],
        now,
      });
    }
  }
  await proposeSuggested(sql, { shopId, fulfillments, source, now });
}

/** Proposes what the stored scans of these fulfillments suggest: after Shopify's numbers changed. */
export async function proposeFromChanges(
  sql: PoolClient,
  { shopId, fulfillmentIds, now }: { shopId: number; fulfillmentIds: readonly string[]; now: Date },
): Promise<void> {
  if (fulfillmentIds.length === 0) return;
  const fulfillments = await loadLinkable(sql, shopId, fulfillmentIds);
  await proposeSuggested(sql, { shopId, fulfillments, source: 'shopify', now });
}

async function proposeSuggested(
  sql: PoolClient,
  told: {
    shopId: number;
    fulfillments: readonly LinkableFulfillment[];
    source: SourceName;
    now: Date;
  },
): Promise<void> {
  const { shopId, fulfillments, source, now } = told;
  for (const { fulfillmentId, parcels } of fulfillments) {
    for (const suggested of proposeLinks(parcels)) {
      await proposeLink(sql, { ...suggested, shopId, fulfillmentId, source, now });
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
    (one) => !isSameEvidence({ evidence: [one], uploadId: null }, link) || isNewDoubt(one, link),
  );
  if (fresh.length === 0) return;
  await changeLink(sql, shopId, link.linkId, { evidence: [...link.evidence, ...fresh] });
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

async function existingOf(
  sql: PoolClient,
  shopId: number,
  fulfillmentId: string,
): Promise<ExistingParcel[]> {
  const { parcels } = await loadExisting(sql, shopId, [fulfillmentId]);
  return parcels.get(fulfillmentId) ?? [];
}

function edited(stored: LinkRecord, edit: DecideLink['edit']): LinkRecord {
  if (edit === undefined) return stored;
  const number = edit.number === undefined ? stored.number : cleanNumber(edit.number);
  const carrier =
    edit.carrier === undefined ? stored.carrier : carrierNameOf(cleanCarrierText(edit.carrier));
  return {
    ...stored,
    number,
    numberKey: numberKey(number),
    carrier,
    kind: edit.kind ?? stored.kind,
  };
}

function isEdited(stored: LinkRecord, link: LinkRecord): boolean {
  return (
    stored.number !== link.number || stored.carrier !== link.carrier || stored.kind !== link.kind
  );
}

const LONGEST_NUMBER = 200;

/** As typed, without what would not show. */
function cleanNumber(number: string): string {
  return (cleanCarrierText(number) ?? '').slice(0, LONGEST_NUMBER);
}
