import { describe, expect, test } from 'vitest';
import {
  COMMON_STATUSES,
  milestoneOfStatus,
  scanFromTold,
} from '#app/domain/scans/from-inbound.ts';
import { MILESTONES } from '#app/domain/scans/scan.ts';

test.each(MILESTONES)('our own name %s is taken as it stands, in any spelling', (milestone) => {
  expect(milestoneOfStatus(milestone, 'Held by customs')).toBe(milestone);
  expect(milestoneOfStatus(milestone.replaceAll('_', ' ').toUpperCase(), null)).toBe(milestone);
});

test.each(
  MILESTONES.flatMap((milestone) =>
    (COMMON_STATUSES[milestone] ?? []).map((words) => [words, milestone] as const),
  ),
)('%j is %s', (words, milestone) => {
  expect(milestoneOfStatus(words, null)).toBe(milestone);
});

test.each([
  ['In transit', '航班已起飞', 'departed_origin'],
  ['已签收', '退件已签收', 'returned'],
  ['Delivered', 'Left at front door', 'delivered'],
  ['Held by customs', null, 'customs_action_needed'],
  ['CODE 77', '清关完成', 'customs_released'],
  [null, 'Returned to sender', 'returned'],
  ['Shipment is on an adventure', 'Nobody knows', 'unknown'],
  ['', '', 'unknown'],
  [null, null, 'unknown'],
])('%j with the text %j is %s', (status, text, milestone) => {
  expect(milestoneOfStatus(status, text)).toBe(milestone);
});

describe('scanFromTold', () => {
  const told = {
    occurredAt: new Date('2026-06-08T08:20:00Z'),
    status: 'accepted',
    text: '已揽收',
    place: '深圳',
    country: 'CN',
    id: null,
  };
  const context = {
    source: 'inbound',
    numberKey: 'YT2412345600000017',
    receivedAt: new Date('2026-06-08T09:00:00Z'),
  } as const;

  test('was recorded when it happened, but not after it was told', () => {
    expect(scanFromTold(told, context).scan.recordedAt).toEqual(told.occurredAt);
    const receivedAt = new Date('2026-06-08T08:00:00Z');
    expect(scanFromTold(told, { ...context, receivedAt }).scan.recordedAt).toEqual(receivedAt);
  });

  test("with the teller's id, a corrected event keeps its name", () => {
    const key = (over: object) => scanFromTold({ ...told, id: '7', ...over }, context).eventKey;
    expect(key({ text: 'Picked up', occurredAt: new Date('2026-06-08T08:21:00Z') })).toBe(key({}));
    expect(key({ id: '8' })).not.toBe(key({}));
  });
});
