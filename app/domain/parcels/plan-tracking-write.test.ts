import { describe, expect, test } from 'vitest';
import type { WantedTracking } from '#app/domain/parcels/plan-tracking-write.ts';
import { planTrackingWrite, shopifyCompany } from '#app/domain/parcels/plan-tracking-write.ts';

const entry = (number: string, company: string | null = 'USPS', url: string | null = null) => ({
  number,
  company,
  url,
});
const wanted = (told: Partial<WantedTracking> = {}): WantedTracking => ({
  mode: 'write',
  ours: { number: 'X9', carrier: 'USPS', url: null },
  known: ['A1'],
  replaces: 'A1',
  before: null,
  ...told,
});
const written = (
  numbers: string[],
  company: string | null = 'USPS',
  urls: string[] | null = null,
) => ({
  kind: 'write',
  input: { numbers, company, urls },
});

describe('writing ours', () => {
  test.each([
    ['over the number it follows', [entry('A1', 'YunExpress')], {}, written(['X9'])],
    [
      'in its place among others, which keep their order',
      [entry('B2'), entry('A1'), entry('C3')],
      { known: ['C3', 'A1', 'B2'] },
      written(['B2', 'X9', 'C3']),
    ],
    ['where there is none', [], { known: [], replaces: null }, written(['X9'])],
    ['already there', [entry('x 9')], {}, { kind: 'done' }],
    [
      'beside others that are known',
      [entry('B2')],
      { known: ['B2'], replaces: null },
      written(['B2', 'X9']),
    ],
  ])('%s', (_fact, current, told, plan) => {
    expect(planTrackingWrite(current, wanted(told))).toEqual(plan);
  });

  test.each([
    ['another app changed the number', [entry('Q7')]],
    ['another app added a number', [entry('A1'), entry('Q7')]],
    ['the number is gone', []],
  ])('stops when %s', (_fact, current) => {
    expect(planTrackingWrite(current, wanted())).toEqual({
      kind: 'stop',
      code: 'changed_meanwhile',
    });
  });

  test('stops when Shopify’s one carrier name would be false for another number', () => {
    const current = [entry('A1', 'YunExpress'), entry('B2', 'YunExpress')];
    expect(planTrackingWrite(current, wanted({ known: ['A1', 'B2'] }))).toEqual({
      kind: 'stop',
      code: 'mixed_carriers',
    });
  });

  test('sends addresses only when each number has one', () => {
    const ours = { number: 'X9', carrier: 'USPS', url: 'https://t.example/X9' };
    const told = { ours, known: ['A1', 'B2'] };
    const current = [entry('A1'), entry('B2', 'USPS', 'https://t.example/B2')];
    expect(planTrackingWrite(current, wanted(told))).toEqual(
      written(['X9', 'B2'], 'USPS', ['https://t.example/X9', 'https://t.example/B2']),
    );
    expect(planTrackingWrite([entry('A1'), entry('B2')], wanted(told))).toEqual(
      written(['X9', 'B2']),
    );
  });
});

describe('taking ours back', () => {
  const back = { mode: 'restore', before: [entry('A1', 'YunExpress')], known: [] } as const;
  test('puts the number before ours in its place', () => {
    expect(planTrackingWrite([entry('X9')], wanted(back))).toEqual(written(['A1'], 'YunExpress'));
  });
  test('leaves what another app put there', () => {
    expect(planTrackingWrite([entry('Q7')], wanted(back))).toEqual({ kind: 'done' });
  });
  test('leaves nothing where nothing stood, and does not bring back what others removed', () => {
    const told = { ...back, replaces: null, before: [entry('B2')] };
    expect(planTrackingWrite([entry('X9')], wanted(told))).toMatchObject({
      kind: 'write',
      input: { numbers: [] },
    });
  });
});

test.each([
  ['usps', 'USPS'],
  ['  UsPs ', 'USPS'],
  ['A carrier nobody knows', 'A carrier nobody knows'],
  [null, null],
])('Shopify’s spelling of %j is %j', (told, company) => {
  expect(shopifyCompany(told)).toBe(company);
});
