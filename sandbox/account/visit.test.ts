import { expect, test } from 'vitest';
import { visitOf, visitQuery } from './visit.ts';

test.each([
  ['the order’s own customer, signed in, in the shop’s language', '', 'de', 'own authenticated de'],
  ['nobody, who has the link', 'as=nobody', 'en', 'nobody pre_authenticated en'],
  [
    'nobody, who cannot be signed in',
    'as=nobody&state=authenticated',
    'en',
    'nobody pre_authenticated en',
  ],
  ['somebody without a sign', 'as=other&state=unauthenticated', 'en', 'other unauthenticated en'],
  ['a shop’s Chinese without a script', '', 'zh', 'own authenticated zh-CN'],
  ['a language nobody speaks', 'language=xx', 'de', 'own authenticated en'],
])('a page is seen by %s', (_, query, locale, expected) => {
  const visit = visitOf(new URLSearchParams(query), locale);
  expect(`${visit.viewer} ${visit.state} ${visit.language}`).toBe(expected);
  expect(visitOf(new URLSearchParams(visitQuery(visit)), 'fr')).toEqual(visit);
});
