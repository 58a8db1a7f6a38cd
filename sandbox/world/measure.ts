import { DAY } from './calendar.ts';
import type { WorldEffect } from './effects.ts';
import { phraseOf } from './phrases.ts';
import type { PhraseKey } from './phrases.ts';

/** What can be read off the effects alone, in days. */
export interface Measures {
  /** Waits from a scan to the next one, by the phrase scanned last. */
  gapsAfter: ReadonlyMap<PhraseKey, readonly number[]>;
  /** From the fulfillment to the delivery scan. */
  doorToDoor: readonly number[];
}

interface Story {
  shippedAt: number;
  scans: { phrase: PhraseKey; at: number }[];
}

/**
 * Measures delivered cross-border fulfillments with one number that was there from the beginning; the others tell no
 * clean story. Notices are no scans.
 */
export function measure(effects: Iterable<WorldEffect>): Measures {
  const stories = new Map<string, Story>();
  const destinations = new Map<string, string>();
  for (const effect of effects) {
    if (effect.kind === 'order_created') {
      destinations.set(`${effect.shop}/${effect.order.id}`, effect.order.destinationCountry);
    } else if (effect.kind === 'fulfillment_created') {
      const destination = destinations.get(`${effect.shop}/${effect.orderId}`);
      const isClear = effect.tracking.length === 1 && effect.tracking[0]?.number !== null;
      if (!isClear || effect.originCountry === destination) continue;
      stories.set(`${effect.shop}/${effect.fulfillmentId}`, { shippedAt: effect.at, scans: [] });
    } else if (effect.kind === 'fulfillment_event' && effect.message !== null) {
      const phrase = phraseOf(effect.message);
      if (phrase === null || phrase === 'announced' || phrase === 'label_created') continue;
      const story = stories.get(`${effect.shop}/${effect.fulfillmentId}`);
      story?.scans.push({ phrase, at: effect.happenedAt });
    }
  }
  return summarise([...stories.values()]);
}

/** The value below which the share `p` of the numbers lies; NaN for none. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}

function summarise(stories: readonly Story[]): Measures {
  const gapsAfter = new Map<PhraseKey, number[]>();
  const doorToDoor: number[] = [];
  for (const { shippedAt, scans } of stories) {
    const delivery = scans.find((scan) => scan.phrase === 'delivered');
    if (delivery === undefined) continue;
    doorToDoor.push((delivery.at - shippedAt) / DAY);
    const inOrder = scans.toSorted((a, b) => a.at - b.at);
    for (const [index, scan] of inOrder.entries()) {
      const next = inOrder[index + 1];
      if (next === undefined || next.phrase === scan.phrase) continue;
      const gaps = gapsAfter.get(scan.phrase) ?? [];
      gaps.push((next.at - scan.at) / DAY);
      gapsAfter.set(scan.phrase, gaps);
    }
  }
  return { gapsAfter, doorToDoor };
}
