import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import { milestoneInText } from '#app/domain/scans/phrases.ts';
import { MILESTONES } from '#app/domain/scans/scan.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import {
  eventKey,
  provesCustody,
  rawStatus,
  refine,
  REFINES_TRANSIT,
} from '#app/domain/scans/source-scan.ts';
import type { KeyedScan } from '#app/domain/scans/source-scan.ts';

/** An event that somebody tells Lastscan in its own form: by the inbound webhook or in a file. */
export interface ToldEvent {
  occurredAt: Date;
  /** One of our milestones, or any words. */
  status: string | null;
  text: string | null;
  place: string | null;
  /** ISO 3166 alpha-2, or null. */
  country: string | null;
  /** The teller's own id of the event; null = time, words and place name it. */
  id: string | null;
}

/** The scan a told event states. It was recorded when it happened, but not after it was told. */
export function scanFromTold(
  event: ToldEvent,
  {
    source,
    numberKey,
    receivedAt,
  }: { source: 'inbound' | 'csv'; numberKey: string; receivedAt: Date },
): KeyedScan {
  const { occurredAt, country } = event;
  const message = cleanCarrierText(event.text);
  const place = cleanCarrierText(event.place);
  const milestone = milestoneOfStatus(event.status, message);
  return {
    eventKey:
      event.id === null
        ? eventKey([numberKey, occurredAt.toISOString(), event.status, event.text, event.place])
        : eventKey([numberKey, 'id', event.id]),
    scan: {
      source,
      occurredAt,
      recordedAt: receivedAt < occurredAt ? receivedAt : occurredAt,
      milestone,
      physical: provesCustody(milestone, { place, country }),
      rawStatus: rawStatus(event.status),
      message,
      place,
      country,
      estimatedDeliveryAt: null,
    },
  };
}

/**
 * The milestone a status in anybody's words means: our own names first, then whole statuses in common use, then phrases
 * in the status, then in the text. `unknown` when none says it.
 */
export function milestoneOfStatus(status: string | null, message: string | null): Milestone {
  const words = cleanCarrierText(status);
  const name = words === null ? '' : folded(words);
  const own = MILESTONES.find((milestone) => folded(milestone) === name);
  if (own !== undefined) return own;
  const common = commonStatuses.get(name);
  if (common === undefined) return milestoneInText(words) ?? milestoneInText(message) ?? 'unknown';
  const refinedBy = REFINED[common] ?? [];
  return refine({ milestone: common, refinedBy }, message);
}

const REFINED: Partial<Record<Milestone, readonly Milestone[]>> = {
  domestic_transit: REFINES_TRANSIT,
  delivered: ['returned'],
  exception: ['returned', 'returning', 'lost', 'customs_action_needed'],
};

/** Whole statuses in common use, compared without case, spaces and punctuation. */
export const COMMON_STATUSES: Partial<Record<Milestone, readonly string[]>> = {
  unknown: ['Pending', 'Not found', '查询不到', '暂无信息'],
  announced: ['Info received', 'Label created', 'Pre-advice', '已下单', '电子信息已收到', '待揽收'],
  accepted: ['Picked up', 'Collected', 'Posted', '已揽收', '已揽件', '已收件', '揽收'],
  domestic_transit: ['In transit', 'Transit', 'On the way', '运输中', '运输途中', '在途', '轉運中'],
  out_for_delivery: ['Out for delivery', '派送中', '派件中', '正在派送', '派送中途'],
  attempt_failed: [
    'Failed attempt',
    'Attempt fail',
    'Delivery failed',
    'Undelivered',
    '投递失败',
    '派送失败',
    '派送不成功',
  ],
  available_pickup: [
    'Available for pickup',
    'Ready for pickup',
    'Ready for collection',
    '待取件',
    '到达待取',
    '待自提',
  ],
  delivered: [
    'Delivered',
    'Delivery completed',
    '已签收',
    '签收',
    '妥投',
    '已妥投',
    '已送达',
    '已簽收',
  ],
  returning: ['Returning', 'Returning to sender', '退回中', '退件中'],
  returned: ['Returned', 'Returned to sender', '已退回', '已退件'],
  exception: ['Exception', 'Alert', '异常', '包裹异常', '可能异常'],
  lost: ['Lost', '丢失', '已丢失'],
  source_gave_up: ['Expired', '运输过久'],
};

const commonStatuses: ReadonlyMap<string, Milestone> = new Map(
  MILESTONES.flatMap((milestone) =>
    (COMMON_STATUSES[milestone] ?? []).map((words) => [folded(words), milestone] as const),
  ),
);

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
