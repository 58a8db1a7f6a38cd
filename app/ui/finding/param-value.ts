import { useTranslation } from 'react-i18next';
import type { ParamUnit } from '#app/domain/findings/params.ts';
import { useFormat } from '../screen-frame.tsx';

/** A figure with its unit, in words. */
export function useParamValue(): (param: { value: number; unit: ParamUnit }) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ value, unit }) =>
    t(`finding.unit.${unit}`, { count: value, number: format.number(value) });
}
