import type { TFunction } from 'i18next';
import type {
  CompareView,
  ScoreFigures,
  ScoreLane,
  ScoreRow,
  ScorecardsView,
} from '#app/contracts/scorecards.ts';
import type { Habit } from '#app/domain/scorecards/habits.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import type { Format } from '../format.ts';

interface Words {
  t: TFunction;
  format: Format;
}

/** A time of days as people say it: `5 hours`, `1.8 days`, `23 days`. */
export function dayWords(days: number, { t, format }: Words): string {
  if (days < HOURS_BELOW_DAYS) return format.duration(Math.max(1, Math.round(days * 24)) * 3_600);
  const number = oneDecimal(days);
  return t('scorecards.days', { count: number, number: format.number(number) });
}

const HOURS_BELOW_DAYS = 1;

/** From ten on whole numbers. */
export function oneDecimal(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}

/** Count of a hundred, with one decimal below ten: `8.4`. */
export function perHundred(count: number, of: number, format: Format): string {
  return format.number(of === 0 ? 0 : oneDecimal((100 * count) / of));
}

export function nameWords(who: Scored, { key, name }: { key: string; name: string }, t: TFunction) {
  return key === '' ? t(`scorecards.unknownName.${who}`) : name;
}

export function laneWords({ origin, destination }: ScoreLane, t: TFunction): string {
  const unknown = t('route.unknownCode');
  return `${origin ?? unknown} → ${destination ?? unknown}`;
}

/** What a supplier keeps doing, with its figures. */
export function habitWords({ kind, count, of, slowDays }: Habit, words: Words): string {
  const number = perHundred(count, of, words.format);
  return slowDays === null
    ? words.t(`scorecards.habit.${kind}.unscanned`, { number })
    : words.t(`scorecards.habit.${kind}.sentence`, { number, days: dayWords(slowDays, words) });
}

/** The page's first line: who keeps their word and who does not. */
export function scoreSentence(
  { who, rows, word }: Pick<ScorecardsView, 'who' | 'rows' | 'word'>,
  words: Words,
): string {
  const { t } = words;
  const named = rows.filter(({ key }) => key !== '');
  if (named.length === 0) return t(`scorecards.word.unknown.${who}`);
  const habits = habitSentence(named, words);
  if (habits !== null) return habits;
  const kept = wordSentence({ who, word, named }, words);
  const problems = problemSentence(named, words);
  return kept ?? t('common.sentences', { first: t('scorecards.word.few'), second: problems });
}

/** Suppliers whose numbers say less than they seem to come before everything else. */
function habitSentence(named: readonly ScoreRow[], { t, format }: Words): string | null {
  const of = (kind: Habit['kind']) =>
    named.filter(({ habits }) => habits[0]?.kind === kind).map(({ name }) => name);
  const early = of('number_early');
  const late = of('number_late');
  if (early.length + late.length === 0) return null;
  const rest = named.filter(({ habits }) => habits.length === 0).map(({ name }) => name);
  const say = (kind: 'early' | 'late' | 'rest', names: string[]) =>
    names.length === 0
      ? []
      : [t(`scorecards.word.${kind}`, { count: names.length, names: format.list(names) })];
  return [...say('early', early), ...say('late', late), ...say('rest', rest)].reduce(
    (first, second) => t('common.sentences', { first, second }),
  );
}

/** Below this share nobody would say that a word is kept. */
const KEEPS_ITS_WORD = 0.8;

function wordSentence(
  { who, word, named }: Pick<ScorecardsView, 'who' | 'word'> & { named: readonly ScoreRow[] },
  { t, format }: Words,
): string | null {
  if (word === null) return null;
  if (word.kind === 'alike') {
    const kept = perHundred(word.kept, word.of, format);
    const [only] = named;
    return named.length === 1 && only !== undefined
      ? t('scorecards.word.alone', { name: only.name, kept })
      : t(`scorecards.word.alike.${who}`, { kept });
  }
  const { best, worst } = word;
  const isFar = best.kept / best.of >= KEEPS_ITS_WORD && worst.kept / worst.of < KEEPS_ITS_WORD;
  return t(isFar ? 'scorecards.word.differs' : 'scorecards.word.differsLittle', {
    best: best.name,
    kept: perHundred(best.kept, best.of, format),
    worst: worst.name,
    broken: perHundred(worst.kept, worst.of, format),
  });
}

