import { silenceKeyText, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { createLaneModel, type LaneModel } from '#app/domain/lanes/lane-model.ts';
import { countSilence, emptyCell, type SilenceCell } from '#app/domain/lanes/silence-cell.ts';
import { scoreOf } from '#app/domain/scorecards/parcel-score.ts';
import { scoreFactsOf, supplierKey } from '#app/domain/scorecards/score-facts.ts';
import { DEFAULT_SETTINGS, limitsFor } from '#app/domain/verdicts/settings.ts';
import type { HeardParcel } from './ear.ts';

/** What the app has learned of lanes, carriers and suppliers at an instant. */
export interface Lessons {
  model: LaneModel;
  /** By carrier family: share of the numbers that were announced, of those that were scanned later. */
  noticeShares: ReadonlyMap<string, number>;
  /** By supplier key. */
  earlyShares: ReadonlyMap<string, number>;
}

const DAY_MS = 86_400_000;
/** As far as the product looks back for habits. */
const HABIT_DAYS = 90;
/** Fewer parcels have no habit. */
const LEAST_PARCELS = 20;

/** Learns from parcels as they are known at `at`. */
export function learn(parcels: readonly HeardParcel[], at: Date): Lessons {
  const recent = parcels.filter(
    ({ number }) => at.getTime() - number.from.getTime() <= HABIT_DAYS * DAY_MS,
  );
  return {
    model: createLaneModel({ cells: cellsOf(parcels), version: 1 }),
    noticeShares: sharesBy(recent, noticeOf),
    earlyShares: sharesBy(recent, (parcel) => earlyOf(parcel, at)),
  };
}

function cellsOf(parcels: readonly HeardParcel[]): Iterable<readonly [SilenceKey, SilenceCell]> {
  const cells = new Map<string, [SilenceKey, SilenceCell]>();
  for (const { journey } of parcels) {
    for (const silence of journey?.silences ?? []) {
      const text = silenceKeyText(silence.key);
      const known = cells.get(text) ?? [silence.key, emptyCell()];
      countSilence(known[1], silence);
      cells.set(text, known);
    }
  }
  return cells.values();
}

function noticeOf({ lane, news }: HeardParcel): { name: string | null; holds: boolean } {
  const first = news.findIndex(({ physical }) => physical);
  return {
    name: first < 0 ? null : lane.carrier,
    holds: news.slice(0, first).some(({ milestone }) => milestone === 'announced'),
  };
}

function earlyOf(parcel: HeardParcel, at: Date): { name: string | null; holds: boolean } {
  const { row, number, news, ending, proofs, calendars } = parcel;
  const isWrong = proofs.some(({ weight }) => weight === 'proof');
  const facts = scoreFactsOf(
    {
      carrier: row.carrier,
      supplier: row.supplier,
      origin: row.origin,
      destination: row.destination,
      paidAt: row.placedAt,
      shippedAt: row.startedAt,
      numberAt: row.numbers[0]?.from ?? number.from,
      lastMileAt: null,
      promised: null,
      verdict: isWrong ? 'wrong_number' : ending?.is === 'delivered' ? 'delivered' : 'on_track',
      isFlagged: false,
      isRefunded: false,
      value: { minor: 0, currency: 'USD' },
      timeline: news,
      areScansItsOwn: true,
    },
    { limits: limitsFor(DEFAULT_SETTINGS, row).set, calendars, asOf: at },
  );
  const isEarly = Object.values(scoreOf(facts).days).some((counts) => 'number_early' in counts);
  return { name: supplierKey(row.supplier), holds: isEarly };
}

function sharesBy(
  parcels: readonly HeardParcel[],
  of: (parcel: HeardParcel) => { name: string | null; holds: boolean },
): Map<string, number> {
  const counts = new Map<string, { holds: number; all: number }>();
  for (const parcel of parcels) {
    const { name, holds } = of(parcel);
    if (name === null) continue;
    const count = counts.get(name) ?? { holds: 0, all: 0 };
    counts.set(name, { holds: count.holds + (holds ? 1 : 0), all: count.all + 1 });
  }
  return new Map(
    [...counts].flatMap(([name, { holds, all }]) =>
      all < LEAST_PARCELS ? [] : [[name, holds / all]],
    ),
  );
}
