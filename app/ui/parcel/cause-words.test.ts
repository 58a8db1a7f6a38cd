import { describe, expect, it, test } from 'vitest';
import type { CauseView, ClaimView, NamedCause } from '#app/contracts/diagnosis.ts';
import { SILENCE_CAUSES } from '#app/domain/diagnosis/causes.ts';
import { FACT_CODES, type FactCode, type FactParam } from '#app/domain/diagnosis/fact-codes.ts';
import { STEP_ACTIONS, type WaitReason } from '#app/domain/diagnosis/fitting-step.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import { LANGUAGES } from '#app/i18n/languages.ts';
import { createFormat } from '../format.ts';
import {
  causeSentence,
  claimSentences,
  factSentence,
  otherCauses,
  stepSentences,
} from './cause-words.ts';

function wordsIn(language: (typeof LANGUAGES)[number]) {
  const format = createFormat({
    language,
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    now: '2026-11-22T12:00:00.000Z',
  });
  return { t: createI18n(language).t, format };
}

const en = wordsIn('en');
const RAW = /\{\{|diagnosis\.|undefined|NaN/;
const SENTENCE = /[.。]$/;
const SAMPLE: Record<FactParam, string | number> = {
  instant: '2026-11-12T13:20:00.000Z',
  date: '2026-11-20',
  days: 8.5,
  hours: 30,
  count: 12,
  percent: 0.31,
  level: 'lane',
  proof: 'check_digit_failed',
};
const CODES: FactCode[] = Object.entries(FACT_CODES)
  .map(([code]) => code)
  .filter(isCode);

function isCode(code: string): code is FactCode {
  return Object.hasOwn(FACT_CODES, code);
}

function sampleOf(code: FactCode) {
  const kinds = Object.entries<FactParam>(FACT_CODES[code]);
  return Object.fromEntries(kinds.map(([name, kind]) => [name, SAMPLE[kind]]));
}

test.each(LANGUAGES.flatMap((language) => CODES.map((code) => [language, code] as const)))(
  'in %s the fact %s is a whole sentence',
  (language, fact) => {
    const words = factSentence({ fact, params: sampleOf(fact) }, wordsIn(language));
    expect(words).not.toMatch(RAW);
    expect(words).toMatch(SENTENCE);
  },
);

describe.each(LANGUAGES)('in %s', (language) => {
  const words = wordsIn(language);

  it.each(SILENCE_CAUSES)('the cause %s has a name and a meaning', (cause) => {
    expect(causeSentence({ cause, odds: 0.64, reasons: [] }, words)).not.toMatch(RAW);
    expect(words.t(`diagnosis.means.${cause}`)).toMatch(SENTENCE);
  });

  it.each(STEP_ACTIONS)('the step %s is said with and without a date', (action) => {
    for (const waitReason of ['even_odds', 'rest', 'review', 'claim', null] as const) {
      for (const ask of ['nobody', 'first_carrier'] as const) {
        const sentences = stepSentences(aView({ action, ask, waitReason }), words);
        expect(sentences.join(' ')).not.toMatch(RAW);
        for (const sentence of sentences) expect(sentence).toMatch(SENTENCE);
      }
    }
  });

  it('a claim’s window is said, whatever is known of it', () => {
    const dates = [null, '2026-12-01'];
    const claims = dates.flatMap((opensOn) =>
      dates.flatMap((closesOn) =>
        (['claim', 'inquiry'] as const).map((kind) => aClaim({ kind, opensOn, closesOn })),
      ),
    );
    for (const claim of [...claims.filter(hasAnEnd), aClaim({ hasClosed: true })]) {
      const sentences = claimSentences(claim, words);
      expect(sentences.join(' ')).not.toMatch(RAW);
      expect(sentences).toHaveLength(1);
      expect(sentences[0]).toMatch(SENTENCE);
    }
    expect(claimSentences('unknown', words)[0]).toMatch(SENTENCE);
    expect(claimSentences(null, words)).toEqual([]);
  });
});

function hasAnEnd({ opensOn, closesOn }: ClaimView): boolean {
  return opensOn !== null || closesOn !== null;
}

function aClaim(told: Partial<ClaimView> = {}): ClaimView {
  return {
    kind: 'claim',
    opensOn: null,
    closesOn: '2026-12-31',
    hasClosed: false,
    isEarliest: false,
    source: { title: 'Terms', url: 'https://example.com', readIn: null, checkedOn: '2026-11-27' },
    ...told,
  };
}

function aView({
  waitReason = null,
  ...step
}: Partial<Omit<CauseView['step'], 'waitUntil'>> = {}): CauseView {
  const reason: WaitReason | null = waitReason;
  return {
    causes: [{ cause: 'customs', odds: 0.64, reasons: [] }],
    step: {
      ask: 'first_carrier',
      askName: 'Yanwen',
      action: 'ask_for_trace',
      waitUntil: reason === null ? null : '2026-11-25T11:00:00.000Z',
      waitReason: reason,
      ...step,
    },
    claim: null,
  };
}

test.each([
  [0.97, 'Almost certainly customs (97%)'],
  [0.9, 'Almost certainly customs (90%)'],
  [0.64, 'Most likely customs (64%)'],
  [0.5, 'Most likely customs (50%)'],
  [0.49, 'Likelier than anything else: customs (49%)'],
])('odds of %f are called so', (odds, said) => {
  expect(causeSentence({ cause: 'customs', odds, reasons: [] }, en)).toBe(said);
});

test('the next two are named with their odds', () => {
  const others: NamedCause[] = [
    { cause: 'handoff_lost', odds: 0.2, reasons: [] },
    { cause: 'rest_days', odds: 0.09, reasons: [] },
  ];
  expect(otherCauses(others, en)).toBe(
    'Next: lost on the way (20%) and a weekend or holiday (9%).',
  );
  expect(otherCauses([], en)).toBeNull();
});

describe('the step', () => {
  it('names who is asked, and says first until when waiting is right', () => {
    expect(stepSentences(aView({ waitReason: 'even_odds' }), en)).toEqual([
      'Waiting is right until 25 Nov 2026, 12:00: until then it is likelier than not to move by itself.',
      'If nothing has moved by then: Ask Yanwen to trace it.',
    ]);
  });

  it('says so when waiting makes nothing better, and when there is nobody to ask', () => {
    expect(stepSentences(aView({ askName: null }), en)).toEqual([
      'Ask the carrier that took it in to trace it.',
      'Waiting longer makes nothing better.',
    ]);
    expect(stepSentences(aView({ ask: 'nobody', action: 'wait_as_usual' }), en)).toEqual([
      'Wait: there is nothing to ask yet.',
    ]);
  });
});

test('a claim’s last day that may be later says so, and one that has passed is past', () => {
  expect(claimSentences(aClaim({ isEarliest: true }), en)).toHaveLength(2);
  expect(
    claimSentences(aClaim({ isEarliest: true, opensOn: '2026-12-01', closesOn: null }), en),
  ).toEqual([
    'By its own published terms the carrier takes a claim from 1 Dec 2026 on; no last day was found.',
  ]);
  expect(claimSentences(aClaim({ hasClosed: true }), en)).toEqual([
    'By its own published terms the carrier took a claim until 31 Dec 2026.',
  ]);
});

test.each([
  [
    0.31,
    'Silent for 8.5 days; of the parcels that go on, only 31% are silent for so long, by this lane’s own past.',
  ],
  [
    0.004,
    'Silent for 8.5 days; of the parcels that go on, only under 1% are silent for so long, by this lane’s own past.',
  ],
])('a share of %f is never said to be none', (share, said) => {
  const params = { days: 8.5, share, level: 'lane' };
  expect(factSentence({ fact: 'silence_unusual', params }, en)).toBe(said);
});
