import { describe, expect, test } from 'vitest';
import {
  findingChanges,
  type Ruling,
  type StoredFinding,
} from '#app/domain/findings/finding-changes.ts';

const subject = { kind: 'order', id: '1' } as const;

function ruling(verdict: Ruling['verdict'], open: Ruling['open'] = null): Ruling {
  return { ruleId: 'US-SHIP-01', ...subject, verdict, open };
}

function stored(changes: Partial<StoredFinding> = {}): StoredFinding {
  return {
    findingId: 'a',
    ruleId: 'US-SHIP-01',
    ...subject,
    fingerprint: 'first',
    verdict: 'upcoming',
    isCured: false,
    digest: 'same',
    ...changes,
  };
}

const first = { fingerprint: 'first', digest: 'same' };
const kinds = (rulings: readonly Ruling[], known: readonly StoredFinding[]) =>
  findingChanges(rulings, known).map(({ kind }) => kind);

describe('what a rule says of a subject', () => {
  test.each<[string, Ruling, StoredFinding[], string[]]>([
    ['for the first time is found', ruling('upcoming', first), [], ['found']],
    ['again is left as it is', ruling('upcoming', first), [stored()], []],
    ['with another verdict turns', ruling('fail', first), [stored()], ['turned']],
    [
      'in other words is said anew',
      ruling('upcoming', { ...first, digest: 'other' }),
      [stored()],
      ['restated'],
    ],
    ['to pass cures what stands', ruling('pass'), [stored()], ['cured']],
    ['to pass of what is over is no news', ruling('pass'), [stored({ isCured: true })], []],
    ['to pass of nothing is no news', ruling('pass'), [], []],
    [
      'after it was over opens it again',
      ruling('fail', first),
      [stored({ isCured: true })],
      ['reopened'],
    ],
    [
      'of a newer duty ends the older one',
      ruling('fail', { fingerprint: 'second', digest: 'same' }),
      [stored()],
      ['cured', 'found'],
    ],
    [
      'of a newer duty leaves an older one that is over alone',
      ruling('fail', { fingerprint: 'second', digest: 'same' }),
      [stored({ isCured: true })],
      ['found'],
    ],
    ['of another subject has no say', ruling('pass'), [stored({ id: '2' })], []],
    ['by another rule has no say', ruling('pass'), [stored({ ruleId: 'EU-DLV-01' })], []],
  ])('%s', (_fact, said, known, expected) => {
    expect(kinds([said], known)).toEqual(expected);
  });
});

test('a finding that ends says whether it passes or no longer applies', () => {
  const verdicts = (['pass', 'not_applicable'] as const).map(
    (verdict) => findingChanges([ruling(verdict)], [stored()])[0],
  );
  expect(verdicts).toMatchObject([
    { kind: 'cured', verdict: 'pass', isReplaced: false },
    { kind: 'cured', verdict: 'not_applicable', isReplaced: false },
  ]);
  const newer = ruling('fail', { fingerprint: 'second', digest: 'same' });
  expect(findingChanges([newer], [stored()])[0]).toMatchObject({
    verdict: 'not_applicable',
    isReplaced: true,
  });
});
