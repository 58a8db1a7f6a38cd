import { openRow } from '#app/domain/findings/params.ts';
import type { ParamRow, ParamTables } from '#app/domain/findings/params.ts';

/**
 * Duties, limits and rough rates by customs territory. A key is the territory of the buyer (`US`), or with the country where
 * the goods were made or sent from behind it (`US<CN`); the narrower one decides. A merchant may set rows of their own,
 * for other territories too: tariffs change faster than programs.
 */
export const DUTY_TABLES = {
  /** Duty on one kind of goods (six digits of the commodity code) in a consignment within the limit, in cents of the euro. */
  perLine: {
    unit: 'minor_units',
    mayOverwrite: true,
    least: 0,
    most: 5_000,
    rows: [
      {
        key: 'EU',
        from: '2026-07-01',
        until: '2028-07-01',
        value: 300,
        cite: 'Regulation (EU) 2026/382',
      },
    ],
  },
  /** Announced and not confirmed: said beside a duty, never added to it. */
  scheduledFeePerLine: {
    unit: 'minor_units',
    mayOverwrite: false,
    least: 0,
    most: 5_000,
    rows: [
      openRow(
        'EU',
        200,
        'C(2026) 6694 of 21 September 2026, not confirmed in the Official Journal',
      ),
    ],
  },
  /** Up to this value of the goods no ordinary tariff is asked, in the smallest unit of the territory's currency. */
  reliefLimit: {
    unit: 'minor_units',
    mayOverwrite: true,
    least: 0,
    most: 1_000_000,
    rows: [
      // What follows the flat duty has not been read: from then on nothing is said to be free.
      {
        key: 'EU',
        from: null,
        until: '2028-07-01',
        value: 15_000,
        cite: 'Regulation (EC) 1186/2009 Art. 23; Regulation (EU) 2026/382',
      },
      {
        key: 'GB',
        from: null,
        until: '2029-04-01',
        value: 13_500,
        cite: 'Relief for consignments up to £135, to end in March 2029 at the latest',
      },
      openRow('CA', 2_000, 'Courier Imports Remission Order: CA$20'),
      openRow('CA<US', 15_000, 'CBSA Customs Notice 20-18: CA$150 by courier'),
      openRow('CA<MX', 15_000, 'CBSA Customs Notice 20-18: CA$150 by courier'),
    ],
  },
  /** Duty as a percentage of the goods' value; for the United States the surcharge alone, the tariff of the goods comes on top. */
  dutyPercent: {
    unit: 'percent',
    mayOverwrite: true,
    least: 0,
    most: 200,
    rows: [
      {
        key: 'US',
        from: '2026-02-24',
        until: '2026-07-24',
        value: 10,
        cite: 'Trade Act of 1974 Section 122, lapsed about 24 July 2026',
      },
      {
        key: 'US',
        from: '2026-07-24',
        until: null,
        value: 10,
        cite: 'Section 301 “forced labour”, the lower of its two rates (medium certainty)',
      },
      {
        key: 'US<CN',
        from: '2026-07-24',
        until: null,
        value: 12.5,
        cite: 'Section 301 “forced labour”, China (medium certainty)',
      },
      openRow('US<US', 0, 'Goods made in the United States that come home'),
    ],
  },
  /** Euro for 100 units of a currency, only to see on which side of a limit an order lies. */
  eurosPer100: {
    unit: 'count',
    mayOverwrite: true,
    least: 0.0001,
    most: 10_000,
    rows: rates(
      'USD 86 GBP 115 CAD 62 AUD 56 NZD 51 CHF 106 SEK 9 NOK 8.5 DKK 13.4 PLN 23.5 CZK 4 HUF 0.25 RON 19.8 CNY 12 HKD 11 ' +
        'SGD 66 JPY 0.58 TWD 2.8 KRW 0.062 INR 1 MXN 4.6 BRL 15.5 TRY 2.1 ILS 25 AED 23.4 ZAR 4.9',
    ),
  },
  /** How far a rough rate may be off, in percent; a merchant's own rate is taken as it is. */
  rateMargin: {
    unit: 'percent',
    mayOverwrite: false,
    least: 0,
    most: 50,
    rows: [openRow('', 10, 'House choice')],
  },
} as const satisfies ParamTables;

/** In which currency a territory sets its limit. */
export const LIMIT_CURRENCIES: Readonly<Record<string, string>> = {
  EU: 'EUR',
  GB: 'GBP',
  CA: 'CAD',
};

function rates(list: string): ParamRow[] {
  const words = list.split(' ');
  const rows = words.flatMap((word, at) =>
    at % 2 === 0
      ? [openRow(word, Number(words[at + 1]), 'House: rounded from reference rates of 2025')]
      : [],
  );
  return [openRow('EUR', 100, 'Regulation (EC) 974/98'), ...rows];
}
