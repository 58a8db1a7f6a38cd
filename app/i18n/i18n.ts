import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next/initReactI18next';
import { wordsOf } from '#words';
import { LANGUAGES, type Language } from './languages.ts';

/**
 * A ready i18next instance for one language. Server and browser have its words before they render, so both render the
 * same in the first pass. Each render tree gets its own instance: a server answers many shops at once.
 */
export function createI18n(wanted: Language): i18n {
  const { language, app } = wordsOf(wanted);
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    resources: { [language]: { translation: app } },
    // React escapes; a second escape would show `&amp;` to people.
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  return instance;
}
