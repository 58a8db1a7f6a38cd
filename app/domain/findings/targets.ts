import type { Fact } from '#app/domain/findings/fact.ts';
import { EEA_COUNTRIES } from '#app/domain/findings/regions.ts';
import type { ShopContext } from '#app/domain/findings/subjects.ts';

/** The EEA and the United Kingdom, whose consumer law still follows the same directives in most of what rules ask. */
export const EEA_AND_UK: ReadonlySet<string> = new Set([...EEA_COUNTRIES, 'GB']);

/** Of the countries a shop sells to, those of a region; the shop's own country sells to itself. */
export function targetsWithin(
  { targets, country }: Pick<ShopContext, 'targets' | 'country'>,
  region: ReadonlySet<string>,
): Fact<readonly string[]> {
  if (!targets.known) return targets;
  const own = country === null || targets.value.includes(country) ? [] : [country];
  const reached = [...targets.value, ...own].filter((one) => region.has(one));
  return { ...targets, value: reached };
}
