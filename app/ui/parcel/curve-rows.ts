import type { LaneCurveView } from '#app/contracts/lanes.ts';

interface CurveRow {
  days: number;
  still: number;
  mark: 'today' | 'limit' | null;
}

/** Distances between the rows of a table that people read without counting, in days: three hours to two months. */
const STEPS = [1 / 8, 1 / 4, 1 / 2, 1, 2, 5, 10, 20, 60] as const;
const MOST_ROWS = 10;

/**
 * The curve as the rows of a table: even steps, with today's silence and the limit between them, each marked, and where a
 * half and nine of ten have moved, which is where the curve falls.
 */
export function curveRows({ points, days, still, limitDays }: LaneCurveView): CurveRow[] {
  const end = points.at(-1)?.days ?? 0;
  const step = STEPS.find((each) => end / each <= MOST_ROWS) ?? end;
  const marked: CurveRow[] = [
    { days, still, mark: 'today' },
    { days: limitDays, still: stillAt(points, limitDays), mark: 'limit' },
  ];
  const rows: CurveRow[] = [...marked];
  const add = (at: number, apart: number) => {
    // A row beside another one says nothing new.
    if (rows.some((row) => Math.abs(row.days - at) < apart)) return;
    rows.push({ days: at, still: stillAt(points, at), mark: null });
  };
  for (const share of [0.5, 0.1]) {
    const at = daysAt(points, share);
    if (at !== null) add(at, at / 4);
  }
  for (let at = step; at <= end; at += step) add(at, step / 4);
  return rows.sort((a, b) => a.days - b.days);
}

/** The share at any length: straight between the points, level beyond the last. */
export function stillAt(points: LaneCurveView['points'], days: number): number {
  const after = points.findIndex((point) => point.days >= days);
  const next = points[after];
  if (next === undefined) return points.at(-1)?.still ?? 1;
  const before = points[after - 1];
  if (before === undefined) return next.still;
  const share = (days - before.days) / (next.days - before.days);
  return before.still + share * (next.still - before.still);
}

/** Where the share has fallen to `still`; null when it does not as far as the curve is drawn. */
function daysAt(points: LaneCurveView['points'], still: number): number | null {
  const after = points.findIndex((point) => point.still <= still);
  const [before, next] = [points[after - 1], points[after]];
  if (before === undefined || next === undefined) return null;
  const part = (before.still - still) / (before.still - next.still);
  return before.days + part * (next.days - before.days);
}
