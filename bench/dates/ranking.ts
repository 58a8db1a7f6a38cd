/** Rows by falling score, cut where it changes. Computed once, so that each bootstrap sample costs one walk. */
export interface Ranking {
  order: Int32Array;
  /** Whether the score of a place in `order` differs from the one before. */
  isNewScore: Uint8Array;
}

export function rank(rows: readonly number[], scoreOf: (row: number) => number): Ranking {
  const order = Int32Array.from(rows).sort((a, b) => scoreOf(b) - scoreOf(a));
  const isNewScore = Uint8Array.from(order, (row, place) =>
    place === 0 || scoreOf(row) !== scoreOf(order[place - 1] ?? row) ? 1 : 0,
  );
  return { order, isNewScore };
}

/**
 * Area under the ROC curve (equal scores count half) and average precision (precision at each group of equal scores,
 * weighted by the share of late rows in it). `counts` = how often each row is in the sample. NaN without rows of both kinds.
 */
export function ranked(
  { order, isNewScore }: Ranking,
  { isLate, counts }: { isLate: Uint8Array; counts: Uint16Array },
): { auc: number; averagePrecision: number } {
  let late = 0;
  let punctual = 0;
  let groupLate = 0;
  let groupPunctual = 0;
  let pairs = 0;
  let precision = 0;
  const close = () => {
    if (groupLate + groupPunctual === 0) return;
    pairs += groupPunctual * (late + groupLate / 2);
    late += groupLate;
    punctual += groupPunctual;
    precision += (groupLate * late) / (late + punctual);
    groupLate = 0;
    groupPunctual = 0;
  };
  for (let place = 0; place < order.length; place += 1) {
    if (isNewScore[place] === 1) close();
    const row = order[place] ?? 0;
    if (isLate[row] === 1) groupLate += counts[row] ?? 0;
    else groupPunctual += counts[row] ?? 0;
  }
  close();
  return { auc: pairs / (late * punctual), averagePrecision: precision / late };
}
