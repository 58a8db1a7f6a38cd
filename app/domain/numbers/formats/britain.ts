import type { NumberFormat } from './format.ts';

/** Carriers of the United Kingdom. Royal Mail's tracked items and Parcelforce use UPU S10 numbers. */
export const BRITAIN_FORMATS: readonly NumberFormat[] = [
  {
    id: 'yodel',
    carrier: 'yodel',
    name: 'Yodel',
    pattern: /^JJ?D000[0-24-9]\d{12}$/,
    check: null,
    frequency: 'regular',
    sources: ['Yodel tracking page: JD or JJD and 16 digits from 000'],
    valid: ['JJD0004693854782979', 'JJD0005853682949814'],
    invalid: ['JD000652988113906', 'JJD00076308183212947'],
    ambiguousWith: ['dhl_express_piece_id'],
  },
  {
    id: 'evri_16',
    carrier: 'evri',
    name: 'Evri, 16 characters',
    pattern: /^[CHPQRT]\d{2}[0-9A-Z]{3}\d{10}$/,
    check: null,
    frequency: 'regular',
    destinations: ['GB', 'IE'],
    sources: ['Evri "Find your tracking number" help: 16 characters that start with a letter'],
    valid: ['C31G2M5083936220', 'Q153XW0807771803'],
    invalid: ['P81RG4426947753', 'R58OSU12783306287'],
  },
  {
    id: 'parcelforce_9',
    carrier: 'parcelforce',
    name: 'Parcelforce at home',
    pattern: /^[A-Z]{2}\d{7}$/,
    check: null,
    frequency: 'hint',
    destinations: ['GB'],
    sources: ['Parcelforce Worldwide tracking help: two letters and seven digits'],
    valid: ['KU9875393', 'IJ6871942'],
    invalid: ['YW407446', 'HY41957457'],
  },
];
