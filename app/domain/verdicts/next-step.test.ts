import { expect, test } from 'vitest';
import { NEXT_STEP_OF } from '#app/domain/verdicts/next-step.ts';
import { CAUSES, NEXT_STEPS } from '#app/domain/verdicts/verdict.ts';

test('every cause has a next step, and every next step has a cause', () => {
  expect(Object.keys(NEXT_STEP_OF).sort()).toEqual([...CAUSES].sort());
  expect(new Set(Object.values(NEXT_STEP_OF))).toEqual(new Set(NEXT_STEPS));
});
