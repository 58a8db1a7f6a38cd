import { DEMAND_METHODS } from '#app/domain/inventory/demand-forecast.ts';
import { PLAN_REASONS } from '#app/domain/inventory/plan/plan-reasons.ts';
import { PLAN_GAPS, type PlanReason } from '#app/domain/inventory/variant-plan.ts';
import type { Words } from './plan-words.ts';

/** One step of the plan's arithmetic as a sentence; null: a step that nobody has words for. */
export function whyWords({ code, values }: PlanReason, words: Words): string | null {
  const known = PLAN_REASONS.find((each) => each === code);
  if (known === undefined) return null;
  const { t, format } = words;
  const said: Readonly<Record<string, string | number>> = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, valueWords(value, words)]),
  );
  switch (known) {
    case 'pooled':
      return values['variants'] === null
        ? t('inventory.whyElse.pooled')
        : t('inventory.why.pooled', said);
    case 'arrivals':
      return values['uncertain'] === 0 || values['uncertain'] === undefined
        ? t('inventory.why.arrivals', said)
        : t('inventory.whyElse.arrivals', said);
    case 'review':
      return values['assumed'] === 1
        ? t('inventory.whyElse.review', said)
        : t('inventory.why.review', said);
    case 'service_level':
      return values['learned'] === 1
        ? t('inventory.why.service_level', said)
        : t('inventory.whyElse.service_level', said);
    case 'preorder_because':
      return typeof values['percent'] !== 'number' || values['promisedOn'] === null
        ? t('inventory.whyElse.preorder_because', said)
        : t('inventory.why.preorder_because', said);
    case 'direct_delay': {
      const days = Number(values['days']);
      const facts = { days: format.number(Math.abs(days)) };
      return days < 0
        ? t('inventory.whyElse.direct_delay', facts)
        : t('inventory.why.direct_delay', facts);
    }
    default:
      return t(`inventory.why.${known}`, said);
  }
}

/** A value as the sentence holds it: numbers and dates as the screen writes them, codes in words. */
function valueWords(value: string | number | null, { t, format }: Words): string {
  if (value === null) return t('inventory.notKnown');
  if (typeof value === 'number') return format.number(Math.round(value * 10) / 10);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return format.date(value);
  const method = DEMAND_METHODS.find((each) => each === value);
  if (method !== undefined) return t(`inventory.method.${method}`);
  const gap = PLAN_GAPS.find((each) => each === value);
  if (gap !== undefined) return t(`inventory.gapShort.${gap}`);
  const basis = LEAD_BASES.find((each) => each === value);
  return basis === undefined ? value : t(`inventory.leadBasis.${basis}`);
}

const LEAD_BASES = ['deliveries', 'shrunk', 'typed', 'all_suppliers'] as const;
