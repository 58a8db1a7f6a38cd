import en from '#app/i18n/en.json' with { type: 'json' };
import zhCN from '#app/i18n/zh-CN.json' with { type: 'json' };
import zhTW from '#app/i18n/zh-TW.json' with { type: 'json' };

export const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const;
export type Language = (typeof LANGUAGES)[number];
/** In which screens are measured. The two Chinese scripts are equally long; the main screens are looked at in both. */
export const SCREEN_LANGUAGES = ['en', 'zh-CN'] as const;
const MESSAGES: Record<Language, unknown> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW };

/** The app's own words under a key such as `nav.home`; throws when there are none. */
export function say(key: string, language: Language = 'en'): string {
  const [only] = templatesOf(key, language);
  if (only === undefined) throw new Error(`No words under ${key} in ${language}`);
  return only;
}

/** The app's words under a key with its `{{places}}` filled. */
export function worded(key: string, facts: Record<string, string>, language?: Language): string {
  return say(key, language).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => facts[name] ?? '');
}

/** Matches the whole sentence under a key whatever stands in its `{{places}}`, singular or plural. */
export function sentence(key: string, language: Language = 'en'): RegExp {
  return new RegExp(`^(?:${alternatives(key, language)})$`);
}

/** The same where every place holds a number. */
export function counted(key: string, language: Language = 'en'): RegExp {
  return new RegExp(`^(?:${alternatives(key, language, '([\\d.,]+)')})$`);
}

/** The same as `sentence`, anywhere in a longer text. */
export function phrase(key: string, language: Language = 'en'): RegExp {
  return new RegExp(alternatives(key, language));
}

function alternatives(key: string, language: Language, place = '.+?'): string {
  const templates = templatesOf(key, language);
  if (templates.length === 0) throw new Error(`No words under ${key} in ${language}`);
  return templates
    .map((template) =>
      template
        .split(/\{\{\w+\}\}/)
        .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join(place),
    )
    .join('|');
}

function templatesOf(key: string, language: Language): string[] {
  return ['', '_one', '_other']
    .map((ending) => lookUp(MESSAGES[language], `${key}${ending}`.split('.')))
    .filter((found) => typeof found === 'string');
}

function lookUp(messages: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) return messages;
  if (typeof messages !== 'object' || messages === null) return undefined;
  return lookUp(Object.entries(messages).find(([key]) => key === name)?.[1], rest);
}
