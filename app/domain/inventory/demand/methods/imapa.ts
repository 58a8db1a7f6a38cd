import type { BuyableWeeks } from '../buyable-weeks.ts';
import { BLOCK_ALPHAS, blocksOf, meanInterval, smoothedSum } from './adida.ts';
import { optimisedSes } from './optimised-ses.ts';

/**
 * Petropoulos and Kourentzes 2015 (IMAPA): the mean of the levels of sums of 1, 2, … weeks, up to ADIDA's number of weeks.
 * Units a week; 0 if nothing was ever sold.
 */
export function imapaLevel(weeks: BuyableWeeks): number {
  const end = weeks.units.length;
  return meanOverLengths(
    meanInterval(weeks, end),
    (length) => optimisedSes(blocksOf(weeks, end, length), BLOCK_ALPHAS).level,
  );
}

/** As `imapaLevel` up to week `end`, with α as given. */
export function imapaLevelAt(weeks: BuyableWeeks, end: number, alpha: number): number {
  return meanOverLengths(meanInterval(weeks, end), (length) =>
    smoothedSum(weeks, { end, length, alpha }),
  );
}

function meanOverLengths(longest: number, levelOf: (length: number) => number): number {
  let sum = 0;
  for (let length = 1; length <= longest; length += 1) sum += levelOf(length) / length;
  return longest === 0 ? 0 : sum / longest;
}
