import { skuKey } from '#app/domain/uploads/claim.ts';
import type { Claim, ClaimVerdict, FactIndex, MatchParcel } from '#app/domain/uploads/claim.ts';
import { daysBetween } from '#app/domain/uploads/dates.ts';
import { reason } from '#app/domain/uploads/upload.ts';
import type { RowReason } from '#app/domain/uploads/upload.ts';

/** A supplier's shipping date and the shop's differ by so many days at most. */
const SHIPPED_WITHIN_DAYS = 5;
/** A supplier ships so many days after the order at most, as far as article and date alone may decide. */
const ORDERED_WITHIN_DAYS = 7;
/** Within one order a date decides when it fits one parcel and every other is two days further away. */
const SAME_DAY = 1;
const CLEARLY_ANOTHER_DAY = 3;

/** Days around a row's date in which a parcel without a number may be meant: what the caller must look for. */
export const LOOK_BEFORE_DAYS = 8;
export const LOOK_AFTER_DAYS = 14;

/** A claim that names an order: that order's parcels are the only ones it may be matched to. */
export function matchInOrder(claim: Claim, index: FactIndex): ClaimVerdict {
  const named = parcelsNamed(claim, index);
  if (named.kind === 'several')
    return unsure(named.parcels, reason('several_orders', claim.order ?? ''));
  if (named.kind === 'none') return unknownOrder(claim, index);
  const here = named.parcels;
  const standing = here.filter(({ cancelled }) => !cancelled);
  const mine = here.filter(({ numberKeys }) => numberKeys.includes(claim.wantedKey));
  const [known] = mine;
  if (known !== undefined) return already(known, reason('already_there', known.orderName));
  if (standing.length === 0) return unsure(here, reason('order_cancelled', claim.order ?? ''));
  const elsewhere = strangersWith(claim, index, here);
  if (elsewhere[0] !== undefined)
    return unsure(standing, reason('number_on_other_order', elsewhere[0].orderName));
  if (claim.anchorKeys.length > 0) return afterAnchor(claim, standing, index);
  return firstNumber(claim, standing, index);
}

/** A claim without an order: by the number a parcel has already, else by article and date. */
export function matchWithoutOrder(claim: Claim, index: FactIndex): ClaimVerdict {
  const has = index.byNumber.get(claim.wantedKey) ?? [];
  if (has[0] !== undefined) return already(has[0], reason('number_known', has[0].orderName));
  const before = parcelsWith(claim.anchorKeys, index).filter(({ cancelled }) => !cancelled);
  if (before.length > 1) return unsure(before, reason('several_by_number'));
  if (before[0] !== undefined)
    return matched(before[0], reason('existing_number', before[0].number ?? ''));
  const bySku = matchBySku(claim, index);
  if (bySku !== null) return bySku;
  return claim.row.cells.existing === null
    ? unmatched(reason('nothing_to_match_by'))
    : unmatched(reason('existing_not_found', claim.row.cells.existing));
}

/** The row names a number that comes before: the parcel that has it goes on with the new one. */
function afterAnchor(
  claim: Claim,
  standing: readonly MatchParcel[],
  index: FactIndex,
): ClaimVerdict {
  const before = standing.filter((parcel) =>
    parcel.numberKeys.some((key) => claim.anchorKeys.includes(key)),
  );
  if (before.length > 1) return unsure(before, reason('several_by_number'));
  if (before[0] !== undefined)
    return matched(before[0], reason('existing_number', before[0].number ?? ''));
  const { existing } = claim.row.cells;
  if (existing !== null) return unsure(standing, reason('existing_not_found', existing));
  // Both numbers are new: they are the first two of a parcel that has none.
  return firstNumber(claim, standing, index);
}

/** Nothing says which number comes before: a parcel without a number takes it; another one may be meant only by choice. */
function firstNumber(
  claim: Claim,
  standing: readonly MatchParcel[],
  index: FactIndex,
): ClaimVerdict {
  const open = standing.filter(({ numberKeys }) => numberKeys.length === 0);
  const [only] = standing;
  if (standing.length === 1 && only !== undefined) {
    if (open.length === 1) return matched(only, reason('only_parcel'));
    // A last-mile number says itself that it follows another.
    return claim.row.cells.next !== null && claim.row.cells.number === null
      ? matched(only, reason('only_parcel'))
      : unsure(standing, reason('parcel_has_other_number', only.number ?? ''));
  }
  const [openOne] = open;
  if (open.length === 1 && openOne !== undefined && claim.row.cells.number !== null)
    return matched(openOne, reason('only_without_number'));
  const choices = open.length > 0 && claim.row.cells.number !== null ? open : standing;
  const bySku = choices.filter((parcel) => hasSkus(parcel, claim, index) === true);
  if (bySku.length === 1 && bySku[0] !== undefined && isSurelyNoOther(choices, claim, index))
    return matched(bySku[0], reason('sku_in_order', claim.skus.join(', ')));
  const byDate = nearestByDate(bySku.length > 1 ? bySku : choices, claim.shippedOn);
  if (byDate !== null && open.includes(byDate))
    return matched(byDate, reason('date_in_order', claim.shippedOn ?? ''));
  const ranked = [...bySku, ...choices.filter((parcel) => !bySku.includes(parcel))];
  return unsure(ranked, reason('several_parcels', String(choices.length)));
}

