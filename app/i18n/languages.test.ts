import { expect, test } from 'vitest';
import { resolveLanguage } from './languages.ts';

test.each([
  ['zh-CN', 'en', 'en-US', 'zh-CN'],
  ['en', 'zh-TW', null, 'en'],
] as const)('the shop setting %s wins over admin %s', (setting, adminLocale, accept, expected) => {
  expect(resolveLanguage({ setting, adminLocale, acceptLanguage: accept })).toBe(expected);
});

test.each([
  ['en', 'en'],
  ['en-GB', 'en'],
  ['zh', 'zh-CN'],
  ['zh-CN', 'zh-CN'],
  ['zh-SG', 'zh-CN'],
  ['zh-Hans-HK', 'zh-CN'],
  ['zh-TW', 'zh-TW'],
  ['zh-HK', 'zh-TW'],
  ['zh-MO', 'zh-TW'],
  ['zh_Hant', 'zh-TW'],
  ['ZH-hant-cn', 'zh-TW'],
  ['de', 'en'],
  ['', 'en'],
])('auto reads the admin locale %s as %s', (adminLocale, expected) => {
  expect(resolveLanguage({ setting: 'auto', adminLocale, acceptLanguage: null })).toBe(expected);
});

test.each([
  ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-TW'],
  ['de-DE,de;q=0.9,zh-CN;q=0.5,en;q=0.4', 'zh-CN'],
  ['en;q=0.1,zh;q=0.9', 'zh-CN'],
  ['zh;q=0,en', 'en'],
  [';;;,,q=', 'en'],
])('without an admin locale the browser header %s gives %s', (acceptLanguage, expected) => {
  expect(resolveLanguage({ setting: 'auto', adminLocale: null, acceptLanguage })).toBe(expected);
});
