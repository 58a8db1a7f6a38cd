import { expect, test } from 'vitest';
import { evaluateRule } from '#app/domain/findings/evaluate-rule.ts';
import { MARKED_AT, parcelSubject } from '#app/domain/findings/parcel-subject.fixture.ts';
import { trkRoute01 } from '#app/domain/findings/rules/compliance/trk-route-01.ts';

const day = (n: number) => new Date(MARKED_AT.getTime() + n * 86_400_000);

test.each([
  ['that nobody has scanned yet is watched', null, 1, day(60)],
  ['that nobody has scanned in sixty days is not watched any more', null, 60, null],
  ['that was scanned is not watched', day(1), 2, null],
])('a number %s', (_fact, firstScanAt, askedOn, reviewAt) => {
  const facts = parcelSubject({ firstScanAt, handedOverAt: firstScanAt });
  const { outcome } = evaluateRule(trkRoute01, facts, { asOf: day(askedOn) });
  expect(outcome).toMatchObject({ verdict: 'pass', reviewAt });
});
