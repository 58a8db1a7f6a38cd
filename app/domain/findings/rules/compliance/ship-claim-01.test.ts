import { expect, test } from 'vitest';
import { claim, destinationSubject } from '#app/domain/findings/destination-subject.fixture.ts';
import { evaluateRule } from '#app/domain/findings/evaluate-rule.ts';
import { shipClaim01 } from '#app/domain/findings/rules/compliance/ship-claim-01.ts';
import { READ_AT } from '#app/domain/findings/shop-context.fixture.ts';

const TEXT = 'Delivery takes 5 to 8 days.';
const SHIPS = 'Orders ship within 2 days.';
const slow = { n: 40, p50: 20, p90: 30 };

test.each([
  ['the time to ship by its own sentence', { dispatchText: SHIPS }, { orderToScan: slow }, SHIPS],
  ['the time to ship by the one sentence there is', {}, { orderToScan: slow }, TEXT],
  ['the time to the door by its own', { dispatchText: SHIPS }, { orderToDoor: slow }, TEXT],
])('quotes %s', (_name, stated, measured, quoted) => {
  const destination = destinationSubject({
    claim: claim({ text: TEXT, dispatchDays: 4, ...stated }),
    ...measured,
  });
  const { quotes } = evaluateRule(shipClaim01, destination, { asOf: READ_AT }).outcome;
  expect(quotes).toEqual([{ text: quoted, where: 'SHIPPING_POLICY', locale: null }]);
});
