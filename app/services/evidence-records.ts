import { z } from 'zod';
import type { EvidenceLeaf } from '#app/services/read-log.server.ts';

/** Which record of the log says what: by the kind and ids of what was recorded; null: it is in none. */
export type RecordIndex = (kind: RecordKind, ...ids: readonly (string | number)[]) => number | null;
type RecordKind = 'scan' | 'number' | 'link' | 'message' | 'notice' | 'ask';

/** Where several records speak of one thing, the newest: it is as it stands now. */
export function recordIndex(leaves: readonly EvidenceLeaf[]): RecordIndex {
  const places = new Map<string, number>();
  for (const { record, leafIndex } of leaves) {
    const key = record === null ? null : keyOf(JSON.parse(record));
    if (key !== null) places.set(key, leafIndex);
  }
  return (kind, ...ids) => places.get([kind, ...ids].join(' ')) ?? null;
}

const recordSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('scan'),
    fulfillmentId: z.string(),
    source: z.string(),
    eventId: z.string(),
  }),
  z.object({
    kind: z.literal('number'),
    fulfillmentId: z.string(),
    position: z.number(),
    legSeq: z.number(),
  }),
  z.object({ kind: z.literal('link'), linkId: z.string() }),
  z.object({ kind: z.literal('message'), messageId: z.string() }),
  z.object({ kind: z.literal('notice'), noticeId: z.string() }),
  z.object({ kind: z.literal('ask'), askId: z.string(), messageSeq: z.string() }),
]);

function keyOf(content: unknown): string | null {
  const { data: record } = recordSchema.safeParse(content);
  switch (record?.kind) {
    case undefined:
      return null;
    case 'scan':
      return `scan ${record.fulfillmentId} ${record.source} ${record.eventId}`;
    case 'number':
      return `number ${record.fulfillmentId} ${record.position} ${record.legSeq}`;
    case 'link':
      return `link ${record.linkId}`;
    case 'message':
      return `message ${record.messageId}`;
    case 'notice':
      return `notice ${record.noticeId}`;
    case 'ask':
      return `ask ${record.askId} ${record.messageSeq}`;
  }
}
