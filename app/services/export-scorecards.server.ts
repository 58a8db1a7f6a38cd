import type {
  Percentiles,
  ScoreFigures,
  ScoreLane,
  ScoreQuery,
} from '#app/contracts/scorecards.ts';
import { readScoresByLane } from '#app/db/score-pages.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import {
  SCORE_OUTCOMES,
  STEPS,
  type ScoreOutcome,
  type Step,
} from '#app/domain/scorecards/parcel-score.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import { firstPeriodOf } from '#app/domain/scorecards/score-periods.ts';
import { decimalOf, type Money } from '#app/domain/shared/money.ts';
import { BYTE_ORDER_MARK, csv, safeCell } from '#app/services/export-parcels.server.ts';
import { figuresOf, stepsOf, tallyBy } from '#app/services/score-figures.ts';
import { laneOf, rowsOf } from '#app/services/score-rows.server.ts';

/** The file's plain columns, in order, behind the name, the lane and the rank. */
const COUNTS = [
  'parcels',
  'problems',
  'silent',
  'movedAgain',
  'firstScanLate',
  'flagged',
  'numberLate',
  'numberEarly',
  'wrongNumber',
] as const satisfies (keyof ScoreFigures)[];

/** Words in the reader's language. */
export interface FileLabels {
  plain: (
    column:
      | (typeof COUNTS)[number]
      | Scored
      | 'rank'
      | 'origin'
      | 'destination'
      | 'originAll'
      | 'promisesKept'
      | 'promises'
      | 'incidents',
  ) => string;
  percentile: (step: Step, p: 'p10' | 'p50' | 'p90') => string;
  counted: (step: Step) => string;
  money: (kind: 'trouble' | 'lost', currency: string) => string;
  outcome: (outcome: ScoreOutcome) => string;
  unknownName: (who: Scored) => string;
}

/** A line of the file; lane null = all lanes together. */
interface Line extends ScoreFigures {
  name: string;
  rank: number | null;
  incidents: number | null;
  lane: ScoreLane | null;
  steps: Record<Step, Percentiles | null>;
}

/**
 * Everybody's figures of a period as a CSV file: over all lanes by rank, each followed by its lanes. Days and amounts are
 * decimals with a point, one column for each currency: amounts of different currencies are never added up. No cell is a
 * formula.
 */
export async function exportScorecards({
  shopId,
  who,
  query,
  labels,
  now,
}: {
  shopId: number;
  who: Scored;
  query: ScoreQuery;
  labels: FileLabels;
  now: Date;
}): Promise<string> {
  const since = firstPeriodOf(query.days, now);
  const lines = await withShopSql(shopId, async (sql): Promise<Line[]> => {
    const rows = await rowsOf(sql, { shopId, who, since, lane: null, steps: STEPS });
    const cells = await readScoresByLane(sql, shopId, { who, since, nameKey: null, steps: STEPS });
    const byName = Map.groupBy(cells, ({ nameKey }) => nameKey);
    return rows.flatMap((row) => [
      { ...row, lane: null, steps: stepsOf(row.tally) },
      ...[
        ...tallyBy(
          byName.get(row.key) ?? [],
          ({ origin, destination }) => `${origin}-${destination}`,
        ).values(),
      ]
        .map(({ cell, tally }) => ({
          ...figuresOf(tally, who),
          steps: stepsOf(tally),
          name: row.name,
          rank: null,
          incidents: null,
          lane: laneOf(cell),
        }))
        .sort((a, b) => b.parcels - a.parcels),
    ]);
  });
  const currencies = {
    trouble: currenciesOf(lines.map(({ trouble }) => trouble)),
    lost: currenciesOf(lines.map(({ lost }) => lost)),
  };
  const columns = columnsOf(who, currencies, labels);
  return (
    BYTE_ORDER_MARK +
    csv([
      columns.map(({ title }) => title),
      ...lines.map((line) => columns.map(({ of }) => of(line))),
    ])
  );
}

interface Column {
  title: string;
  of: (line: Line) => string;
}

function columnsOf(
  who: Scored,
  currencies: Record<'trouble' | 'lost', string[]>,
  labels: FileLabels,
): Column[] {
  const plain = labels.plain;
  const lane = ({ lane: of }: Line, end: 'origin' | 'destination') =>
    of === null ? plain('originAll') : (of[end] ?? '');
  return [
    { title: plain('rank'), of: ({ rank }) => number(rank) },
    { title: plain(who), of: ({ name }) => safeCell(name === '' ? labels.unknownName(who) : name) },
    { title: plain('origin'), of: (line) => lane(line, 'origin') },
    { title: plain('destination'), of: (line) => lane(line, 'destination') },
    ...COUNTS.map((column) => ({
      title: plain(column),
      of: (line: Line) => number(line[column]),
    })),
    { title: plain('promisesKept'), of: ({ promises }) => number(promises.kept) },
    { title: plain('promises'), of: ({ promises }) => number(promises.of) },
    ...(who === 'carrier'
      ? [{ title: plain('incidents'), of: ({ incidents }: Line) => number(incidents) }]
      : []),
    ...SCORE_OUTCOMES.map((outcome) => ({
      title: labels.outcome(outcome),
      of: ({ outcomes }: Line) => number(outcomes[outcome]),
    })),
    ...STEPS.flatMap((step) => stepColumns(step, labels)),
    ...(['trouble', 'lost'] as const).flatMap((kind) =>
      currencies[kind].map((currency) => ({
        title: labels.money(kind, currency),
        of: (line: Line) => amountIn(line[kind], currency),
      })),
    ),
  ];
}

function stepColumns(step: Step, labels: FileLabels): Column[] {
  return [
    { title: labels.counted(step), of: ({ steps }) => number(steps[step]?.count ?? 0) },
    ...(['p10', 'p50', 'p90'] as const).map((p) => ({
      title: labels.percentile(step, p),
      of: ({ steps }: Line) => steps[step]?.[p].toFixed(2) ?? '',
    })),
  ];
}

function number(value: number | null): string {
  return value === null ? '' : String(value);
}

function currenciesOf(amounts: readonly (readonly Money[])[]): string[] {
  return [...new Set(amounts.flat().map(({ currency }) => currency))].sort();
}

function amountIn(amounts: readonly Money[], currency: string): string {
  return decimalOf(
    amounts.find((amount) => amount.currency === currency) ?? { minor: 0, currency },
  );
}
