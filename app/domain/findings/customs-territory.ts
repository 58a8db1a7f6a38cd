import { EU_COUNTRIES } from '#app/domain/findings/regions.ts';

/**
 * The customs territory of a country (ISO alpha-2): `EU` for the Union, else the country that keeps the border. Source:
 * Regulation (EU) 952/2013 Art. 4 (Monaco), customs unions of Switzerland with Liechtenstein and of the United Kingdom with
 * the Crown dependencies; Puerto Rico is inside that of the United States. Corners such as Livigno, the Canary Islands'
 * taxes or Northern Ireland cannot be told from a country code and are not told apart.
 */
export function customsTerritory(country: string): string {
  return EU_COUNTRIES.has(country) ? 'EU' : (INSIDE_OF[country] ?? country);
}

/** Whether goods have to pass customs between two countries. */
export function isCustomsBorder(from: string, to: string): boolean {
  return customsTerritory(from) !== customsTerritory(to);
}

const INSIDE_OF: Readonly<Record<string, string>> = {
  MC: 'EU',
  LI: 'CH',
  IM: 'GB',
  GG: 'GB',
  JE: 'GB',
  PR: 'US',
};
