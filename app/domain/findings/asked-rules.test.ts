import { describe, expect, test } from 'vitest';
import {
  catalogueWords,
  changedSince,
  isAsked,
  isInUse,
  missingScopes,
} from '#app/domain/findings/asked-rules.ts';

const rule = {
  id: 'POL-WDR-01',
  version: '1.0.0',
  status: 'active' as const,
  requires: { facts: ['policies', 'pages'] as const, scopes: ['read_markets'], historyDays: 0 },
  attestations: ['POL-WDR-01.function_in_footer'],
};

describe('a change', () => {
  test.each([
    [['policies'], true],
    [['order', 'pages'], true],
    [['order'], false],
    [['*'], true],
    [['rule:POL-WDR-01'], true],
    [['rule:POL-WDR-02'], false],
    [['attestation:POL-WDR-01.function_in_footer'], true],
    [['attestation:POL-WDR-01.other'], false],
    [['scopes'], true],
    [[], false],
  ])('of %j asks the rule: %s', (words, asked) => {
    expect(isAsked(rule, words)).toBe(asked);
  });

  test('of what may be read does not ask a rule that needs nothing optional', () => {
    const needsNothing = { ...rule, requires: { ...rule.requires, scopes: [] } };
    expect(isAsked(needsNothing, ['scopes'])).toBe(false);
  });
});

test.each([
  ['active', [], true],
  ['scheduled', [], true],
  ['draft', [], false],
  ['deprecated', [], false],
  ['active', ['POL-WDR-01'], false],
] as const)('a rule that is %s, with %j switched off, is in use: %s', (status, off, used) => {
  expect(isInUse({ ...rule, status }, off)).toBe(used);
});

test.each([
  [[], ['read_markets']],
  [['read_markets'], []],
  [['write_markets'], []],
  [['read_market'], ['read_markets']],
])('with %j granted, %j is missing', (granted, missing) => {
  expect(missingScopes(rule, granted)).toEqual(missing);
});

describe('another catalogue', () => {
  const other = { id: 'US-SHIP-01', version: '1.0.0', status: 'active' as const };
  const before = catalogueWords([rule, other]);

  test('is the same in any order', () => {
    expect(catalogueWords([other, rule])).toBe(before);
    expect(changedSince(before, [other, rule])).toEqual([]);
  });

  test.each([
    ['a newer version', [{ ...rule, version: '1.0.1' }, other], ['rule:POL-WDR-01']],
    ['another status', [{ ...rule, status: 'deprecated' as const }, other], ['rule:POL-WDR-01']],
    ['a new rule', [rule, other, { ...other, id: 'DSP-01' }], ['rule:DSP-01']],
    ['a rule that is gone', [rule], []],
  ])('has %s', (_what, rules, words) => {
    expect(changedSince(before, rules)).toEqual(words);
    expect(catalogueWords(rules)).not.toBe(before);
  });
});