function unknownOrder(claim: Claim, index: FactIndex): ClaimVerdict {
  const name = claim.order ?? '';
  if (claim.names.some((text) => index.unshippedOrders.has(text)))
    return unmatched(reason('order_not_shipped', name));
  const why = reason('order_unknown', name);
  const has = index.byNumber.get(claim.wantedKey) ?? [];
  // The supplier's own order number is no contradiction: the number stands where it should.
  if (has[0] !== undefined) return already(has[0], reason('number_known', has[0].orderName), why);
  const before = parcelsWith(claim.anchorKeys, index);
  if (before.length > 0) return unsure(before, why, reason('several_by_number'));
  const bySku = matchBySku(claim, index);
  if (bySku === null || bySku.candidates.length === 0) return unmatched(why);
  return unsure(bySku.candidates, why, ...bySku.reasons);
}

/** Parcels without a number that hold the articles and were shipped or ordered around the date. Null: nothing to go by. */
function matchBySku(claim: Claim, index: FactIndex): ClaimVerdict | null {
  const { shippedOn: on } = claim;
  if (claim.skus.length === 0 || on === null) return null;
  const near = index.withoutNumber.filter((parcel) => isNear(parcel, on));
  const holds = near.filter((parcel) => hasSkus(parcel, claim, index) === true);
  const ranked = [...holds].sort((a, b) => distance(a, on) - distance(b, on));
  const isUnread = near.some((parcel) => hasSkus(parcel, claim, index) === null);
  // The only one among those that were looked at may have a twin among the rest.
  if (isUnread || !index.areOpenParcelsAll)
    return ranked.length === 0
      ? unmatched(reason('skus_not_read'))
      : unsure(ranked, reason('skus_not_read'));
  const [only] = ranked;
  if (only === undefined) return unmatched(reason('none_by_sku', claim.skus.join(', ')));
  return ranked.length === 1
    ? matched(only, reason('sku_and_date', claim.skus.join(', ')))
    : unsure(ranked, reason('several_by_sku', String(ranked.length)));
}

type Named =
  | { kind: 'none' }
  | { kind: 'several'; parcels: MatchParcel[] }
  | { kind: 'one'; parcels: MatchParcel[] };

/** The name as it stands wins over its other forms; among those, two orders make it unclear. */
function parcelsNamed(claim: Claim, index: FactIndex): Named {
  const exact = claim.order === null ? [] : (index.byName.get(claim.order) ?? []);
  const found =
    exact.length > 0 ? exact : claim.names.flatMap((name) => index.byName.get(name) ?? []);
  const parcels = [...new Set(found)];
  if (parcels.length === 0) return { kind: 'none' };
  const orders = new Set(parcels.map(({ orderId }) => orderId));
  return { kind: orders.size > 1 ? 'several' : 'one', parcels };
}

function parcelsWith(keys: readonly string[], index: FactIndex): MatchParcel[] {
  return [...new Set(keys.flatMap((key) => index.byNumber.get(key) ?? []))];
}

/** Parcels of other orders that have one of the row's new numbers. */
function strangersWith(
  claim: Claim,
  index: FactIndex,
  here: readonly MatchParcel[],
): MatchParcel[] {
  return parcelsWith([claim.wantedKey, ...claim.anchorKeys], index).filter(
    ({ orderId }) => orderId !== here[0]?.orderId,
  );
}

/** True or false when the parcel's articles are known, null when they could not be read or were not asked for. */
function hasSkus(parcel: MatchParcel, claim: Claim, index: FactIndex): boolean | null {
  if (claim.skus.length === 0) return false;
  const skus = index.skusOf(parcel.fulfillmentId);
  if (skus === null || skus === undefined) return null;
  const known = new Set(skus.map(skuKey));
  return claim.skus.every((sku) => known.has(sku));
}

function isSurelyNoOther(parcels: readonly MatchParcel[], claim: Claim, index: FactIndex): boolean {
  return parcels.every((parcel) => hasSkus(parcel, claim, index) !== null);
}

function isNear(parcel: MatchParcel, on: string): boolean {
  const sinceOrder = daysBetween(parcel.orderedOn, on);
  return (
    distance(parcel, on) <= SHIPPED_WITHIN_DAYS ||
    (sinceOrder >= 0 && sinceOrder <= ORDERED_WITHIN_DAYS)
  );
}

function nearestByDate(parcels: readonly MatchParcel[], on: string | null): MatchParcel | null {
  if (on === null) return null;
  const near = parcels.filter((parcel) => distance(parcel, on) <= SAME_DAY);
  const far = parcels.filter((parcel) => distance(parcel, on) >= CLEARLY_ANOTHER_DAY);
  return near.length === 1 && far.length === parcels.length - 1 ? (near[0] ?? null) : null;
}

function distance(parcel: MatchParcel, on: string): number {
  return Math.abs(daysBetween(parcel.shippedOn, on));
}

function matched(parcel: MatchParcel, ...reasons: RowReason[]): ClaimVerdict {
  return { outcome: 'matched', reasons, candidates: [parcel], parcel };
}

function already(parcel: MatchParcel, ...reasons: RowReason[]): ClaimVerdict {
  return { outcome: 'already', reasons, candidates: [parcel], parcel };
}

function unsure(candidates: readonly MatchParcel[], ...reasons: RowReason[]): ClaimVerdict {
  return { outcome: 'unsure', reasons, candidates, parcel: null };
}

function unmatched(...reasons: RowReason[]): ClaimVerdict {
  return { outcome: 'unmatched', reasons, candidates: [], parcel: null };
}
