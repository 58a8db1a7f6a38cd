import type { ShopperLanguage } from '#app/domain/shopper/shopper-settings.ts';

/** Each language by its own name, the same on every screen. */
export const LANGUAGE_NAMES: Readonly<Record<ShopperLanguage, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ja: '日本語',
};
