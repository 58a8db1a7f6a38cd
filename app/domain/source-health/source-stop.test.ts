import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { drawing } from './quiet-carrier.fixture.ts';
import { learnUsual, sourceStop } from './source-stop.ts';
import type { SourceWatch } from './source-stop.ts';

const now = new Date('2026-11-20T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const well: SourceWatch = {
  failingSince: null,
  answered: 400,
  stale: 20,
  staleSince: hoursAgo(14),
  usualStale: 0.05,
  isOpen: false,
  now,
};
const look = (told: Partial<SourceWatch>) => sourceStop({ ...well, ...told });

describe('a source whose calls fail', () => {
  test.each([
    [2.99, false, false],
    [3, false, true],
    [0.1, true, true],
  ])('for %s hours, with an incident open: %s, is blind: %s', (hours, isOpen, stopped) => {
    expect(look({ failingSince: hoursAgo(hours), isOpen }).stopped).toBe(stopped);
  });

  it('is blind since its first failure', () => {
    expect(look({ failingSince: hoursAgo(9) })).toMatchObject({
      beganAt: hoursAgo(9),
      reason: 'calls_fail',
    });
  });
});

describe('a source that answers with what it knew yesterday', () => {
  test.each<[string, Partial<SourceWatch>, boolean]>([
    ['as always', {}, false],
    ['about every third number', { stale: 133 }, false],
    ['about just under half', { stale: 199 }, false],
    ['about half', { stale: 200 }, true],
    ['about all', { stale: 400 }, true],
    ['about all of nineteen', { answered: 19, stale: 19 }, false],
    ['about all of twenty', { answered: 20, stale: 20 }, true],
    ['about half, where 40 % are usual', { stale: 200, usualStale: 0.4 }, false],
    ['about 70 %, where 40 % are usual', { stale: 280, usualStale: 0.4 }, true],
    ['about nothing it was asked', { answered: 0, stale: 0 }, false],
  ])('%s', (_, told, stopped) => {
    expect(look(told).stopped).toBe(stopped);
  });

  it('is blind since the last of its stale numbers was synced', () => {
    expect(look({ stale: 390 })).toMatchObject({
      beganAt: hoursAgo(14),
      reason: 'not_synced',
      expected: 20,
      seen: 390,
    });
  });

  it('stays blind until no more than a quarter is stale', () => {
    expect(look({ stale: 101, isOpen: true }).stopped).toBe(true);
    expect(look({ stale: 100, isOpen: true }).stopped).toBe(false);
  });
});

test('a thousand quiet weeks raise no alarm, up to three tenths being usual', () => {
  const draw = drawing(5);
  let alarms = 0;
  for (let week = 0; week < 1_000; week += 1) {
    const usual = draw() * 0.3;
    const answered = 20 + Math.floor(draw() * 300);
    let learned: number | null = null;
    for (let hour = 0; hour < 168; hour += 6) {
      let stale = 0;
      for (let n = 0; n < answered; n += 1) if (draw() < usual) stale += 1;
      if (look({ answered, stale, usualStale: learned }).stopped) alarms += 1;
      learned = learnUsual(learned, { answered, stale });
    }
  }
  expect(alarms).toBe(0);
}, 30_000);

test('the usual share follows slowly and stays within its bounds', () => {
  const share = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(share, share, (usual, stale) => {
      const learned = learnUsual(usual / 100, { answered: 100, stale });
      expect(learned).toBeGreaterThanOrEqual(0.0);
      expect(Math.abs(learned - Math.min(0.6, Math.max(0.02, usual / 100)))).toBeLessThanOrEqual(
        0.01,
      );
    }),
  );
  expect(learnUsual(0.3, { answered: 5, stale: 5 })).toBe(0.3);
});
