import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CARRIERS, mistyped, s10 } from './carriers.ts';
import type { CarrierKey } from './carriers.ts';
import { Random } from './random.ts';

const serials = fc.integer({ min: 0, max: 99_999_999 });
const seeds = fc.integer();

describe('S10', () => {
  test.each([
    ['RB', 12345678, 'GB', 'RB123456785GB'],
    ['RR', 47312482, 'CN', 'RR473124829CN'],
    ['LK', 10000000, 'CN', 'LK100000003CN'],
    ['LK', 0, 'CN', 'LK000000005CN'],
  ])('%s %i %s becomes %s', (service, serial, country, number) => {
    expect(s10(service, serial, country)).toBe(number);
  });
});

describe('numbers look like those of their carrier', () => {
  const shapes: Record<CarrierKey, RegExp> = {
    yunexpress: /^YT\d{16}$/,
    chinaPost: /^LK\d{9}CN$/,
    yanwen: /^LV\d{9}CN$/,
    cainiao: /^LP00\d{12}$/,
    fourPx: /^4PX\d{13}CN$/,
    cne: /^3A5V\d{9}$/,
    usps: /^9[24]\d{20}$/,
    ups: /^1Z[A-Z0-9]{16}$/,
    dhl: /^(\d{12}|00340434\d{12})$/,
    royalMail: /^RM\d{9}GB$/,
    australiaPost: /^LP\d{9}AU$/,
    correios: /^NB\d{9}BR$/,
  };

  test.each(Object.entries(CARRIERS))('%s', (key, carrier) => {
    const shape = Object.entries(shapes).find(([name]) => name === key)?.[1] ?? /never/;
    fc.assert(
      fc.property(serials, seeds, (serial, seed) => {
        expect(carrier.numberFor(serial, new Random(seed))).toMatch(shape);
      }),
    );
  });

  test('two serials never share a number', () => {
    for (const carrier of Object.values(CARRIERS)) {
      const numbers = Array.from({ length: 500 }, (_, i) => carrier.numberFor(i, new Random(1)));
      expect(new Set(numbers).size).toBe(500);
    }
  });
});

describe('check digits hold', () => {
  test('USPS and DHL 20 digits: weighted 3 and 1 from the right the sum is a multiple of ten', () => {
    fc.assert(
      fc.property(serials, seeds, (serial, seed) => {
        const dhl = CARRIERS.dhl.numberFor(serial, new Random(seed));
        const numbers = [CARRIERS.usps.numberFor(serial, new Random(seed)), dhl];
        for (const number of numbers.filter((each) => each.length > 12)) {
          const digits = [...number].reverse().map(Number);
          const sum = digits.reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 1 : 3), 0);
          expect(sum % 10).toBe(0);
        }
      }),
    );
  });

  test('UPS: odd places once, even places twice, plus the check digit, is a multiple of ten', () => {
    fc.assert(
      fc.property(serials, seeds, (serial, seed) => {
        const body = CARRIERS.ups.numberFor(serial, new Random(seed)).slice(2);
        const values = [...body].map((c) =>
          c >= 'A' ? 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(c) + 2 : Number(c),
        );
        const check = values.pop() ?? -1;
        const sum = values.reduce(
          (total, value, i) => total + (value % 10) * (i % 2 === 0 ? 1 : 2),
          0,
        );
        expect((sum + check) % 10).toBe(0);
      }),
    );
  });
});

test('a mistyped number differs in exactly one digit', () => {
  fc.assert(
    fc.property(serials, seeds, (serial, seed) => {
      const right = s10('LK', serial, 'CN');
      const wrong = mistyped(right, new Random(seed));
      const differences = [...right].filter((character, i) => character !== wrong[i]);
      expect(wrong).toHaveLength(right.length);
      expect(differences).toHaveLength(1);
    }),
  );
});
