import type { NumberFormat } from './format.ts';

const UPS_HELP = 'UPS "Tracking number format" help page';
const UPS_OLT = 'UPS Guide to Labeling, 1Z tracking number and its check digit';

/** UPS. Letters and digits may both stand in a shipper's number; what follows it is nearly always digits. */
export const UPS_FORMATS: readonly NumberFormat[] = [
  {
    id: 'ups',
    carrier: 'ups',
    name: 'UPS 1Z',
    pattern: /^1Z[0-9A-Z]{6}\d{10}$/,
    check: { algorithm: 'mod10_doubling', from: 2, to: 17 },
    frequency: 'dominant',
    sources: [UPS_HELP, UPS_OLT],
    valid: ['1ZRL3ZJ11102668691', '1ZCFEZDB0236708758'],
    invalid: ['1ZAZWR872484575674', '1ZQXX2RC97797303187'],
  },
  {
    id: 'ups_letters',
    carrier: 'ups',
    name: 'UPS 1Z with letters after the shipper',
    pattern: /^1Z[0-9A-Z]{15}\d$/,
    check: { algorithm: 'mod10_doubling', from: 2, to: 17 },
    frequency: 'rare',
    sources: [UPS_HELP, UPS_OLT],
    valid: ['1ZP39VEDN4ZY1MOXZ2', '1ZKQRESJZBHINNU4E6'],
    invalid: ['1ZB6QZPQJOJC08MKC3', '1Z58I9R46EPM58AIE27'],
  },
  {
    id: 'ups_waybill',
    carrier: 'ups',
    name: 'UPS waybill',
    pattern: /^[ABD-Y]\d{10}$/,
    check: { algorithm: 'mod10_doubling', from: 1, to: 10 },
    frequency: 'regular',
    sources: [UPS_HELP],
    valid: ['B3802982457', 'F1088064661'],
    invalid: ['Q3527247301', 'T48458674747'],
  },
  {
    id: 'ups_mail_innovations',
    carrier: 'ups-mail-innovations',
    name: 'UPS Mail Innovations package id',
    pattern: /^MI\d{6}[0-9A-Z]{1,22}$/,
    check: null,
    frequency: 'uncommon',
    sources: [
      'UPS Mail Innovations tracking help: MI, six-digit client id, package id of up to 22 characters',
    ],
    valid: ['MI395951LO97AJ48254D1DZC', 'MI1646504UNE3'],
    invalid: ['MI457680', 'MI7183623ZKKJ15DZTB2SZHKAUG34Q7'],
  },
];
