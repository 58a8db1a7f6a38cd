import { openComplianceStore } from './compliance/open-store.ts';
import { PLACES, STORE as COMPLIANCE, SUPPLIER } from './compliance/store.ts';
import type {
  WorldEffect,
  WorldLocation,
  WorldProduct,
  WorldShop,
  WorldSupplier,
} from './effects.ts';
import { openPlanningStore } from './planning/open-store.ts';
import { DIRECT_SUPPLIER, STORE as PLANNING, WAREHOUSE } from './planning/store.ts';
import type { PlanningTruth } from './planning/shapes.ts';
import type { WorldOptions } from './shop-state.ts';
import type { RuleTruth } from './shop-side.ts';

/** A store whose past and future are fixed when the world begins. */
export interface ScriptedStore {
  shop: WorldShop;
  products: readonly WorldProduct[];
  /** The primary one first. */
  locations: readonly WorldLocation[];
  suppliers: readonly WorldSupplier[];
  /** In order of `at`. */
  effects: readonly WorldEffect[];
  ruleTruth(now: number): RuleTruth[];
  planning: PlanningTruth | null;
}

/** The scripted stores that were asked for. */
export function openScripted({
  seed,
  startAt,
  compliance,
  planning,
}: Pick<WorldOptions, 'seed' | 'startAt' | 'compliance' | 'planning'>): ScriptedStore[] {
  const stores: ScriptedStore[] = [];
  if (compliance === true) {
    stores.push({
      ...openComplianceStore(startAt),
      shop: COMPLIANCE,
      locations: Object.values(PLACES),
      suppliers: [SUPPLIER],
      planning: null,
    });
  }
  if (planning !== undefined && planning !== false) {
    const scale = planning === true ? 1 : planning.scale;
    const { products, effects, truth } = openPlanningStore({ startAt, seed, scale });
    stores.push({
      shop: PLANNING,
      products,
      locations: [WAREHOUSE],
      suppliers: [DIRECT_SUPPLIER],
      effects,
      ruleTruth: () => [],
      planning: truth,
    });
  }
  return stores;
}
