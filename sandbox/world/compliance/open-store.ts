import type { WorldEffect, WorldProduct } from '../effects.ts';
import type { RuleTruth } from '../shop-side.ts';
import { LISTED, productOf } from './articles.ts';
import { daysOf } from './days.ts';
import { goodsTruth } from './goods-truth.ts';
import { moneyTruth } from './money-truth.ts';
import { orderTruth } from './order-truth.ts';
import { ordersOf } from './orders.ts';
import { parcelTruth } from './parcel-truth.ts';
import type { Verdicts } from './plan.ts';
import { scriptOf } from './script.ts';
import { STORE } from './store.ts';
import { storiesOf } from './story.ts';

/** Meridian Goods, scripted from its first day to its last; nothing in it is drawn by chance. */
export interface ComplianceStore {
  products: readonly WorldProduct[];
  /** In order of `at`. */
  effects: readonly WorldEffect[];
  /** What is true under each rule at an instant, of everything that exists by then. */
  ruleTruth(now: number): RuleTruth[];
}

/** The store of a world that starts at `startAt` (epoch ms): on any day the cases lie equally far from it. */
export function openComplianceStore(startAt: number): ComplianceStore {
  const days = daysOf(startAt, STORE.timeZone);
  const stories = storiesOf(ordersOf(days), days);
  const verdicts = [
    ...stories.flatMap((story) => orderTruth(story, days)),
    ...parcelTruth(stories, days),
    ...moneyTruth(stories, days),
    ...goodsTruth(days),
  ];
  return {
    products: LISTED.map((listed) => productOf(listed, days.at(-200))),
    effects: scriptOf(stories, days),
    ruleTruth: (now) => verdicts.flatMap((each) => truthAt(each, now)),
  };
}

function truthAt({ ruleId, subject, turns }: Verdicts, now: number): RuleTruth[] {
  const last = turns.findLast(({ from }) => from <= now);
  if (last === undefined) return [];
  const { verdict, from: since, why } = last;
  return [{ ruleId, subject, verdict, since, why }];
}
