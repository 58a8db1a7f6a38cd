import { describe, expect, test } from 'vitest';
import { canonicalRecord, EVIDENCE_KINDS, evidenceRecordOf } from './evidence-record.ts';
import type { EvidenceKind } from './evidence-record.ts';

/** Rows as the database writes them down: every column of the table, instants with microseconds in the session's zone. */
const AT = '2026-11-27T10:05:57.123456+00:00';
const PARCEL = { shop_id: 7, fulfillment_id: 5_012_345_678_901, position: 0 };
const ROWS: Record<EvidenceKind, Record<string, unknown>> = {
  scan: {
    ...PARCEL,
    position: null,
    leg_seq: null,
    source: '17track',
    event_id: 'e1',
    occurred_at: '2026-11-27T18:05:57+08:00',
    recorded_at: AT,
    received_at: AT,
    milestone: 'delivered',
    physical: true,
    raw_status: 'Delivered',
    message: 'Left “at the door”',
    place: 'Köln',
    country: 'DE',
    estimated_delivery_at: null,
    postcode_hash: 'secret',
  },
  number: {
    ...PARCEL,
    seq: 1,
    kind: 'last_mile',
    number: 'AB 12',
    number_key: 'AB12',
    carrier: 'DHL',
    carrier_key: 'dhl',
    tracking_url: null,
    started_at: AT,
    started_basis: 'number_changed',
    replaced_at: null,
    linked_by: 'shopify',
    evidence: { at: AT },
    listed: true,
    continues_seq: 0,
  },
  link: {
    shop_id: 7,
    link_id: '4e5a',
    seq: 12,
    at: AT,
    action: 'confirmed',
    actor: 'user:1',
    detail: {},
    link: {
      ...PARCEL,
      link_id: '4e5a',
      from_number_key: 'LP1',
      number: 'AB 12',
      number_key: 'AB12',
      carrier: null,
      kind: 'last_mile',
      state: 'confirmed',
      basis: 'source',
      source: '17track',
      upload_id: null,
      evidence: [{ code: 'same_fulfillment', params: {} }],
      proposed_at: AT,
      decided_at: AT,
      decided_by: 'user:1',
      write_state: 'off',
      before_write: null,
      overwritten_by: null,
    },
  },
  message: {
    ...PARCEL,
    message_id: 'm1',
    kind: 'carrier',
    to_name: 'DHL',
    language: 'en',
    channel: 'mail',
    subject: 'Where is it',
    body: 'Dear',
    answer_by_on: '2026-12-01',
    state: 'sent',
    created_at: AT,
    created_by: 'user:1',
    sent_at: AT,
    error: null,
  },
  notice: {
    shop_id: 7,
    order_id: 1001,
    notice_id: 'n1',
    sent_at: AT,
    new_ship_by: null,
    answer: 'none',
    recorded_by: 'user:1',
    recorded_at: AT,
  },
  ask: {
    shop_id: 7,
    ask_id: 'a1',
    seq: 3,
    author: 'shopper',
    actor: 'shopper',
    key_id: 'k1',
    request_key: 'r1',
    at: AT,
    ciphertext: 'AAAA',
    ask_kind: 'damaged',
    order_id: 1001,
    text: 'The lid is broken',
  },
};

describe('evidenceRecordOf', () => {
  test.each(EVIDENCE_KINDS)('keeps of a %s no column that only serves the database', (kind) => {
    const text = canonicalRecord(evidenceRecordOf(kind, ROWS[kind]));
    expect(text).toContain(`"kind":"${kind}"`);
    expect(text).not.toMatch(
      /"(?:shopId|numberKey|carrierKey|postcode|upload|before|overwritten|keyId|requestKey|cipher)/,
    );
    expect(text).not.toMatch(/"[a-z]+_[a-z_]+":/);
  });

  test.each(EVIDENCE_KINDS)('refuses a %s of another shape', (kind) => {
    expect(() => evidenceRecordOf(kind, {})).toThrow('Invalid input');
    expect(() => evidenceRecordOf(kind, null)).toThrow('Invalid input');
  });

  test('tells instants in UTC to the millisecond, in whatever zone they were written', () => {
    expect(evidenceRecordOf('scan', ROWS.scan)).toMatchObject({
      occurredAt: '2026-11-27T10:05:57.000Z',
      receivedAt: '2026-11-27T10:05:57.123Z',
      estimatedDeliveryAt: null,
    });
  });

  test('tells ids as text, so that no reader rounds them', () => {
    expect(evidenceRecordOf('number', ROWS.number)).toMatchObject({
      fulfillmentId: '5012345678901',
      legSeq: 1,
      legKind: 'last_mile',
      continuesLegSeq: 0,
    });
    const asText = { ...ROWS.number, fulfillment_id: '5012345678901' };
    expect(evidenceRecordOf('number', asText)).toEqual(evidenceRecordOf('number', ROWS.number));
  });

  test('tells of a link what was done, by whom, and on which evidence', () => {
    expect(evidenceRecordOf('link', ROWS.link)).toMatchObject({
      action: 'confirmed',
      actor: 'user:1',
      fromNumber: 'LP1',
      toNumber: 'AB 12',
      evidence: [{ code: 'same_fulfillment', params: {} }],
    });
  });

  test('tells what a shopper wrote and of which order', () => {
    expect(evidenceRecordOf('ask', ROWS.ask)).toEqual({
      kind: 'ask',
      askId: 'a1',
      messageSeq: '3',
      askKind: 'damaged',
      orderId: '1001',
      author: 'shopper',
      actor: 'shopper',
      text: 'The lid is broken',
      at: '2026-11-27T10:05:57.123Z',
    });
  });
});

test('canonicalRecord gives one text, members sorted, without spaces', () => {
  expect(canonicalRecord(evidenceRecordOf('notice', ROWS.notice))).toBe(
    '{"answer":"none","kind":"notice","newShipBy":null,"noticeId":"n1","orderId":"1001",' +
      '"recordedAt":"2026-11-27T10:05:57.123Z","recordedBy":"user:1","sentAt":"2026-11-27T10:05:57.123Z"}',
  );
});
