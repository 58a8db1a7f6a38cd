import type { SupplierForm } from '#app/contracts/suppliers.ts';
import type { Words } from './plan-words.ts';

/** `30% when ordering, the rest 14 days after arrival`. */
export function termsWords(
  {
    depositBp,
    balanceDays,
    balanceFrom,
  }: Pick<SupplierForm, 'depositBp' | 'balanceDays' | 'balanceFrom'>,
  { t, format }: Words,
): string {
  if (depositBp === 10_000) return t('inventory.terms.all');
  const rest =
    balanceDays === 0
      ? t(`inventory.terms.${balanceFrom}Now`)
      : t(`inventory.terms.${balanceFrom}`, {
          count: balanceDays,
          number: format.number(balanceDays),
        });
  return depositBp === 0
    ? t('inventory.terms.whole', { rest })
    : t('inventory.terms.split', { share: format.percent(depositBp / 10_000), rest });
}
