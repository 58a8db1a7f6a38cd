import { useTranslation } from 'react-i18next';
import { paramCurrency } from '#app/domain/findings/param-currency.ts';
import type { ParamUnit } from '#app/domain/findings/params.ts';
import { useScreen } from '../screen-frame.tsx';

/** A figure with its unit, in words; amounts in the currency that its key names. */
export function useParamValue(): (param: {
  key: string;
  value: number;
  unit: ParamUnit;
}) => string {
  const { t } = useTranslation();
  const { format, frame } = useScreen();
  return ({ key, value, unit }) =>
    unit === 'minor_units'
      ? format.money({ minor: value, currency: paramCurrency(key, frame.currency) })
      : t(`finding.unit.${unit}`, { count: value, number: format.number(value) });
}

/** Where a figure stands, in words: what was chosen by the house says so in the reader's language. */
export function useCite(): (cite: string) => string {
  const { t } = useTranslation();
  return (cite) => (/^house choice$/i.test(cite) ? t('finding.houseChoice') : cite);
}
