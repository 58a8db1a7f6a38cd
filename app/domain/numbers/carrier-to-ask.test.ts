import { expect, test } from 'vitest';
import { carrierToAsk } from '#app/domain/numbers/carrier-to-ask.ts';

test.each([
  ['DHL', '310000000015', 'dhl-paket'],
  ['DHL', '00340434100000000014', 'dhl-paket'],
  ['DHL', '00340434100000000015', 'dhl-express'],
  ['DHL', '1234567890', 'dhl-express'],
  ['Yanwen', 'LV000000015CN', 'yanwen'],
  ['USPS', 'YT2412345600000017', 'usps'],
  ['A carrier nobody knows', '310000000013', null],
  [null, '310000000013', null],
])('of %s, number %s is asked of %s', (stated, number, carrier) => {
  expect(carrierToAsk(number, stated)).toBe(carrier);
});
