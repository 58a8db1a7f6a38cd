import type { PoolClient } from 'pg';
import { readScores, readScoresByLane } from '#app/db/score-pages.server.ts';
import type { StoredScore } from '#app/db/score-pages.server.ts';
import { carrierFamily } from '#app/domain/lanes/lane-key.ts';
import type { Step } from '#app/domain/scorecards/parcel-score.ts';
import { ALL_LANES } from '#app/domain/scorecards/score-cell.ts';
import { firstPeriodOf } from '#app/domain/scorecards/score-periods.ts';
import { quantileOf, totalOf } from '#app/domain/scorecards/step-histogram.ts';
import type { StepHistogram } from '#app/domain/scorecards/step-histogram.ts';
import { tallyBy } from '#app/services/score-figures.ts';

/** Fewer parcels say nothing about the next. */
const FEWEST = 20;
/** A carrier that has brought so many parcels without one scan is one that Lastscan cannot read. */
const SILENT_PARCELS = 5;

/** Days of a step by destination: of the last ninety days, where at least twenty parcels tell. */
export async function daysByDestination(
  sql: PoolClient,
  shopId: number,
  { step, share, now }: { step: Step; share: number; now: Date },
): Promise<Map<string, number>> {
  const since = firstPeriodOf(90, now);
  const asked = { who: 'supplier', since, nameKey: null, steps: [step] } as const;
  const cells = await readScoresByLane(sql, shopId, asked);
  return quantiles(cells, { step, share, keyOf: ({ destination }) => destination });
}

/** Days from marked to first scan that nine of ten parcels stay below, by supplier as compared. */
export async function markToScanDays(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<Map<string, number>> {
  const since = firstPeriodOf(90, now);
  const cells = await readScores(sql, shopId, {
    who: 'supplier',
    since,
    lane: ALL_LANES,
    names: null,
    steps: ['number_scan'],
  });
  return quantiles(cells, { step: 'number_scan', share: 0.9, keyOf: ({ nameKey }) => nameKey });
}

/** Whether anything of a carrier's scans has ever reached Lastscan. Asked once for a whole batch. */
export async function loadReadability(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<(carrier: string | null) => boolean> {
  const cells = await readScores(sql, shopId, {
    who: 'carrier',
    since: firstPeriodOf(365, now),
    lane: ALL_LANES,
    names: null,
    steps: ['number_scan'],
  });
  const unreadable = new Set<string>();
  for (const [key, { tally }] of tallyBy(cells, ({ nameKey }) => nameKey)) {
    const isSilent = totalOf(tally.steps.number_scan) === 0;
    if (isSilent && (tally.counts.get('parcels') ?? 0) >= SILENT_PARCELS) unreadable.add(key);
  }
  return (carrier) => !unreadable.has(carrierFamily(carrier) ?? '');
}

function quantiles(
  cells: readonly StoredScore[],
  { step, share, keyOf }: { step: Step; share: number; keyOf: (cell: StoredScore) => string },
): Map<string, number> {
  const days = new Map<string, number>();
  for (const [key, { tally }] of tallyBy(cells, keyOf)) {
    const histogram: StepHistogram = tally.steps[step];
    if (totalOf(histogram) < FEWEST) continue;
    const quantile = quantileOf(histogram, share);
    if (quantile !== null && Number.isFinite(quantile)) days.set(key, quantile);
  }
  return days;
}
