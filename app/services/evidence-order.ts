import type { PackFacts, PackParcel } from '#app/db/pack-facts.ts';
import type { ParcelProof } from '#app/services/evidence-answer.ts';
import type { RecordIndex } from '#app/services/evidence-records.ts';

/**
 * `order.json`: what the paper says, for machines. Instants are ISO 8601 in UTC, the total is in the currency's minor units,
 * `record` is the place in the log of what stands beside it (null: it is in none).
 */
export function orderJson({
  facts,
  proofs,
  shop,
  madeAt,
  recordOf,
}: {
  facts: PackFacts;
  proofs: readonly ParcelProof[];
  shop: { domain: string; name: string };
  madeAt: Date;
  recordOf: RecordIndex;
}): string {
  const content = {
    version: 'lastscan-order/v1',
    madeAt,
    shop,
    order: facts.order,
    parcels: proofs.map((proof) => parcelOf(proof, recordOf)),
    notices: facts.notices.map((notice) => ({
      ...notice,
      record: recordOf('notice', notice.noticeId),
    })),
    asks: facts.asks.map(({ messages, ...ask }) => ({
      ...ask,
      messages: messages.map(({ seq, ...message }) => ({
        ...message,
        record: recordOf('ask', ask.askId, seq),
      })),
    })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function parcelOf({ parcel, name, end, delivery, chain }: ParcelProof, recordOf: RecordIndex) {
  const { legs, links, scans, messages, changes, ...facts } = parcel;
  const { fulfillmentId, position } = parcel;
  const scanRecord = ({ source, eventId }: PackParcel['scans'][number]) =>
    recordOf('scan', fulfillmentId, source, eventId);
  return {
    name,
    ...facts,
    shows: {
      end,
      delivery: delivery === null ? null : { ...delivery, record: scanRecord(delivery) },
      postcodeMatches: parcel.postcodeMatches,
    },
    chain: chain.map(({ number }) => number),
    numbers: legs.map((leg) => ({
      ...leg,
      record: recordOf('number', fulfillmentId, position, leg.seq),
    })),
    links: links.map((link) => ({ ...link, record: recordOf('link', link.linkId) })),
    scans: scans.map((scan) => ({ ...scan, record: scanRecord(scan) })),
    messages: messages.map((message) => ({
      ...message,
      record: recordOf('message', message.messageId),
    })),
    verdicts: changes,
  };
}