function problemSentence(named: readonly ScoreRow[], { t, format }: Words): string {
  const worst = named.at(0);
  const best = named.at(-1);
  if (worst === undefined || best === undefined) return '';
  const rate = ({ problems, parcels }: ScoreFigures) => perHundred(problems, parcels, format);
  return worst === best
    ? t('scorecards.word.problemsAlone', { name: worst.name, rate: rate(worst) })
    : t('scorecards.word.problems', {
        best: best.name,
        low: rate(best),
        worst: worst.name,
        high: rate(worst),
      });
}

/** From so many ended steps on a median has an interval. */
export const FEWEST_COMPARED = 6;

/** What two differ in, one sentence for days and one for promises. */
export function compareSentences(
  { lane, comparison }: Pick<CompareView, 'lane' | 'comparison'>,
  { first, second }: { first: string; second: string },
  words: Words,
): { days: string; promises: string } {
  return {
    days: daySentence({ lane, comparison }, { first, second }, words),
    promises: promiseSentence(comparison, { first, second }, words),
  };
}

function daySentence(
  { lane, comparison: { days, ended } }: Pick<CompareView, 'lane' | 'comparison'>,
  { first, second }: { first: string; second: string },
  words: Words,
): string {
  const { t, format } = words;
  const where = laneWords(lane, t);
  if (days === null) {
    return t('scorecards.compare.fewDays', {
      lane: where,
      a: format.number(ended.a),
      b: format.number(ended.b),
      least: format.number(FEWEST_COMPARED),
    });
  }
  const { value, low, high, isReal } = days.difference;
  if (!isReal) {
    if (!Number.isFinite(high) || !Number.isFinite(low)) {
      return t('scorecards.compare.noDaysOpen', { lane: where });
    }
    const faster = dayWords(Math.max(0, -low), words);
    const slower = dayWords(Math.max(0, high), words);
    return t('scorecards.compare.noDays', { lane: where, first, faster, slower });
  }
  const isFirstFaster = value < 0;
  // Beside a figure of days its interval needs no unit.
  const bound = (of: number) =>
    Math.abs(value) < HOURS_BELOW_DAYS ? dayWords(of, words) : format.number(oneDecimal(of));
  const facts = {
    fast: isFirstFaster ? first : second,
    slow: isFirstFaster ? second : first,
    lane: where,
    days: dayWords(Math.abs(value), words),
    low: bound(isFirstFaster ? -high : low),
  };
  const most = isFirstFaster ? -low : high;
  return Number.isFinite(most)
    ? t('scorecards.compare.faster', { ...facts, high: bound(most) })
    : t('scorecards.compare.fasterAtLeast', facts);
}

function promiseSentence(
  { onTime }: CompareView['comparison'],
  { first, second }: { first: string; second: string },
  { t, format }: Words,
): string {
  if (onTime === null) return t('scorecards.compare.fewPromises');
  const { value, low, high, isReal } = onTime.difference;
  const points = (share: number) => format.number(Math.round(Math.abs(share) * 100));
  if (!isReal) {
    return t('scorecards.compare.noPromises', {
      first,
      better: points(high),
      worse: points(low),
    });
  }
  const isFirstBetter = value > 0;
  return t('scorecards.compare.better', {
    better: isFirstBetter ? first : second,
    worse: isFirstBetter ? second : first,
    points: points(value),
    low: points(isFirstBetter ? low : high),
    high: points(isFirstBetter ? high : low),
  });
}
