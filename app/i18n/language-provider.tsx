import { useMemo, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createI18n } from './i18n.ts';
import type { Language } from './languages.ts';

/** Gives the tree below its words. The language comes from the layout's loader, so both sides of hydration agree. */
export function LanguageProvider({
  language,
  children,
}: {
  language: Language;
  children: ReactNode;
}) {
  const instance = useMemo(() => createI18n(language), [language]);
  return <I18nextProvider i18n={instance}>{children}</I18nextProvider>;
}
