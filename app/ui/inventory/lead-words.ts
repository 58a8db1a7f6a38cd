import type { LeadTime } from '#app/domain/inventory/variant-plan.ts';
import type { Words } from './plan-words.ts';

/** `21 days (14–35)`: the usual, and between what 8 of 10 come. */
export function leadWords(
  { p10, p50, p90 }: Pick<LeadTime, 'p10' | 'p50' | 'p90'>,
  { t, format }: Words,
): string {
  const [from, usual, to] = [p10, p50, p90].map((days) => Math.round(days));
  return t('inventory.lead', {
    count: usual ?? 0,
    number: format.number(usual ?? 0),
    from: format.number(from ?? 0),
    to: format.number(to ?? 0),
  });
}
