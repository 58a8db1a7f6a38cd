import type { CashForecast, CashOutlook } from '#app/domain/cash/cash-forecast.ts';
import { chanceWords, reasonWords, type Words } from './cash-words.ts';

/** The chance that the first line speaks of: the forecast gives the day on which more than the rest has been below. */
const SPOKEN_CHANCE = 0.8;
const MOST_REASONS = 3;
/** A reason below this share of the heaviest one explains nothing. */
const LEAST_SHARE = 0.1;

/** How long cash holds, where it is lowest and why; never surer than the forecast is. */
export function cashSentence(
  forecast: CashForecast,
  {
    missing,
    words,
  }: {
    /** What is too large to be left out unsaid: `missingWords`. */
    missing: readonly string[];
    words: Words;
  },
): string {
  const { t, format } = words;
  const [plain] = forecast.outlooks;
  if (plain === undefined) return t('cash.sentence.none');
  const low = lowWithReasons(forecast, plain, words);
  const list = format.list(missing);
  const isWhole = missing.length === 0;
  if (forecast.gaps.includes('no_opening'))
    return isWhole
      ? t('cash.sentence.noOpening', { low })
      : t('cash.sentence.noOpeningWithout', { low, list });
  const { threshold, currency } = forecast;
  if (threshold === null) {
    const { p10, p50, p90 } = plain.closing;
    const money = (minor: number) => format.roundMoney([{ minor, currency }]);
    const facts = { low, closing: money(p50), from: money(p10), to: money(p90) };
    return isWhole
      ? t('cash.sentence.noThreshold', facts)
      : t('cash.sentence.noThresholdWithout', { ...facts, list });
  }
  const sentence = t('cash.sentence.whole', { holds: holdWords(forecast, plain, words), low });
  return isWhole ? sentence : t('cash.sentence.without', { list, sentence });
}

/** How long cash stays above the threshold. */
function holdWords(
  { threshold, opening, from }: CashForecast,
  { belowBy, safeUntil }: CashOutlook,
  words: Words,
): string {
  const { t, format } = words;
  const limit = threshold === null ? '' : format.roundMoney([threshold]);
  if (threshold !== null && opening.minor < threshold.minor)
    return t('cash.sentence.below', { threshold: limit });
  if (safeUntil === null)
    return t('cash.sentence.throughout', {
      threshold: limit,
      chance: chanceWords(1 - (belowBy.at(-1) ?? 0), words),
    });
  if (safeUntil === from)
    return t('cash.sentence.today', {
      threshold: limit,
      chance: chanceWords(belowBy[0] ?? 0, words),
    });
  return t('cash.sentence.until', {
    threshold: limit,
    chance: format.percent(SPOKEN_CHANCE),
    date: format.date(safeUntil),
  });
}

function lowWithReasons(
  { because, currency, from }: CashForecast,
  { low }: CashOutlook,
  words: Words,
): string {
  const { t, format } = words;
  const money = format.roundMoney([{ minor: low.minor, currency }]);
  if (low.on === from) return t('cash.sentence.lowToday', { low: money });
  const plain = t('cash.sentence.low', { low: money, date: format.date(low.on) });
  const heaviest = Math.abs(because[0]?.minor ?? 0);
  const reasons = because
    .slice(0, MOST_REASONS)
    .filter(({ minor }) => Math.abs(minor) >= heaviest * LEAST_SHARE && minor !== 0);
  return reasons.length === 0
    ? plain
    : t('cash.sentence.because', {
        count: reasons.length,
        what: plain,
        reasons: format.list(reasons.map((reason) => reasonWords(reason, { currency, words }))),
      });
}

/** The chart's one message. */
export function chartTitle(
  forecast: CashForecast,
  { missing, words }: { missing: readonly string[]; words: Words },
): string {
  const title = knownTitle(forecast, words);
  return missing.length === 0 ? title : words.t('cash.chart.titleKnown', { title });
}

function knownTitle(forecast: CashForecast, words: Words): string {
  const { t, format } = words;
  const [plain] = forecast.outlooks;
  if (plain === undefined) return t('cash.sentence.none');
  const { threshold, opening, currency, gaps } = forecast;
  const low = {
    low: format.roundMoney([{ minor: plain.low.minor, currency }]),
    date: format.date(plain.low.on),
  };
  if (gaps.includes('no_opening')) return t('cash.chart.titleFromZero', low);
  if (threshold === null) return t('cash.chart.titleLow', low);
  const limit = { threshold: format.roundMoney([threshold]) };
  const { safeUntil, belowBy } = plain;
  if (opening.minor < threshold.minor) return t('cash.chart.titleBelow', { ...limit, ...low });
  if (safeUntil === null)
    return t('cash.chart.titleThroughout', {
      ...limit,
      number: format.number(Math.floor((1 - (belowBy.at(-1) ?? 0)) * 10 + 1e-9)),
    });
  return safeUntil === forecast.from
    ? t('cash.chart.titleToday', limit)
    : t('cash.chart.titleUntil', { ...limit, date: format.date(safeUntil) });
}
