import { numberKey } from '#app/domain/numbers/normalise.ts';
import { skuKey } from '#app/domain/uploads/claim.ts';
import type {
  Claim,
  ClaimVerdict,
  FactIndex,
  MatchFacts,
  MatchParcel,
  MatchRow,
} from '#app/domain/uploads/claim.ts';
import { matchInOrder, matchWithoutOrder } from '#app/domain/uploads/match-claim.ts';
import { namesFor, orderKey } from '#app/domain/uploads/order-names.ts';
import type { NameForm } from '#app/domain/uploads/order-names.ts';
import { candidateOf, MOST_CANDIDATES, reason } from '#app/domain/uploads/upload.ts';
import type { RowVerdict, UploadCells } from '#app/domain/uploads/upload.ts';

/** One order's parcels are told apart up to here. */
export const MOST_ROWS_PER_GROUP = 50;

/**
 * What each row of an upload speaks of. Every row ends in exactly one outcome, and neither the order of the rows nor that
 * of the facts changes any. Only what leaves no other reading is `matched`; the rest waits for a person. Rows of one group
 * (`groupOf`) MUST be given together, unless the group is larger than `MOST_ROWS_PER_GROUP`.
 */
export function matchRows(rows: readonly MatchRow[], facts: MatchFacts): Map<number, RowVerdict> {
  const verdicts = new Map<number, RowVerdict>();
  const index = indexOf(facts);
  for (const [key, group] of Map.groupBy(rows, ({ cells }) => groupOf(cells))) {
    const isTooLarge = (facts.groupSizes.get(key) ?? group.length) > MOST_ROWS_PER_GROUP;
    const judged = isTooLarge
      ? group.map((row) => [row, tooMany(key)] as const)
      : judgeGroup(group, index);
    for (const [row, verdict] of judged) verdicts.set(row.line, verdict);
  }
  return verdicts;
}

/** Rows that must be seen together: those of one order, else those of one number. */
export function groupOf(cells: UploadCells): string {
  if (cells.order !== null) return `o:${orderKey(cells.order)}`;
  return `n:${wantedKeyOf(cells)}`;
}

/** Key of the number that the parcel goes on with. Empty when the row has none. */
export function wantedKeyOf(cells: UploadCells): string {
  return numberKey(cells.next ?? cells.number ?? '');
}

function indexOf(facts: MatchFacts): FactIndex {
  const parcels = [...facts.parcels].sort(inOrder);
  const byNumber = new Map<string, MatchParcel[]>();
  for (const parcel of parcels)
    for (const key of new Set(parcel.numberKeys))
      byNumber.set(key, [...(byNumber.get(key) ?? []), parcel]);
  return {
    ...facts,
    byName: Map.groupBy(parcels, (parcel) => parcel.orderName),
    byNumber,
    withoutNumber: parcels.filter(
      ({ numberKeys, cancelled }) => numberKeys.length === 0 && !cancelled,
    ),
  };
}

function inOrder(a: MatchParcel, b: MatchParcel): number {
  if (a.fulfillmentId === b.fulfillmentId) return a.position - b.position;
  return BigInt(a.fulfillmentId) < BigInt(b.fulfillmentId) ? -1 : 1;
}

function judgeGroup(
  rows: readonly MatchRow[],
  index: FactIndex,
): (readonly [MatchRow, RowVerdict])[] {
  const byNumber = Map.groupBy(rows, ({ cells }) => wantedKeyOf(cells));
  const claims = [...byNumber.values()].map((same) => claimOf(same, index.forms));
  const judged = claims.map((claim) => [claim, judge(claim, index)] as const);
  const wanted = new Map<string, number>();
  for (const [, { outcome, parcel }] of judged) {
    if (outcome !== 'matched' || parcel === null) continue;
    wanted.set(parcelKey(parcel), (wanted.get(parcelKey(parcel)) ?? 0) + 1);
  }
  return judged.flatMap(([claim, verdict]) => {
    const isContested =
      verdict.outcome === 'matched' &&
      verdict.parcel !== null &&
      (wanted.get(parcelKey(verdict.parcel)) ?? 0) > 1;
    const own = isContested ? contested(verdict) : verdict;
    return (byNumber.get(claim.wantedKey) ?? []).map(
      (row) => [row, row === claim.row ? rowVerdict(row, own) : spokenFor(row, claim)] as const,
    );
  });
}

function judge(claim: Claim, index: FactIndex): ClaimVerdict {
  const verdict =
    claim.order === null ? matchWithoutOrder(claim, index) : matchInOrder(claim, index);
  const isClaimedTwice = [numberKey(claim.row.cells.number ?? ''), claim.wantedKey].some((key) =>
    index.numbersOfSeveral.has(key),
  );
  if (!isClaimedTwice || verdict.outcome === 'already') return verdict;
  return {
    ...unsureOf(verdict),
    reasons: [reason('number_twice_in_file', claim.row.cells.number ?? ''), ...verdict.reasons],
  };
}

function claimOf(rows: readonly MatchRow[], forms: readonly NameForm[]): Claim {
  const [row] = [...rows].sort(byContent);
  if (row === undefined) throw new Error('A claim has a row');
  const { order, number, next, existing } = row.cells;
  const before = [existing, next === null ? null : number].filter((text) => text !== null);
  const dates = rows.map(({ cells }) => cells.shippedOn).filter((on) => on !== null);
  return {
    row,
    order,
    names: order === null ? [] : namesFor(order, forms),
    wantedKey: wantedKeyOf(row.cells),
    anchorKeys: before.map(numberKey),
    skus: [...new Set(rows.map(({ cells }) => skuKey(cells.sku ?? '')))]
      .filter((sku) => sku !== '')
      .sort(),
    shippedOn: dates.sort()[0] ?? null,
  };
}

/** Which of several rows speaks is settled by what they say, then by their place. */
function byContent(a: MatchRow, b: MatchRow): number {
  const [textA, textB] = [JSON.stringify(a.cells), JSON.stringify(b.cells)];
  if (textA === textB) return a.line - b.line;
  return textA < textB ? -1 : 1;
}

function spokenFor(row: MatchRow, claim: Claim): RowVerdict {
  const isSame = JSON.stringify(row.cells) === JSON.stringify(claim.row.cells);
  return rowVerdict(row, {
    outcome: 'duplicate',
    reasons: [reason(isSame ? 'same_row' : 'same_number', String(claim.row.line))],
    candidates: [],
    parcel: null,
  });
}

function contested(verdict: ClaimVerdict): ClaimVerdict {
  return { ...unsureOf(verdict), reasons: [reason('parcel_wanted_twice'), ...verdict.reasons] };
}

function unsureOf(verdict: ClaimVerdict): ClaimVerdict {
  return {
    ...verdict,
    outcome: verdict.outcome === 'matched' ? 'unsure' : verdict.outcome,
    parcel: null,
  };
}

function tooMany(group: string): RowVerdict {
  return {
    outcome: 'unsure',
    reasons: [reason('too_many_for_order', group.slice(2))],
    candidates: [],
    parcel: null,
  };
}

function rowVerdict(row: MatchRow, verdict: ClaimVerdict): RowVerdict {
  return {
    outcome: verdict.outcome,
    reasons: [...verdict.reasons, ...row.notes],
    candidates: verdict.candidates.slice(0, MOST_CANDIDATES).map(candidateOf),
    parcel: verdict.parcel,
  };
}

function parcelKey({
  fulfillmentId,
  position,
}: {
  fulfillmentId: string;
  position: number;
}): string {
  return `${fulfillmentId}-${position}`;
}
