/** The languages every text exists in. */
export const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The language of one answer. The shop's setting wins; `auto` follows Shopify admin: its `locale` search
 * parameter, else the browser's Accept-Language (first language we speak, in the header's order), else English.
 */
export function resolveLanguage(wish: {
  setting: 'auto' | Language;
  adminLocale: string | null;
  acceptLanguage: string | null;
}): Language {
  if (wish.setting !== 'auto') return wish.setting;
  const asked = [wish.adminLocale ?? '', ...acceptedTags(wish.acceptLanguage ?? '')];
  for (const tag of asked) {
    const language = languageOfTag(tag);
    if (language !== null) return language;
  }
  return 'en';
}

/** Language we speak for a BCP 47 tag; null when we speak none of that kind. Hong Kong and Macau write Traditional. */
export function languageOfTag(tag: string): Language | null {
  const [language, ...rest] = tag.trim().toLowerCase().replaceAll('_', '-').split('-');
  if (language === 'en') return 'en';
  if (language !== 'zh') return null;
  if (rest.includes('hans')) return 'zh-CN';
  return rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? 'zh-TW' : 'zh-CN';
}

/** The tags of an Accept-Language header, most wanted first; malformed parts are skipped. */
function acceptedTags(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const quality = parameters.find((piece) => piece.startsWith('q='));
      return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}
