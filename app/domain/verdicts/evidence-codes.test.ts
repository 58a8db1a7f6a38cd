import { expect, test } from 'vitest';
import { EVIDENCE_CODES } from '#app/domain/verdicts/evidence-codes.ts';

test('each code stands once', () => {
  const codes = EVIDENCE_CODES.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
});

test.each(EVIDENCE_CODES)(
  'the sentence $code names exactly its parameters',
  ({ template, params }) => {
    const named = [...template.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    expect(named).toEqual(Object.keys(params).sort());
  },
);
