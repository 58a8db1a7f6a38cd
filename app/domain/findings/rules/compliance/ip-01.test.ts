import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evaluateRule } from '#app/domain/findings/evaluate-rule.ts';
import { ip01 } from '#app/domain/findings/rules/compliance/ip-01.ts';
import {
  productSubject,
  productVariant,
  said,
} from '#app/domain/findings/product-subject.fixture.ts';

const ASKED_AT = new Date('2026-11-20T12:00:00Z');
const ACCUSES =
  /counterfeit|fake|infring|violat|illegal|pirat|假货|假貨|侵权|侵權|盗版|盜版|违法|違法|假冒/i;

test('no word of the rule accuses anybody', () => {
  const texts = readFileSync('app/i18n/rules/IP-01.json', 'utf8');
  expect(ACCUSES.exec(texts)?.[0] ?? null).toBeNull();
});

test('no sum is ever at risk', () => {
  const sums = ip01.examples.map(
    ({ facts, asOf }) => evaluateRule(ip01, facts, { asOf }).outcome.exposure,
  );
  expect(sums.flat()).toEqual([]);
});

interface Given {
  title?: string;
  vendor?: string;
  isCheap?: boolean;
}

test.each<[string, Given, string]>([
  ['no signal', {}, 'pass'],
  ['price and origin alone', { isCheap: true }, 'pass'],
  ['vendor', { vendor: 'Rolex' }, 'pass'],
  ['vendor, price and origin', { vendor: 'Rolex', isCheap: true }, 'fail'],
  ['title', { title: 'Rolex clock' }, 'fail'],
  ['title of what it fits', { title: 'Clock glass for Rolex' }, 'pass'],
  ['title of what it fits, and a word for copies', { title: 'Replica glass for Rolex' }, 'fail'],
  ['a word that can mean more than copies, alone', { title: 'Dinosaur replica' }, 'pass'],
])('the signals "%s" weigh %j: %s', (_signals, given, verdict) => {
  const { title = 'Wall clock', vendor = 'Lumen & Oak', isCheap = false } = given;
  const price = { minor: isCheap ? 500 : 900_000, currency: 'USD' };
  const facts = productSubject({ title, vendor, variants: [productVariant({ price })] });
  expect(evaluateRule(ip01, facts, { asOf: ASKED_AT }).outcome.verdict).toBe(verdict);
});

test('an answer settles even words for copies, until it runs out', () => {
  const answers = { 'IP-01.brand_use': { ...said('authorised'), until: ASKED_AT } };
  const facts = productSubject({ title: 'Rolex 1:1 replica wall clock', answers });
  const at = (asOf: Date) => evaluateRule(ip01, facts, { asOf }).outcome.verdict;
  expect([at(new Date(ASKED_AT.getTime() - 1)), at(ASKED_AT)]).toEqual(['pass', 'fail']);
});
