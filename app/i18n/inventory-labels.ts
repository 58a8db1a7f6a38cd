import type { PlanGap } from '#app/domain/inventory/variant-plan.ts';
import { createI18n } from './i18n.ts';
import type en from './en.json';
import type { Language } from './languages.ts';

/** The words of an exported list of variants in one language. */
export function inventoryLabels(language: Language) {
  const { t } = createI18n(language);
  return {
    column: (name: keyof typeof en.inventory.csv) => t(`inventory.csv.${name}`),
    kind: (kind: 'stocked' | 'direct') => t(`inventory.kind.${kind}`),
    gap: (gap: PlanGap) => t(`inventory.gapShort.${gap}`),
  };
}
export type InventoryLabels = ReturnType<typeof inventoryLabels>;
