import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShopFrame } from '#app/contracts/pages.ts';
import { LANGUAGES, type Language } from '#app/i18n/languages.ts';
import { createFormat, type Format } from './format.ts';

interface ScreenFacts {
  frame: ShopFrame;
  format: Format;
  language: Language;
}

const ScreenContext = createContext<ScreenFacts | null>(null);

/** Gives the pieces below their shop, its clock and its way of writing facts. Every screen is wrapped in one. */
export function ScreenFrame({ frame, children }: { frame: ShopFrame; children: ReactNode }) {
  const { i18n } = useTranslation();
  const language = LANGUAGES.find((known) => known === i18n.language) ?? 'en';
  const { timeZone, currency, now } = frame;
  const format = useMemo(
    () => createFormat({ language, timeZone, currency, now }),
    [language, timeZone, currency, now],
  );
  const facts = useMemo(() => ({ frame, format, language }), [frame, format, language]);
  return (
    <ScreenContext.Provider value={facts}>
      <main>{children}</main>
    </ScreenContext.Provider>
  );
}

/** The screen's facts; throws outside a `ScreenFrame`. */
export function useScreen(): ScreenFacts {
  const facts = useContext(ScreenContext);
  if (facts === null) throw new Error('useScreen needs a ScreenFrame above it');
  return facts;
}

export function useFormat(): Format {
  return useScreen().format;
}
