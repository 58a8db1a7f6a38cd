import { expect, test } from 'vitest';
import { createI18n } from '#app/i18n/i18n.ts';
import { LANGUAGES } from '#app/i18n/languages.ts';
import { EVIDENCE_CODES, type EvidenceParam } from '#app/domain/verdicts/evidence-codes.ts';
import { createFormat } from '../format.ts';
import { evidenceWords } from './evidence-words.ts';

const SAMPLE: Record<EvidenceParam, string | number> = {
  instant: '2026-11-12T13:20:00.000Z',
  date: '2026-11-20',
  number: 5,
  span: 5,
  milestone: 'departed_origin',
  country: 'DE',
  source: 'seventeen_track',
  text: 'Shenzhen',
};

function wordsIn(language: (typeof LANGUAGES)[number], { isBusiness = true } = {}) {
  const format = createFormat({
    language,
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    now: '2026-11-22T12:00:00.000Z',
  });
  return { t: createI18n(language).t, format, isBusiness };
}

test.each(
  LANGUAGES.flatMap((language) =>
    EVIDENCE_CODES.map((entry) => [language, entry.code, entry] as const),
  ),
)('in %s the evidence %s is a whole sentence', (language, code, entry) => {
  const params = Object.fromEntries(
    Object.entries<EvidenceParam>(entry.params).map(([name, kind]) => [name, SAMPLE[kind]]),
  );
  const words = evidenceWords({ code, params }, wordsIn(language));
  expect(words).not.toMatch(/\{\{|evidence\.|undefined|–/);
  expect(words).toMatch(/[.。]$/);
});

test('a limit of one day is singular', () => {
  const words = (limitDays: number) =>
    evidenceWords(
      { code: 'within_limit', params: { limitDays, limitAt: '2026-11-12T13:20:00.000Z' } },
      wordsIn('en'),
    );
  expect(words(1)).toBe('The limit of 1 business day is reached on 12 Nov 2026, 14:20.');
  expect(words(1.5)).toBe('The limit of 1.5 business days is reached on 12 Nov 2026, 14:20.');
});

test.each([
  ['en', true, 'The limit of 2 business days is reached on 12 Nov 2026, 14:20.'],
  ['en', false, 'The limit of 2 days is reached on 12 Nov 2026, 14:20.'],
  ['zh-CN', true, '2 个工作日的时限将于 2026年11月12日 14:20 到期。'],
  ['zh-CN', false, '2 天的时限将于 2026年11月12日 14:20 到期。'],
  ['zh-TW', true, '2 個工作天的時限將於 2026年11月12日 14:20 到期。'],
  ['zh-TW', false, '2 天的時限將於 2026年11月12日 14:20 到期。'],
] as const)('in %s a limit counted in business days (%s) says so', (language, isBusiness, said) => {
  const params = { limitDays: 2, limitAt: '2026-11-12T13:20:00.000Z' };
  expect(evidenceWords({ code: 'within_limit', params }, wordsIn(language, { isBusiness }))).toBe(
    said,
  );
});

test('a code without words today is shown as it is', () => {
  expect(evidenceWords({ code: 'from_the_past', params: {} }, wordsIn('en'))).toBe('from_the_past');
});
