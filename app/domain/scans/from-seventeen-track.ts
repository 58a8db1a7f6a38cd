import { countryCode } from '#app/domain/shared/country.ts';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import { instantOrUtc, instantWithOffset } from '#app/domain/scans/source-instant.ts';
import {
  eventKey,
  provesCustody,
  rawStatus,
  refine,
  REFINES_TRANSIT,
} from '#app/domain/scans/source-scan.ts';
import type { KeyedScan, StatusMeaning } from '#app/domain/scans/source-scan.ts';

/** An event of 17TRACK's v2.4, of one provider's list. */
export interface SeventeenTrackEvent {
  timeUtc: string | null;
  timeIso: string | null;
  /** The carrier's own clock, an object {date, time, timezone} or a text at the source, as one text here. */
  timeRaw: string | null;
  description: string | null;
  location: string | null;
  stage: string | null;
  subStatus: string | null;
  country: string | null;
  city: string | null;
}

/**
 * The scan a 17TRACK event states, or null when it has no readable time. `receivedAt` bounds when it was recorded, since
 * 17TRACK does not say; null leaves that to whoever stores it.
 */
export function scanFromSeventeenTrack(
  event: SeventeenTrackEvent,
  {
    numberKey,
    provider,
    receivedAt,
  }: { numberKey: string; provider: string; receivedAt: Date | null },
): KeyedScan | null {
  const occurredAt = seventeenTrackInstant(event);
  if (occurredAt === null) return null;
  const message = cleanCarrierText(event.description);
  const place = cleanCarrierText(event.location ?? event.city);
  const country = countryCode(event.country);
  const milestone = refine(meaningOf(event), message);
  return {
    eventKey: eventKey([
      numberKey,
      provider,
      occurredAt.toISOString(),
      event.description,
      event.location,
    ]),
    scan: {
      source: 'seventeen_track',
      occurredAt,
      recordedAt: receivedAt !== null && receivedAt < occurredAt ? receivedAt : occurredAt,
      milestone,
      physical: provesCustody(milestone, { place, country }),
      rawStatus: rawStatus(event.subStatus ?? event.stage),
      message,
      place,
      country,
      estimatedDeliveryAt: null,
    },
  };
}

/**
 * When an event happened: `time_utc`, else `time_iso`, else the carrier's clock. A clock without an offset is read as
 * UTC, at most 14 hours off: an event is worth more than its hour. Null when none can be read.
 */
export function seventeenTrackInstant(
  event: Pick<SeventeenTrackEvent, 'timeUtc' | 'timeIso' | 'timeRaw'>,
): Date | null {
  return (
    instantOrUtc(event.timeUtc) ??
    instantWithOffset(event.timeIso) ??
    instantWithOffset(event.timeRaw) ??
    instantOrUtc(event.timeIso) ??
    instantOrUtc(event.timeRaw)
  );
}

const means = (milestone: Milestone, refinedBy: readonly Milestone[] = []): StatusMeaning => ({
  milestone,
  refinedBy,
});

const REFINES_TROUBLE: readonly Milestone[] = [
  'returned',
  'returning',
  'lost',
  'customs_action_needed',
];

/**
 * 17TRACK's sub-statuses (help.17track.net, article 37471096573337), each with our meaning. Exact names: they stand above
 * `SEVENTEEN_TRACK_FAMILIES`. `unknown` where the carrier's meaning cannot be told from the name.
 */
export const SEVENTEEN_TRACK_STATUSES: Readonly<Record<string, StatusMeaning>> = {
  NotFound_Other: means('unknown'),
  NotFound_InvalidCode: means('unknown'),
  InfoReceived: means('announced'),
  InTransit_PickedUp: means('accepted'),
  InTransit_Departure: means('departed_origin'),
  InTransit_Arrival: means('arrived_destination'),
  // One name for both borders: the words say which.
  InTransit_CustomsProcessing: means('import_customs', ['export_customs']),
  InTransit_CustomsReleased: means('customs_released'),
  InTransit_CustomsRequiringInformation: means('customs_action_needed'),
  InTransit_Other: means('domestic_transit', REFINES_TRANSIT),
  OutForDelivery_Other: means('out_for_delivery'),
  AvailableForPickup_Other: means('available_pickup'),
  DeliveryFailure_Security: means('customs_action_needed'),
  // A return that reached its sender is closed as delivered by some carriers.
  Delivered_Other: means('delivered', ['returned']),
  Exception_Security: means('customs_action_needed'),
  Exception_Returning: means('returning'),
  Exception_Returned: means('returned'),
  Exception_Damage: means('exception'),
  Exception_Rejected: means('exception'),
  Exception_Lost: means('lost'),
  Exception_Destroyed: means('exception'),
  Exception_Cancel: means('exception'),
  Exception_Other: means('unknown', REFINES_TROUBLE),
  Exception_NoBody: means('unknown'),
  Exception_Delayed: means('unknown', REFINES_TROUBLE),
  Expired_Other: means('source_gave_up'),
};

/** What holds for every other sub-status of a main status. */
export const SEVENTEEN_TRACK_FAMILIES: Readonly<Record<string, StatusMeaning>> = {
  NotFound: means('unknown'),
  DeliveryFailure: means('attempt_failed'),
  Expired: means('source_gave_up'),
};

/** Key stages, asked only of events that have no sub-status. */
export const SEVENTEEN_TRACK_STAGES: Readonly<Record<string, StatusMeaning>> = {
  InfoReceived: means('announced'),
  PickedUp: means('accepted'),
  Departure: means('departed_origin'),
  Arrival: means('arrived_destination'),
  AvailableForPickup: means('available_pickup'),
  OutForDelivery: means('out_for_delivery'),
  Delivered: means('delivered', ['returned']),
  Returning: means('returning'),
  Returned: means('returned'),
};

const UNKNOWN = means('unknown');

function meaningOf({ subStatus, stage }: SeventeenTrackEvent): StatusMeaning {
  const status = subStatus?.trim() ?? '';
  if (status === '') return rowOf(SEVENTEEN_TRACK_STAGES, stage?.trim() ?? '') ?? UNKNOWN;
  const family = status.split('_', 1)[0] ?? '';
  return (
    rowOf(SEVENTEEN_TRACK_STATUSES, status) ??
    // A main status alone says as much as its "other".
    (status === family ? rowOf(SEVENTEEN_TRACK_STATUSES, `${family}_Other`) : undefined) ??
    rowOf(SEVENTEEN_TRACK_FAMILIES, family) ??
    UNKNOWN
  );
}

function rowOf(
  table: Readonly<Record<string, StatusMeaning>>,
  name: string,
): StatusMeaning | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
