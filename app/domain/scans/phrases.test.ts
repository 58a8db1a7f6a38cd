import { describe, expect, test } from 'vitest';
import { milestoneInText, PHRASES } from '#app/domain/scans/phrases.ts';

describe.each(PHRASES)('words for $milestone', ({ milestone, examples }) => {
  test.each(examples)('are found in %j', (text) => {
    expect(milestoneInText(text)).toBe(milestone);
    expect(milestoneInText(`【深圳】 ${text.toUpperCase()} – 10:00`)).toBe(milestone);
  });

  test('are shown in English and in Chinese', () => {
    expect(examples.some((text) => /[a-z]/i.test(text))).toBe(true);
    expect(examples.some((text) => /\p{Script=Han}/u.test(text))).toBe(true);
  });
});

test.each([
  null,
  '',
  'In transit to next facility',
  'Departed facility',
  'Departed origin sorting centre',
  'Arrived at facility',
  'Arrived at customer hub',
  'Customer service contacted',
  'Weather delay',
  'Delivered to recipient',
  'The parcel is not lost',
  '到达分拣中心',
  '已签收',
])('%j names no milestone of its own', (text) => {
  expect(milestoneInText(text)).toBeNull();
});

test('a hostile text of the greatest length is read in little time', () => {
  const started = performance.now();
  milestoneInText('customs '.repeat(70).slice(0, 500));
  milestoneInText('to the original '.repeat(40).slice(0, 500));
  milestoneInText(' '.repeat(500));
  expect(performance.now() - started).toBeLessThan(50);
});
