import { useTranslation } from 'react-i18next';
import { useFormat } from '../screen-frame.tsx';

const NAMED = ['card_networks', 'shopify', 'google', 'carriers', 'all'] as const;

/** Where a rule holds, as people say it: a country or union by its name, networks and platforms by theirs. */
export function useJurisdictionWords(): (code: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (code) => {
    const named = NAMED.find((each) => each === code);
    return named === undefined ? format.country(code) : t(`compliance.jurisdiction.${named}`);
  };
}
