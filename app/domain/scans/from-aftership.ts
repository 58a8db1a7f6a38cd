import { countryOfAnyCode } from '#app/domain/shared/country-alpha3.ts';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import { instantOrUtc } from '#app/domain/scans/source-instant.ts';
import {
  eventKey,
  provesCustody,
  rawStatus,
  refine,
  REFINES_TRANSIT,
} from '#app/domain/scans/source-scan.ts';
import type { KeyedScan, StatusMeaning } from '#app/domain/scans/source-scan.ts';

/** A checkpoint of AfterShip's 2026-07. */
export interface AfterShipCheckpoint {
  checkpointTime: string | null;
  /** When AfterShip recorded it. */
  createdAt: string | null;
  /** The carrier that reported it. */
  slug: string | null;
  message: string | null;
  location: string | null;
  city: string | null;
  /** Alpha-3 since 2024-07, alpha-2 or a name before. */
  countryRegion: string | null;
  tag: string | null;
  subtag: string | null;
  /** AfterShip's own id of the checkpoint, since 2026-07. */
  hash: string | null;
}

/**
 * The scans a tracking's checkpoints state, in order of happening; those without a readable time are left out.
 * `receivedAt` bounds when they were recorded; null leaves that to whoever stores them.
 */
export function scansFromAfterShip(
  checkpoints: readonly AfterShipCheckpoint[],
  { numberKey, receivedAt }: { numberKey: string; receivedAt: Date | null },
): KeyedScan[] {
  const dated = checkpoints
    .flatMap((checkpoint) => {
      const occurredAt = instantOrUtc(checkpoint.checkpointTime);
      const country = countryOfAnyCode(checkpoint.countryRegion);
      return occurredAt === null ? [] : [{ checkpoint, occurredAt, country }];
    })
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  return dated.map(({ checkpoint, occurredAt, country }, index) => {
    const message = cleanCarrierText(checkpoint.message);
    const place = cleanCarrierText(checkpoint.location ?? checkpoint.city);
    const next = dated.slice(index + 1).find((later) => later.country !== null);
    const leavesCountry = country !== null && next !== undefined && next.country !== country;
    const milestone = refine(meaningOf(checkpoint, leavesCountry), message);
    return {
      eventKey: keyOf(checkpoint, { numberKey, occurredAt }),
      scan: {
        source: 'aftership',
        occurredAt,
        recordedAt: recordedAt(checkpoint, { occurredAt, receivedAt }),
        milestone,
        physical: provesCustody(milestone, { place, country }),
        rawStatus: rawStatus(checkpoint.subtag ?? checkpoint.tag),
        message,
        place,
        country,
        estimatedDeliveryAt: null,
      },
    };
  });
}

function keyOf(
  { hash, slug, message, location }: AfterShipCheckpoint,
  { numberKey, occurredAt }: { numberKey: string; occurredAt: Date },
): string {
  if (hash !== null) return eventKey([numberKey, 'hash', hash]);
  return eventKey([numberKey, slug, occurredAt.toISOString(), message, location]);
}

/** AfterShip's own date, which cannot lie after we got it; without one, when it happened under the same bound. */
function recordedAt(
  { createdAt }: AfterShipCheckpoint,
  { occurredAt, receivedAt }: { occurredAt: Date; receivedAt: Date | null },
): Date {
  const at = instantOrUtc(createdAt) ?? occurredAt;
  return receivedAt !== null && receivedAt < at ? receivedAt : at;
}

const means = (milestone: Milestone, refinedBy: readonly Milestone[] = []): StatusMeaning => ({
  milestone,
  refinedBy,
});

const UNKNOWN = means('unknown');
const TRANSIT = means('domestic_transit', REFINES_TRANSIT);
const DELIVERED = means('delivered', ['returned']);
const ATTEMPT = means('attempt_failed');
const OUT_FOR_DELIVERY = means('out_for_delivery');

/** Means any facility: line-haul only when the next country differs. */
export const AFTERSHIP_DEPARTURE = 'InTransit_007';

/**
 * AfterShip's subtags, each with our meaning. 001–013 are complete, 016–018 are known from its help page; a subtag that is
 * not listed is unknown, and its text is kept.
 */
export const AFTERSHIP_SUBTAGS: Readonly<Record<string, StatusMeaning>> = {
  Pending_001: UNKNOWN,
  Pending_002: UNKNOWN,
  Pending_003: UNKNOWN,
  Pending_004: UNKNOWN,
  Pending_005: UNKNOWN,
  Pending_006: UNKNOWN,
  InfoReceived_001: means('announced'),
  InTransit_001: TRANSIT,
  InTransit_002: means('accepted'),
  InTransit_003: TRANSIT,
  InTransit_004: means('arrived_destination'),
  InTransit_005: means('customs_released'),
  InTransit_006: means('import_customs', ['export_customs']),
  [AFTERSHIP_DEPARTURE]: means('departed_origin'),
  OutForDelivery_001: OUT_FOR_DELIVERY,
  OutForDelivery_003: OUT_FOR_DELIVERY,
  OutForDelivery_004: OUT_FOR_DELIVERY,
  AttemptFail_001: ATTEMPT,
  AttemptFail_002: ATTEMPT,
  AttemptFail_003: ATTEMPT,
  AvailableForPickup_001: means('available_pickup'),
  Delivered_001: DELIVERED,
  Delivered_002: DELIVERED,
  Delivered_003: DELIVERED,
  Delivered_004: DELIVERED,
  Delivered_005: DELIVERED,
  Exception_003: means('exception'),
  Exception_004: means('customs_action_needed'),
  Exception_006: means('customs_action_needed'),
  Exception_007: means('exception'),
  Exception_010: means('returning'),
  Exception_011: means('returned'),
  Exception_012: means('exception'),
  Exception_013: means('lost'),
  Exception_016: UNKNOWN,
  Exception_017: UNKNOWN,
  Exception_018: means('customs_action_needed'),
  Expired_001: means('source_gave_up'),
};

/** Tags, asked only of checkpoints without a subtag. `Exception` alone can mean anything. */
export const AFTERSHIP_TAGS: Readonly<Record<string, StatusMeaning>> = {
  Pending: UNKNOWN,
  InfoReceived: means('announced'),
  InTransit: TRANSIT,
  OutForDelivery: OUT_FOR_DELIVERY,
  AttemptFail: ATTEMPT,
  AvailableForPickup: means('available_pickup'),
  Delivered: DELIVERED,
  Exception: means('unknown', ['returned', 'returning', 'lost', 'customs_action_needed']),
  Expired: means('source_gave_up'),
};

function meaningOf({ tag, subtag }: AfterShipCheckpoint, leavesCountry: boolean): StatusMeaning {
  const name = subtag?.trim() ?? '';
  if (name === '') return rowOf(AFTERSHIP_TAGS, tag?.trim() ?? '') ?? UNKNOWN;
  if (name === AFTERSHIP_DEPARTURE && !leavesCountry) return TRANSIT;
  return rowOf(AFTERSHIP_SUBTAGS, name) ?? UNKNOWN;
}

function rowOf(
  table: Readonly<Record<string, StatusMeaning>>,
  name: string,
): StatusMeaning | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
