import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useScreen } from '../screen-frame.tsx';

/** Countries as choices, in the order of the reader's language: `Germany (DE)`. */
export function useCountryOptions(codes: readonly string[]): { value: string; label: string }[] {
  const { t } = useTranslation();
  const { format, language } = useScreen();
  return useMemo(() => {
    const { compare } = new Intl.Collator(language);
    return codes
      .map((code) => ({
        value: code,
        label: t('route.country', { name: format.country(code), code }),
      }))
      .sort((one, other) => compare(one.label, other.label));
  }, [codes, format, language, t]);
}
