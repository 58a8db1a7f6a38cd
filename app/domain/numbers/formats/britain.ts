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
    valid: ['JD0000629327893351', 'JD0004771466293605'],
    invalid: ['JJD000673163894280', 'JD00083726396429597'],
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
    valid: ['C47TUU9863047893', 'T671SP5960537814'],
    invalid: ['T72E4S961074638', 'P94I6C95045219197'],
  },
  {
    id: 'parcelforce_9',
    carrier: 'parcelforce',
    name: 'Parcelforce at home',
    pattern: /^[A-Z]{2}\d{7}$/,
    check: null,
    frequency: 'rare',
    destinations: ['GB'],
    sources: ['Parcelforce Worldwide tracking help: two letters and seven digits'],
    valid: ['SD3620940', 'FO9633911'],
    invalid: ['DN738839', 'SW11013427'],
  },
];
