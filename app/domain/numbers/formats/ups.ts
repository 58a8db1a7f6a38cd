import type { NumberFormat } from './format.ts';
import { PUBLIC, SEEN } from './sources.ts';

/** UPS. Letters and digits may both stand in a shipper's number; what follows it is nearly always digits. */
export const UPS_FORMATS: readonly NumberFormat[] = [
  {
    id: 'ups',
    carrier: 'ups',
    name: 'UPS 1Z',
    pattern: /^1Z[0-9A-Z]{6}\d{10}$/,
    check: { algorithm: 'mod10_doubling', from: 2, to: 17 },
    frequency: 'dominant',
    sources: [PUBLIC.upsHelp, PUBLIC.trackingNumberData],
    valid: ['1ZHHNPVO9844195740', '1ZTD6K3D9229719318'],
    invalid: ['1Z5I5Q8O3303348343', '1ZQLCZAV91773913197'],
  },
  {
    id: 'ups_letters',
    carrier: 'ups',
    name: 'UPS 1Z with letters after the shipper',
    pattern: /^1Z[0-9A-Z]{15}\d$/,
    check: { algorithm: 'mod10_doubling', from: 2, to: 17 },
    frequency: 'rare',
    sources: [PUBLIC.trackingNumberData],
    valid: ['1ZDHIUXNRDMHAH5K62', '1Z6ZEWNGZT2ET878P5'],
    invalid: ['1ZR05CW0H8ID8NTD67', '1ZS3F8WJH3QG360EP27'],
  },
  {
    id: 'ups_waybill',
    carrier: 'ups',
    name: 'UPS waybill',
    pattern: /^[AHJKTV]\d{10}$/,
    check: { algorithm: 'mod10_doubling', from: 1, to: 10 },
    frequency: 'regular',
    sources: [PUBLIC.upsHelp, PUBLIC.trackingNumberData],
    valid: ['H5842022283', 'K0559248438'],
    invalid: ['N2708057782', 'F07316693087'],
  },
  {
    id: 'ups_mail_innovations',
    carrier: 'ups-mail-innovations',
    name: 'UPS Mail Innovations package id',
    pattern: /^MI\d{6}[0-9A-Z]{1,22}$/,
    check: null,
    frequency: 'uncommon',
    sources: [PUBLIC.upsMailInnovations],
    valid: ['MI651391OK8ASE8YLCMURYINT4', 'MI4062432Z'],
    invalid: ['MI487852', 'MI859131RWXB0QOI4HYTZMHLOJKH597'],
  },
  {
    id: 'ups_waybill_other',
    carrier: 'ups',
    name: 'UPS waybill, letters not on record',
    pattern: /^[BD-GIL-SUW-Y]\d{10}$/,
    check: { algorithm: 'mod10_doubling', from: 1, to: 10 },
    frequency: 'hint',

    sources: [SEEN],
    unconfirmed: true,
    valid: ['D8729323866', 'N7535316376'],
    invalid: ['D6816559479', 'N02210807227'],
  },
];
