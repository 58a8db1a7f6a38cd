import { article } from './article.ts';
import type { Article } from './article.ts';
import type { Verdict } from './plan.ts';

/** A price with its compare-at price from a day on; the first one holds since before anybody recorded it. */
export interface PriceStep {
  day: number;
  priceMinor: number;
  compareAtMinor: number | null;
}

export interface PriceCase {
  article: Article;
  steps: readonly PriceStep[];
  /**
   * The same in euros, where the European Union has prices of its own. Absent: the shop's own price holds there.
   */
  inEuros?: readonly PriceStep[];
  /** PRC-EU-01 for the countries of the European Union. */
  prior: readonly PriceTurn[];
  /** PRC-REF-01 for the shop's own price, which holds in every market outside the European Union. */
  reference: readonly PriceTurn[];
}

export interface PriceTurn {
  day: number;
  verdict: Verdict;
  why: string;
}

const LONGEST_DAYS = 90;
const WARN_DAYS = 14;

/** Nobody knows a price from before the app was installed, which is on day 0. */
export const PRICES: readonly PriceCase[] = [
  {
    article: priced('PRC-STEPS', 'Speckled teapot'),
    steps: [step(5000), step(4000, null, 6), step(3500, 5000, 12)],
    prior: [
      turn(12, 'fail', 'struck through at 50, although it was sold at 40 for the six days before'),
    ],
    reference: claim(12, 'pass', 'it was sold at 50 until day 6'),
  },
  {
    article: priced('PRC-ENDED', 'Speckled milk jug'),
    steps: [step(5000), step(4000, null, 4), step(3500, 5000, 8), step(3500, null, 18)],
    prior: [
      turn(8, 'fail', 'struck through at 50, although it was sold at 40 just before'),
      turn(18, 'not_applicable', 'the claim is gone'),
    ],
    reference: [
      turn(8, 'pass', 'it was sold at 50 until day 4'),
      turn(18, 'not_applicable', 'the claim is gone'),
    ],
  },
  {
    article: priced('PRC-NEVER-CHARGED', 'Speckled sugar pot'),
    steps: [step(4400), step(4400, 6000, 9)],
    prior: [turn(9, 'fail', 'struck through at 60, and sold at 44 all the time')],
    reference: claim(9, 'unknown', 'no sale at 60 is known, and the record is short'),
  },
  {
    article: priced('PRC-OLD-CLAIM', 'Speckled serving bowl'),
    steps: [step(2900, 3900)],
    prior: [turn(-60, 'unknown', 'the reduction began before anybody recorded prices')],
    reference: claim(-60, 'unknown', 'how old the claim is nobody knows'),
  },
  {
    article: priced('PRC-TOO-SHORT', 'Speckled espresso cup'),
    steps: [step(6000), step(4800, 6000, 10)],
    prior: [turn(10, 'unknown', 'ten days of record before it, thirty are needed')],
    reference: claim(10, 'pass', 'it was sold at 60 until day 10'),
  },
  {
    article: priced('PRC-KEPT', 'Speckled dinner plate'),
    steps: [step(6000), step(4800, 6000, 31)],
    prior: [turn(31, 'pass', 'sold at 60 for the thirty days before')],
    reference: claim(31, 'pass', 'it was sold at 60 until day 31'),
  },
  {
    article: priced('PRC-IN-EUROS', 'Speckled pasta bowl'),
    steps: [step(5400)],
    inEuros: [step(4900), step(4200, null, 5), step(3900, 4900, 13)],
    prior: [turn(13, 'fail', 'struck through at €49, although it was sold at €42 before')],
    reference: [],
  },
];

function priced(key: string, title: string): Article {
  return article({ key, title, hsCode: '691110' });
}

function step(priceMinor: number, compareAtMinor: number | null = null, day = -60): PriceStep {
  return { day, priceMinor, compareAtMinor };
}

/** A claim that stays: 90 days are the most it may, two weeks before it is time to end it. Nobody saw it before day 0. */
function claim(day: number, verdict: Verdict, why: string): PriceTurn[] {
  const seenOn = Math.max(day, 0);
  return [
    turn(day, verdict, why),
    turn(seenOn + LONGEST_DAYS - WARN_DAYS, 'upcoming', 'the same claim for almost 90 days'),
    turn(seenOn + LONGEST_DAYS + 1, 'fail', 'the same claim for more than 90 days'),
  ];
}

function turn(day: number, verdict: Verdict, why: string): PriceTurn {
  return { day, verdict, why };
}
