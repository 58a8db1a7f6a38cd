import { startOf } from '#sandbox/payments/payout-days.ts';
import type { WorldEffect, WorldProduct } from '../effects.ts';
import { productsOf } from './catalogue.ts';
import { play } from './scene.ts';
import { scriptOf } from './script.ts';
import { STORE, WEEKS_AFTER, WEEKS_BEFORE } from './store.ts';
import type { PlanningTruth } from './shapes.ts';
import { truthOf } from './truth.ts';

/** Harbor Outfitters: drawn from a seed, from its first day to its last. */
export interface PlanningStore {
  products: readonly WorldProduct[];
  /** In order of `at`, those of the future too. */
  effects: readonly WorldEffect[];
  truth: PlanningTruth;
}

/**
 * The store of a world that starts at `startAt` (epoch ms). Its past and its future come from the same model, so that what
 * will be is as uncertain as what was. After `weeksAfter` weeks nothing happens any more.
 */
export function openPlanningStore({
  startAt,
  seed,
  scale = 1,
  weeksBefore = WEEKS_BEFORE,
  weeksAfter = WEEKS_AFTER,
}: {
  startAt: number;
  seed: number;
  scale?: number;
  weeksBefore?: number;
  weeksAfter?: number;
}): PlanningStore {
  const scene = play({ startAt, seed, scale, weeksBefore, weeksAfter });
  const { variants, sales, span, trade } = scene;
  const openedAt = startOf(span.firstDay, STORE.country);
  return {
    products: productsOf(variants, openedAt, startAt),
    get effects() {
      return scriptOf(sales, { variants, counts: trade.counts, openedAt, startAt, seed });
    },
    truth: truthOf(scene),
  };
}
