import type { PoolClient } from 'pg';
import { addLinkEvent, changeLink, writtenLinks } from '#app/db/leg-links.server.ts';
import { numberKey } from '#app/domain/numbers/normalise.ts';
import type { FulfillmentFacts } from '#app/services/sync-order-facts.server.ts';

/**
 * Compares what Shopify shows now with the numbers we wrote, in the transaction that stores it: another number over ours is
 * noted with what it is and left alone until a person decides; ours again closes that.
 */
export async function noteShownNumbers(
  sql: PoolClient,
  shopId: number,
  { fulfillments, now }: { fulfillments: readonly FulfillmentFacts[]; now: Date },
): Promise<void> {
  const shown = new Map(fulfillments.map((one) => [one.fulfillmentId, one]));
  for (const link of await writtenLinks(sql, shopId, [...shown.keys()])) {
    const fulfillment = shown.get(link.fulfillmentId);
    if (fulfillment === undefined || fulfillment.status === 'CANCELLED') continue;
    const entries = fulfillment.tracking.map(({ number, carrier, url }) => ({
      number,
      company: carrier,
      url,
    }));
    const showsOurs = entries.some(({ number }) => numberKey(number ?? '') === link.numberKey);
    if (showsOurs === (link.writeState === 'written')) continue;
    const { linkId } = link;
    if (showsOurs) {
      await changeLink(sql, shopId, linkId, { writeState: 'written', overwrittenBy: null });
      await addLinkEvent(sql, shopId, {
        linkId,
        at: now,
        action: 'shows_ours_again',
        actor: 'shopify',
      });
    } else if (link.writeState === 'written') {
      await changeLink(sql, shopId, linkId, { writeState: 'overwritten', overwrittenBy: entries });
      const number = entries.flatMap((entry) => entry.number ?? []).join(', ') || null;
      await addLinkEvent(sql, shopId, {
        linkId,
        at: now,
        action: 'overwritten',
        actor: 'shopify',
        detail: { number },
      });
    }
  }
}
