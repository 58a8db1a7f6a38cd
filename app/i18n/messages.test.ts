import { describe, expect, test } from 'vitest';
import { EVIDENCE_CODES } from '#app/domain/verdicts/evidence-codes.ts';
import { MILESTONES } from '#app/domain/scans/scan.ts';
import { CAUSES, NEXT_STEPS, QUEUES, VERDICTS } from '#app/domain/verdicts/verdict.ts';
import { PARCEL_QUERY_PARAMETERS } from '#app/contracts/parcel-query.ts';
import { createI18n } from './i18n.ts';
import { LANGUAGES } from './languages.ts';
import en from './en.json' with { type: 'json' };
import zhCN from './zh-CN.json' with { type: 'json' };
import zhTW from './zh-TW.json' with { type: 'json' };

const files = { en: flatten(en), 'zh-CN': flatten(zhCN), 'zh-TW': flatten(zhTW) } as const;

describe.each(LANGUAGES)('the words of %s', (language) => {
  const texts = files[language];

  test('cover exactly the keys of English', () => {
    expect(baseKeys(texts)).toEqual(baseKeys(files.en));
  });

  test('have the plural forms of the language, all of them and no others', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plural = [...texts.keys()].filter((key) => PLURAL.test(key));
    const wanted = [...new Set(plural.map(baseOf))].flatMap((base) =>
      categories.map((category) => `${base}_${category}`),
    );
    expect(plural.sort()).toEqual(wanted.sort());
  });

  test('have the placeholders of English', () => {
    const english = placeholders(files.en);
    for (const [key, names] of placeholders(texts)) {
      expect([key, names]).toEqual([key, english.get(key)]);
    }
  });

  test('are never empty', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test.each([
    ['verdict', [...VERDICTS, 'unassessed']],
    ['verdictSentence', [...VERDICTS, 'unassessed']],
    ['queue', QUEUES],
    ['emptyQueue', QUEUES],
    ['cause', CAUSES],
    ['nextStep', NEXT_STEPS],
    ['nextStepHelp', NEXT_STEPS],
    ['milestone', MILESTONES],
    ['evidence', EVIDENCE_CODES.map(({ code }) => code)],
    ['queryField', Object.keys(PARCEL_QUERY_PARAMETERS)],
  ])('name every %s', (group, codes) => {
    const known = new Set(baseKeys(texts));
    expect(codes.filter((code) => !known.has(`${group}.${code}`))).toEqual([]);
  });
});

test.each(EVIDENCE_CODES.map((entry) => [entry.code, entry] as const))(
  'the sentence of evidence %s uses exactly its parameters',
  (code, { params }) => {
    expect(placeholders(files.en).get(`evidence.${code}`) ?? []).toEqual(
      Object.keys(params).sort(),
    );
  },
);

test('every language has an instance of its own', () => {
  expect(createI18n('zh-CN').t('verdict.stalled')).toBe('停滞');
  expect(createI18n('zh-TW').t('queue.stalled')).toBe('運送途中停滯');
});

test('no Simplified character strays into the Traditional words', () => {
  const simplified =
    /[单号运输设订发货扫录达时间递应这里没个检查还无网页须记导读码经处请务与对从来后关东车]/;
  const shared = /[查里與]/g; // 「查」 and 「里」 are written the same way in both
  const strays = [...files['zh-TW']].filter(
    ([key, text]) =>
      !key.endsWith('languageName.zh-CN') && simplified.test(text.replaceAll(shared, '')),
  );
  expect(strays).toEqual([]);
});

const PLURAL = /_(?:one|other)$/;

function baseOf(key: string): string {
  return key.replace(PLURAL, '');
}

function baseKeys(texts: ReadonlyMap<string, string>): string[] {
  return [...new Set([...texts.keys()].map(baseOf))].sort();
}

function placeholders(texts: ReadonlyMap<string, string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, text] of texts) {
    const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
    const base = baseOf(key);
    found.set(base, [...new Set([...(found.get(base) ?? []), ...names])].sort());
  }
  return found;
}

function flatten(node: object, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') texts.set(path + key, value);
    else for (const [inner, text] of flatten(value, `${path}${key}.`)) texts.set(inner, text);
  }
  return texts;
}
