import type { LinkActionResult } from '#app/contracts/links.ts';
import { linkActionSchema } from '#app/contracts/links.ts';
import { parseParcelId } from '#app/contracts/parcel-query.ts';
import { loadExisting } from '#app/db/orders-existing.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { chainOf } from '#app/domain/parcels/chain.ts';
import type { LegKind, LinkDecision } from '#app/domain/parcels/link.ts';
import { decideLink, proposeLink } from '#app/services/link-legs.server.ts';

/**
 * Does what a person asked for on the page of hand-offs or on a parcel's page. `body` is untrusted; a bad field is named and
 * nothing is changed. Each link is decided in a transaction of its own: one that cannot be never stops the rest.
 */
export async function decideLinks({
  shopId,
  body,
  actor,
  now,
}: {
  shopId: number;
  body: unknown;
  actor: string;
  now: Date;
}): Promise<LinkActionResult> {
  const parsed = linkActionSchema.safeParse(body);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? null;
    return { ok: false, code: 'bad_field', field };
  }
  const action = parsed.data;
  switch (action.intent) {
    case 'decide_links':
      return decideEach({ shopId, ...action, actor, now });
    case 'edit_link': {
      const { linkId, number, carrier, kind, write } = action;
      const edit = { number, carrier, kind };
      return decideOne({ shopId, linkId, decision: 'confirm', edit, write, actor, now });
    }
    case 'add_link':
      return addByHand({ shopId, ...action, actor, now });
  }
}

interface Deciding {
  shopId: number;
  decision: LinkDecision;
  write?: boolean | undefined;
  actor: string;
  now: Date;
}

async function decideEach({
  linkIds,
  ...decision
}: Deciding & { linkIds: readonly string[] }): Promise<LinkActionResult> {
  const done: string[] = [];
  let first: Extract<LinkActionResult, { ok: false }> | null = null;
  for (const linkId of new Set(linkIds)) {
    const result = await decideOne({ ...decision, linkId });
    if (result.ok) done.push(linkId);
    else first ??= result;
  }
  if (done.length === 0 && first !== null) return first;
  const refused = new Set(linkIds).size - done.length;
  const { decision: decided } = decision;
  return { ok: true, decision: decided, linkIds: done, refused, code: first?.code ?? null };
}

async function decideOne({
  shopId,
  write,
  edit,
  ...decision
}: Deciding & {
  linkId: string;
  edit?: { number: string; carrier: string | null; kind: LegKind };
}): Promise<LinkActionResult> {
  const outcome = await withShopSql(shopId, (sql) =>
    decideLink(sql, {
      shopId,
      ...decision,
      ...(edit === undefined ? {} : { edit }),
      ...(write === undefined ? {} : { write }),
    }),
  );
  if (!outcome.ok) return { ok: false, code: outcome.code, field: null };
  const { linkId, decision: decided } = decision;
  return { ok: true, decision: decided, linkIds: [linkId], refused: 0, code: null };
}

/** A number typed in follows the parcel's last one; a supplier's goes before its first. Typing it is confirming it. */
async function addByHand(told: {
  shopId: number;
  parcelId: string;
  number: string;
  carrier: string | null;
  kind: LegKind;
  write?: boolean | undefined;
  actor: string;
  now: Date;
}): Promise<LinkActionResult> {
  const { shopId, number, carrier, kind, write, actor, now } = told;
  const place = parseParcelId(told.parcelId);
  if (place === null) return { ok: false, code: 'no_such_parcel', field: 'parcelId' };
  return withShopSql(shopId, async (sql) => {
    const { parcels } = await loadExisting(sql, shopId, [place.fulfillmentId]);
    const parcel = parcels
      .get(place.fulfillmentId)
      ?.find(({ position }) => position === place.position);
    if (parcel === undefined) return { ok: false, code: 'no_such_parcel', field: 'parcelId' };
    const last = kind === 'supplier' ? undefined : chainOf(parcel.legs).at(-1);
    const proposed = await proposeLink(sql, {
      shopId,
      ...place,
      fromNumberKey: last?.numberKey ?? null,
      number,
      carrier,
      kind,
      basis: 'person',
      evidence: [{ code: 'person_states', params: {} }],
      now,
    });
    if (proposed === null) return { ok: false, code: 'not_a_number', field: 'number' };
    const { linkId } = proposed;
    const edit = { number, carrier, kind };
    const outcome = await decideLink(sql, {
      shopId,
      linkId,
      decision: 'confirm',
      edit,
      ...(write === undefined ? {} : { write }),
      actor,
      now,
    });
    if (!outcome.ok) return { ok: false, code: outcome.code, field: 'number' };
    return { ok: true, decision: 'confirm', linkIds: [linkId], refused: 0, code: null };
  });
}
