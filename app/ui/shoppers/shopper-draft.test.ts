import { expect, test } from 'vitest';
import { DEFAULT_SHOPPER_SETTINGS } from '#app/domain/shopper/shopper-settings.ts';
import { draftOf, isSameDraft, ownLanguages, settingsOf, withSentence } from './shopper-draft.ts';

const saved = draftOf(DEFAULT_SHOPPER_SETTINGS);
const sentence = { verdict: 'stalled', language: 'de' } as const;
const own = (text: string) => ({
  ...saved,
  wording: withSentence(saved.wording, { ...sentence, text }),
});

test('what is saved comes back from the form unchanged', () => {
  expect(settingsOf(saved)).toEqual(DEFAULT_SHOPPER_SETTINGS);
});

test.each([
  ['a part that is hidden', { show: { ...saved.show, next: false } }, false],
  ['other hours', { asks: { isOn: true, answerHours: '12' } }, false],
  ['the same hours with a space', { asks: { isOn: true, answerHours: ' 24 ' } }, true],
  ['asking turned off', { asks: { isOn: false, answerHours: '24' } }, false],
  ['notices turned off', { notices: { isOn: false } }, false],
  ['another hour of quiet', { quietHours: { ...saved.quietHours, from: '21:00' } }, false],
  ['another closed day', { quietHours: { ...saved.quietHours, closedWeekdays: [6, 7] } }, false],
  ['a sentence', { wording: own('Noch ein wenig Geduld.').wording }, false],
  ['a sentence of spaces', { wording: own('  ').wording }, true],
])('%s: saving would store the same: %s', (_what, change, isSame) => {
  expect(isSameDraft({ ...saved, ...change }, saved)).toBe(isSame);
});

test('sentences differ by their words, not by their spaces', () => {
  expect(isSameDraft(own(' Noch  ein wenig\nGeduld. '), own('Noch ein wenig Geduld.'))).toBe(true);
  expect(isSameDraft(own('Geduld.'), own('Noch ein wenig Geduld.'))).toBe(false);
});

test('an empty sentence gives Lastscan’s words back and leaves the others', () => {
  const two = withSentence(own('Geduld.').wording, {
    verdict: 'stalled',
    language: 'fr',
    text: 'P.',
  });
  const one = withSentence(two, { ...sentence, text: '' });
  expect(ownLanguages(two, 'stalled')).toEqual(['de', 'fr']);
  expect(ownLanguages(one, 'stalled')).toEqual(['fr']);
  expect(ownLanguages(one, 'late')).toEqual([]);
  expect(settingsOf({ ...saved, wording: one }).wording).toEqual({ stalled: { fr: 'P.' } });
});
