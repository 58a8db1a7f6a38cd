// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { SHOPPER_REFUSALS } from '#app/contracts/shopper.ts';
import { MILESTONES } from '#app/domain/scans/scan.ts';
import {
  SHOPPER_NEEDS,
  SHOPPER_NEXTS,
  SHOPPER_STATES,
} from '#app/domain/shopper/shopper-parcel.ts';
import { ASK_KINDS, SHOPPER_LANGUAGES } from '#app/domain/shopper/shopper-settings.ts';
import { LOCALES } from './testing.ts';

const english = textsOf(LOCALES.en);

describe('the texts of the extension', () => {
  it('are there in every language in which shoppers are spoken to', () => {
    expect(Object.keys(LOCALES)).toEqual([...SHOPPER_LANGUAGES]);
  });

  it.each(Object.entries(LOCALES))('have the same keys in %s as in English', (_, texts) => {
    expect([...textsOf(texts).keys()].sort()).toEqual([...english.keys()].sort());
  });

  it.each(Object.entries(LOCALES))('are filled in by the same names in %s', (_, texts) => {
    for (const [key, text] of textsOf(texts)) {
      expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? '')]);
    }
  });

  it.each(Object.entries(LOCALES))('neither shout nor carry markup in %s', (_, texts) => {
    for (const text of textsOf(texts).values()) expect(text).not.toMatch(/[!！<>&]|^\s|\s$/u);
  });

  it.each(Object.entries(LOCALES).filter(([language]) => language !== 'en'))(
    'are translated in %s, all but what has no words',
    (_, texts) => {
      const untranslated = [...textsOf(texts)].filter(([key, text]) => english.get(key) === text);
      expect(untranslated.filter(([key]) => !WORDLESS.has(key))).toEqual([]);
    },
  );

  it('exist for every code of the domain', () => {
    const codes = [
      ...SHOPPER_STATES.map((code) => `state.${code}`),
      ...SHOPPER_NEXTS.map((code) => `next.${code}`),
      ...SHOPPER_NEXTS.filter((code) => code.endsWith('_by')).map((code) => `nextUndated.${code}`),
      ...SHOPPER_NEEDS.flatMap((code) => [`need.${code}`, `needs.${code}`]),
      ...MILESTONES.map((code) => `milestone.${code}`),
      ...SHOPPER_REFUSALS.map((code) => `refused.${code}`),
      ...ASK_KINDS.map((code) => `ask.kind.${code}`),
    ];
    expect(codes.filter((key) => !english.has(key))).toEqual([]);
  });
});

const WORDLESS = new Set(['route', 'scan.ago', 'scan.last', 'scan.lastIn', 'leg.who']);

function textsOf(texts: object): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? [...textsOf(value)].map(([rest, text]) => [`${key}.${rest}`, text] as const)
        : [[key, String(value)] as const],
    ),
  );
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name = '']) => name).sort();
}
