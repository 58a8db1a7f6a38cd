import type { PoolClient } from 'pg';
import {
  addLinkEvent,
  changeLink,
  linksOfNumber,
  readLinkSettings,
  rivalsOf,
} from '#app/db/leg-links.server.ts';
import type { LinkChanges, LinkRecord } from '#app/db/leg-links.server.ts';
import { loadExisting } from '#app/db/orders-existing.server.ts';
import { isJunk } from '#app/domain/numbers/junk.ts';
import { numberKey } from '#app/domain/numbers/normalise.ts';
import type { JoinRefusal } from '#app/domain/parcels/join-leg.ts';
import type { LegKind, LinkDecision, LinkState } from '#app/domain/parcels/link.ts';
import type { ExistingParcel } from '#app/domain/parcels/reconcile.ts';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import { applyConfirmation, applyParting } from '#app/services/apply-link.server.ts';
import { carrierNameOf, cleanNumber } from '#app/services/link-facts.server.ts';
import { queueRestore, queueWrite } from '#app/services/queue-write-back.server.ts';

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
 * Confirms a link as stored or as corrected: joins its number, sets rivals aside, and has it written to Shopify when the
 * person or the shop's settings say so. A refusal changes nothing.
 */
export async function confirmLink(
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

/** Takes a decision back: a rejection opens the proposal again, a confirmation leaves chain and Shopify as they were before. */
export async function undoLink(
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

/** The fulfillment's parcels as stored. */
export async function existingOf(
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
