/** Rows that were left out, by named reason: what a bench did not use it counts. */
export interface SetAside {
  add(reason: string, line: number): void;
  addAll(other: SetAside): void;
  /** In order of first appearance. */
  counts(): { reason: string; rows: number; firstLine: number }[];
  rows(): number;
}

export function createSetAside(): SetAside {
  const byReason = new Map<string, { rows: number; firstLine: number }>();
  const count = (reason: string, rows: number, firstLine: number) => {
    const known = byReason.get(reason);
    if (known === undefined) byReason.set(reason, { rows, firstLine });
    else known.rows += rows;
  };
  return {
    add: (reason, line) => count(reason, 1, line),
    addAll(other) {
      for (const { reason, rows, firstLine } of other.counts()) count(reason, rows, firstLine);
    },
    counts: () => [...byReason].map(([reason, count]) => ({ reason, ...count })),
    rows: () => [...byReason.values()].reduce((sum, { rows }) => sum + rows, 0),
  };
}
