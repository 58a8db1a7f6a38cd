import { describe, expect, it, test } from 'vitest';
import { PUBLISHED_WINDOWS } from '#app/domain/diagnosis/claim-window-table.ts';
import { claimWindow, type ClaimFacts } from '#app/domain/diagnosis/claim-windows.ts';

const US_HOME: ClaimFacts = {
  number: '9400111899223197428490',
  carrier: 'USPS',
  origin: 'US',
  destination: 'US',
  mailedOn: '2026-11-01',
  expectedOn: null,
};
const dates = (told: Partial<ClaimFacts>) => {
  const found = claimWindow({ ...US_HOME, ...told });
  return found === null ? null : [found.opensOn, found.closesOn, found.isEarliest];
};

describe('a published window', () => {
  it.each<[string, Partial<ClaimFacts>, ReturnType<typeof dates>]>([
    ['USPS at home: 15 to 60 days', {}, ['2026-11-16', '2026-12-31', false]],
    [
      'USPS abroad: 7 days to 6 months, of some services',
      { number: '9400111899223197428490', destination: 'CA' },
      ['2026-11-08', '2027-05-01', true],
    ],
    [
      'UPS: 60 days after the expected day',
      { number: '1Z5R89390357567127', carrier: 'UPS', expectedOn: '2026-11-05' },
      [null, '2027-01-04', false],
    ],
    [
      'UPS without an expected day: counted from mailing, at the earliest',
      { number: '1Z5R89390357567127', carrier: 'UPS' },
      [null, '2026-12-31', true],
    ],
    [
      'FedEx: nine months',
      { number: '986578788855', carrier: 'FedEx' },
      [null, '2027-08-01', false],
    ],
    [
      'Royal Mail: ten working days after the due day, no weekend or holiday among them',
      {
        number: 'QX123456785GB',
        carrier: 'Royal Mail',
        origin: 'GB',
        destination: 'GB',
        mailedOn: '2026-12-16',
        expectedOn: '2026-12-18',
      },
      ['2027-01-07', '2027-03-06', false],
    ],
    [
      'Royal Mail without a due day: the first day is not known',
      { number: 'QX123456785GB', carrier: 'Royal Mail', origin: 'GB', destination: 'GB' },
      [null, '2027-01-20', false],
    ],
    [
      'DHL Paket: a week after the hand-over, without an end',
      { number: '00340434161094042557', carrier: 'DHL', origin: 'DE', destination: 'DE' },
      ['2026-11-08', null, false],
    ],
    [
      'Canada Post: the day after the expected one, 90 days',
      {
        number: '7023210039414604',
        carrier: 'Canada Post',
        origin: 'CA',
        destination: 'CA',
        expectedOn: '2026-11-06',
      },
      ['2026-11-07', '2027-01-30', false],
    ],
    [
      'Colissimo: 30 days',
      { number: '6A12345678901', carrier: 'Colissimo', origin: 'FR', destination: 'DE' },
      [null, '2026-12-01', false],
    ],
    [
      'Correios: 30 days from the day after the expected one',
      {
        number: 'OA123456785BR',
        carrier: 'Correios',
        origin: 'BR',
        destination: 'BR',
        expectedOn: '2026-11-10',
      },
      ['2026-11-11', '2026-12-10', false],
    ],
    [
      'Hongkong Post: two weeks to five months, before the Convention’s six',
      { number: 'RR660329489HK', carrier: 'Hongkong Post', origin: 'HK' },
      ['2026-11-15', '2027-04-01', true],
    ],
    [
      '4PX: 30 days, of some services',
      { number: '4PX3000123456789CN', carrier: '4PX', origin: 'CN', destination: 'AU' },
      [null, '2026-12-01', true],
    ],
    [
      'Yanwen under a postal number: its own 60 days come before the Convention’s six months',
      { number: 'RR660329489CN', carrier: 'Yanwen', origin: 'CN', destination: 'DE' },
      ['2026-11-11', '2026-12-31', true],
    ],
    [
      'a post abroad: six months from the day after posting',
      { number: 'RR660329489CN', carrier: 'China Post', origin: 'CN', destination: 'DE' },
      [null, '2027-05-01', false],
    ],
  ])('%s', (_, told, expected) => {
    expect(dates(told)).toEqual(expected);
  });

  it.each<[string, Partial<ClaimFacts>]>([
    ['carrier without a public text', { number: 'YT2412345678901234', carrier: 'YunExpress' }],
    ['a carrier’s text for another country', { origin: 'DE', destination: 'DE' }],
    ['a route that nobody knows', { origin: null }],
    ['nothing was mailed', { mailedOn: null }],
    ['a number that is not known, and no carrier’s', { number: null }],
    [
      'a postal number that stays at home',
      { number: 'RR660329489CN', carrier: 'China Post', origin: 'CN', destination: 'CN' },
    ],
    [
      'a postal number whose check digit fails',
      { number: 'RR660329480CN', carrier: 'China Post', origin: 'CN', destination: 'DE' },
    ],
    [
      'EMS, which has rules of its own',
      { number: 'EE660329489CN', carrier: 'China Post', origin: 'CN', destination: 'DE' },
    ],
  ])('is not invented: %s', (_, told) => {
    expect(dates(told)).toBeNull();
  });

  it('names its text, where it is and when it was read', () => {
    expect(claimWindow(US_HOME)).toMatchObject({
      kind: 'claim',
      source: 'https://www.federalregister.gov/d/2025-24094',
      readIn: 'https://lexbuild.dev/fr/2025/12/2025-24094',
      checkedOn: '2026-11-27',
    });
  });
});

test('every window rests on a text with an address and a day, and says at least one end', () => {
  for (const { source, opens, closes } of PUBLISHED_WINDOWS) {
    expect(URL.canParse(source.url)).toBe(true);
    expect(source.readIn === null || URL.canParse(source.readIn)).toBe(true);
    expect(source.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(opens ?? closes).not.toBeNull();
  }
});
