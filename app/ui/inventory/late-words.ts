import type { SupplierFigures } from '#app/contracts/inventory.ts';
import type { Words } from './plan-words.ts';

/** `4 days late, 60% of deliveries after the named day`. */
export function lateWords(late: SupplierFigures['late'], { t, format }: Words): string {
  if (late === null) return t('inventory.notKnown');
  const days = Math.round(late.days);
  const share = format.percent(late.share);
  const facts = { count: Math.abs(days), number: format.number(Math.abs(days)), share };
  if (days === 0) return t('inventory.late.onTime', { share });
  return days > 0 ? t('inventory.late.late', facts) : t('inventory.late.early', facts);
}
