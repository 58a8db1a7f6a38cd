import en from '@shopify/polaris/locales/en.json' with { type: 'json' };
import zhCN from '@shopify/polaris/locales/zh-CN.json' with { type: 'json' };
import zhTW from '@shopify/polaris/locales/zh-TW.json' with { type: 'json' };
import type { Language } from './languages.ts';

/** Polaris's own words ("Select all", "Clear filters"), for its AppProvider. */
export const POLARIS_TRANSLATIONS = {
  en,
  'zh-CN': zhCN,
  'zh-TW': zhTW,
} as const satisfies Record<Language, unknown>;
