import { expect, test } from 'vitest';
import { recogniseNumber } from '#app/domain/numbers/recognise.ts';
import { generateVectors } from './generate.ts';
import { isCourier } from './vectors.ts';

/** The generator writes every check digit a second time; the two must agree. */
test('every generated number is a candidate of its carrier and passes its check digit', () => {
  for (const { number, courier, valid } of generateVectors(7, 20)) {
    const agreed = recogniseNumber(number).candidates.some(
      ({ carrier, format, checkDigit }) =>
        checkDigit !== 'failed' && isCourier(courier, carrier, format),
    );
    expect(agreed || !valid, `${number} of ${courier}`).toBe(true);
  }
});

test('the same seed makes the same numbers', () => {
  expect(generateVectors(3, 2)).toEqual(generateVectors(3, 2));
  expect(generateVectors(3, 2)).not.toEqual(generateVectors(4, 2));
});
