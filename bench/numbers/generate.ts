import type { Vector } from './vectors.ts';

/**
 * Numbers made from the formats' definitions by code that shares nothing with the recogniser: templates and check digits
 * are written a second time here, so that an error in one of the two shows. `#` is a digit, `@` a letter, `*` either, `=`
 * the check character, anything else itself; a template without `=` has no check digit.
 */
export function generateVectors(seed: number, perFormat: number): Vector[] {
  const random = mulberry32(seed);
  const vectors: Vector[] = [];
  for (const definition of DEFINITIONS) {
    for (let count = 0; count < perFormat; count += 1) {
      const number = build(definition, random);
      const { courier, format } = definition;
      vectors.push({ number: spaced(number, random), courier, format, valid: true });
      const broken = breakCheck(definition, number, random);
      if (broken !== null) vectors.push({ number: broken, courier, format, valid: false });
    }
  }
  for (let count = 0; count < perFormat * JUNK_PER_FORMAT; count += 1) {
    vectors.push({ number: junk(random), courier: 'none', format: 'junk', valid: false });
  }
  return vectors;
}

/** Random strings of random length for each number of a format. */
const JUNK_PER_FORMAT = 10;

type Random = () => number;
type Definition = {
  courier: string;
  format: string;
  template: string;
  /** Gives the check character for the characters that stand for `covers`, from the end of what precedes `=`. */
  check?: (body: string) => string;
  /** How many characters before `=` are covered; all of them when absent. */
  covers?: number;
};

