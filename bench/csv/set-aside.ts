/** Rows that were left out, by named reason: what a bench did not use it counts. */
export interface SetAside {
  add(reason: string, line: number): void;
  /** In order of first appearance. */
  counts(): { reason: string; rows: number; firstLine: number }[];
  rows(): number;
}

export function createSetAside(): SetAside {
  const byReason = new Map<string, { rows: number; firstLine: number }>();
  return {
    add(reason, line) {
      const known = byReason.get(reason);
      if (known === undefined) byReason.set(reason, { rows: 1, firstLine: line });
      else known.rows += 1;
    },
    counts: () => [...byReason].map(([reason, count]) => ({ reason, ...count })),
    rows: () => [...byReason.values()].reduce((sum, { rows }) => sum + rows, 0),
  };
}
