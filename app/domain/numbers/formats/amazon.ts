import type { NumberFormat } from './format.ts';

const HELP =
  'Amazon "About tracking numbers with Amazon Logistics" help page; its own sample is TBA000000000000';

/** Amazon delivers itself under numbers of its own; TBA United States, TBC Canada, TBM Mexico. */
export const AMAZON_FORMATS: readonly NumberFormat[] = [
  {
    id: 'amazon_logistics',
    carrier: 'amazon',
    name: 'Amazon Logistics',
    pattern: /^TB[ACM]\d{12}$/,
    check: null,
    frequency: 'common',
    sources: [HELP],
    valid: ['TBA804301821524', 'TBA661093683416'],
    invalid: ['TBM17612700971', 'TBC7288898268567'],
  },
  {
    id: 'amazon_international',
    carrier: 'amazon',
    name: 'Amazon across borders',
    pattern: /^C1\d{9}$/,
    check: null,
    frequency: 'uncommon',
    sources: ['Amazon Global tracking page: C1 and nine digits'],
    valid: ['C1969154262', 'C1104809724'],
    invalid: ['C178040704', 'C16926265247'],
  },
];
