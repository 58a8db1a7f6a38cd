import { checkSync } from 'recheck';
import { describe, expect, test } from 'vitest';
import { findCarrier } from '#app/domain/numbers/carriers.ts';
import { FORMATS } from '#app/domain/numbers/formats/catalogue.ts';
import { PUBLIC_SOURCES } from '#app/domain/numbers/formats/sources.ts';
import { isAccepted, recogniseNumber } from '#app/domain/numbers/recognise.ts';
import { shapeOf } from '#app/domain/numbers/shape.ts';

process.env.RECHECK_BACKEND = 'pure';

const LONGEST = 60;

test('formats have unique ids', () => {
  expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length);
});

describe.each(FORMATS.map((format) => [format.id, format] as const))('%s', (id, format) => {
  test('names its sources, a known carrier and at least two examples of each kind', () => {
    expect(format.sources.length).toBeGreaterThan(0);
    expect(id === 's10' || findCarrier(format.carrier) !== null).toBe(true);
    expect(format.valid.length).toBeGreaterThanOrEqual(2);
    expect(format.invalid.length).toBeGreaterThanOrEqual(2);
  });

  test('rests on a public document, or says that it does not', () => {
    const documents = format.sources.filter((source) => PUBLIC_SOURCES.has(source));
    const admissions = format.sources.filter((source) => source.startsWith('unconfirmed: '));
    expect(documents.length > 0).toBe(format.unconfirmed !== true);
    expect(admissions.length > 0).toBe(format.unconfirmed === true);
  });

  test('has an anchored pattern of bounded length that cannot be made slow', () => {
    expect(format.pattern.flags).toBe('');
    expect(Math.max(...shapeOf(format.pattern).countByLength.keys())).toBeLessThanOrEqual(LONGEST);
    expect(checkSync(format.pattern.source, '').status).toBe('safe');
  });

  test.each(format.valid)('%s is recognised, or stands in the documented ambiguity', (number) => {
    const { best, candidates } = recogniseNumber(number);
    const [likeliest] = candidates;
    expect([id, ...(format.ambiguousWith ?? [])]).toContain(best?.format ?? likeliest?.format);
  });

  test.each(format.invalid)('%s is not accepted as one', (number) => {
    const recognition = recogniseNumber(number);
    expect(isAccepted(recognition) && recognition.best?.format === id).toBe(false);
  });
});

test('ambiguities name formats of the catalogue', () => {
  const ids = new Set(FORMATS.map(({ id }) => id));
  for (const { ambiguousWith = [] } of FORMATS) {
    for (const rival of ambiguousWith) expect(ids).toContain(rival);
  }
});
