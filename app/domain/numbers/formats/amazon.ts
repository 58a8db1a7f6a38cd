import type { NumberFormat } from './format.ts';
import { PUBLIC } from './sources.ts';

/** Amazon delivers itself under numbers of its own; TBA United States, TBC Canada, TBM Mexico. */
export const AMAZON_FORMATS: readonly NumberFormat[] = [
  {
    id: 'amazon_logistics',
    carrier: 'amazon',
    name: 'Amazon Logistics',
    pattern: /^TB[ACM]\d{12}$/,
    check: null,
    frequency: 'common',
    sources: [PUBLIC.trackingNumberData],
    valid: ['TBA217895099873', 'TBC925394116895'],
    invalid: ['TBM51922517259', 'TBA0497276324847'],
  },
  {
    id: 'amazon_international',
    carrier: 'amazon',
    name: 'Amazon across borders',
    pattern: /^[ACF]\d{10}$/,
    check: null,
    frequency: 'uncommon',
    sources: [PUBLIC.trackingNumberData],
    valid: ['C1875030873', 'C1767407116'],
    invalid: ['C198939441', 'C19757343287'],
  },
];