const gs1 = (body: string) => {
  const digits = [...body].reverse().map(Number);
  const sum = digits.reduce((all, digit, at) => all + (at % 2 === 0 ? 3 * digit : digit), 0);
  return String((1000 - sum) % 10);
};
const luhn = (body: string) => {
  const doubled = ['0', '2', '4', '6', '8', '1', '3', '5', '7', '9'].map(Number);
  const digits = [...body].reverse().map(Number);
  const sum = digits.reduce((all, d, at) => all + (at % 2 === 0 ? (doubled[d] ?? 0) : d), 0);
  return String((1000 - sum) % 10);
};
const express = (body: string) => {
  const weights = body.length === 13 ? '1731731731731' : '31731731731';
  const sum = [...body].reduce((all, digit, at) => all + Number(digit) * Number(weights[at]), 0);
  return String(sum % 11).slice(-1);
};
const waybill = (body: string) => String(Number(BigInt(body) % 7n));
const ups = (body: string) => {
  const values = [...body].map((c) =>
    c >= 'A' ? '23456789012345678901234567'['ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(c)] : c,
  );
  const sum = values.reduce((all, value, at) => all + Number(value) * (1 + (at % 2)), 0);
  return String((1000 - sum) % 10);
};
const post = (body: string) => {
  const sum = [...body].reduce((all, d, at) => all + Number(d) * Number('86423597'[at]), 0);
  return '50987654321'[sum % 11] ?? '';
};
const dpd = (body: string) => {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  let product = 36;
  for (const character of body) {
    let sum = product + alphabet.indexOf(character);
    if (sum > 36) sum -= 36;
    product = (sum * 2) % 37;
  }
  return alphabet[(37 - product) % 36] ?? '';
};

const DEFINITIONS: readonly Definition[] = [
  { courier: 's10', format: 's10', template: 'R@########=CN', check: post, covers: 8 },
  { courier: 's10', format: 's10', template: 'L@########=CN', check: post, covers: 8 },
  { courier: 's10', format: 's10', template: 'E@########=US', check: post, covers: 8 },
  { courier: 's10', format: 's10', template: 'C@########=DE', check: post, covers: 8 },
  { courier: 's10', format: 's10', template: 'U@########=MY', check: post, covers: 8 },
  { courier: 'usps', format: 'usps_impb_c', template: '92###9###############=', check: gs1 },
  {
    courier: 'usps',
    format: 'usps_impb_c',
    template: '420#####92###9###############=',
    check: gs1,
    covers: 21,
  },
  {
    courier: 'usps',
    format: 'usps_impb_c',
    template: '420#########92###9###############=',
    check: gs1,
    covers: 21,
  },
  { courier: 'usps', format: 'usps_impb_c', template: '92###9###################=', check: gs1 },
  { courier: 'usps', format: 'usps_impb_n', template: '94###1###############=', check: gs1 },
  { courier: 'usps', format: 'usps_impb_n', template: '93###0###############=', check: gs1 },
  {
    courier: 'usps',
    format: 'usps_impb_n',
    template: '420#####95###################=',
    check: gs1,
    covers: 21,
  },
  { courier: 'usps', format: 'usps_20', template: '03#################=', check: gs1 },
  { courier: 'usps', format: 'usps_20', template: '70#################=', check: gs1 },
  { courier: 'usps', format: 'usps_legacy', template: '91###################=', check: gs1 },
  { courier: 'ups', format: 'ups', template: '1Z******#########=', check: ups, covers: 15 },
  { courier: 'ups', format: 'UPS Waybill', template: 'K#########=', check: ups, covers: 9 },
  { courier: 'ups', format: 'ups_mail_innovations', template: 'MI######************' },
  { courier: 'fedex', format: 'fedex_12', template: '###########=', check: express },
  { courier: 'fedex', format: 'fedex_ground', template: '##############=', check: gs1 },
  {
    courier: 'fedex',
    format: 'fedex_ground_96',
    template: '9611020##############=',
    check: gs1,
    covers: 14,
  },
  {
    courier: 'fedex',
    format: 'fedex_ground_gsn',
    template: '9622#############################=',
    check: express,
    covers: 13,
  },
  {
    courier: 'fedex',
    format: 'fedex_34',
    template: '1################################=',
    check: express,
    covers: 13,
  },
  { courier: 'fedex', format: 'fedex_ground_sscc_18', template: '0################=', check: gs1 },
  { courier: 'dhl', format: 'dhl_express', template: '#########=', check: waybill },
  { courier: 'dhl', format: 'dhl_express_piece_id', template: 'JD0146##############' },
  { courier: 'dhl', format: 'dhl_ecommerce', template: 'GM6051##############' },
  {
    courier: 'dhl',
    format: 'dhl_paket_sscc',
    template: '0034043############=',
    check: gs1,
    covers: 17,
  },
  { courier: 'canada_post', format: 'canada_post', template: '###############=', check: gs1 },
  { courier: 'purolator', format: 'purolator_alpha', template: '@@@#########' },
  { courier: 'purolator', format: 'purolator_numeric', template: '33#########=', check: luhn },
  { courier: 'canpar', format: 'canpar_22', template: 'D#####################' },
  { courier: 'dpd', format: 'dpd', template: '*******####################=', check: dpd },
  { courier: 'dpd', format: 'dpd_14', template: '##############=', check: dpd },
  { courier: 'ontrac', format: 'ontrac_c', template: 'C#############=', check: ups },
  { courier: 'ontrac', format: 'ontrac_d', template: 'D#############=', check: ups },
  { courier: 'lasership', format: 'lasership_1ls7', template: '1LS7###########' },
  { courier: 'lasership', format: 'lasership_lx', template: 'LX########' },
  { courier: 'amazon', format: 'amazon_logistics', template: 'TBA############' },
  { courier: 'landmark', format: 'landmark_global', template: 'LTN########N1' },
  { courier: 'gofo', format: 'gofo_us', template: 'GFUS##############' },
  { courier: 'speedee', format: 'speedee', template: 'SP##################' },
  { courier: 'yodel', format: 'yodel', template: 'JD0002############' },
  { courier: 'evri', format: 'evri_16', template: 'H00AA###########' },
  {
    courier: 'postnord',
    format: 'postnord_sscc',
    template: '00373##############=',
    check: gs1,
    covers: 17,
  },
  { courier: 'yunexpress', format: 'yunexpress', template: 'YT################' },
  { courier: 'yanwen', format: 'yanwen_yp', template: 'U@#########YP' },
  { courier: '4px', format: '4px', template: '4PX#############CN' },
  { courier: 'cainiao', format: 'cainiao_lp', template: 'LP00############' },
  { courier: 'cne_express', format: 'cne', template: '3A5V#########' },
  { courier: 'sf_express', format: 'sf_express', template: 'SF#############' },
  { courier: 'jt_express', format: 'jt_cn', template: 'JT#############' },
  { courier: 'yto', format: 'yto', template: 'YT#############' },
  { courier: 'jd_logistics', format: 'jd_logistics', template: 'JDVA###########' },
];

function build(definition: Definition, random: Random): string {
  let number = '';
  for (const mark of definition.template) {
    if (mark === '=') number += definition.check?.(covered(number, definition)) ?? '';
    else if (mark === '#') number += digit(random);
    else if (mark === '@') number += letter(random);
    else if (mark === '*') number += random() < 0.5 ? digit(random) : letter(random);
    else number += mark;
  }
  return number;
}

function covered(number: string, { covers }: Definition): string {
  return covers === undefined ? number : number.slice(-covers);
}

/** Null when there is no check digit to break. */
function breakCheck(definition: Definition, number: string, random: Random): string | null {
  const at = definition.template.indexOf('=');
  if (at === -1) return null;
  let other = number[at];
  while (other === number[at]) other = digit(random);
  return number.slice(0, at) + other + number.slice(at + 1);
}

/** Order references and slips of the pen: 8 to 26 characters, half of them digits only, the rest with letters before. */
function junk(random: Random): string {
  const length = 8 + Math.floor(random() * 19);
  const letters = random() < 0.5 ? 0 : 1 + Math.floor(random() * 4);
  let text = '';
  for (let at = 0; at < length; at += 1) text += at < letters ? letter(random) : digit(random);
  return text;
}

/** Every tenth number is printed in groups of four. */
function spaced(number: string, random: Random): string {
  return random() < 0.1 ? (number.match(/.{1,4}/g) ?? []).join(' ') : number;
}

function digit(random: Random): string {
  return String(Math.floor(random() * 10));
}

function letter(random: Random): string {
  return String.fromCharCode(65 + Math.floor(random() * 26));
}

/** Tommy Ettinger's mulberry32: 32 bits of state, enough for test data. */
function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
