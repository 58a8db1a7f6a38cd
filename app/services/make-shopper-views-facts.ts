import type { ShopperParcelRecord } from '#app/db/shopper-facts.server.ts';
import type { RemainingModel } from '#app/domain/lanes/delivery/remaining-model.ts';
import { parseSilenceKey } from '#app/domain/lanes/lane-key.ts';
import type { LaneModel } from '#app/domain/lanes/lane-model.ts';
import { calendarOfStage } from '#app/domain/lanes/stage-calendar.ts';
import { BIN_COUNT, edge } from '#app/domain/lanes/time-bins.ts';
import type { StoredChainLeg } from '#app/domain/shopper/shopper-legs.ts';
import type { ShopperFacts } from '#app/domain/shopper/shopper-parcel-of.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { calendarsFor } from '#app/domain/verdicts/settings.ts';
import { parcelDeliveryView } from '#app/services/parcel-delivery-view.ts';

/** By what all parcels of a shop are told. */
export interface ShopperFrame {
  settings: ShopSettings;
  silence: LaneModel;
  delivery: RemainingModel;
  now: Date;
}

/** What is known of a stored parcel: the same figures as on its page in the app. */
export function shopperFactsOf(
  record: ShopperParcelRecord,
  chain: readonly StoredChainLeg[],
  { settings, silence, delivery, now }: ShopperFrame,
): ShopperFacts {
  const { milestone, lastScanAt: at, lastScanCountry: country, silenceKey } = record;
  const expected = parcelDeliveryView(record, { model: delivery, settings, now });
  return {
    id: `${record.fulfillmentId}-${record.position}`,
    verdict: record.verdict,
    cause: record.cause,
    verdictSince: record.verdictSince,
    cancelled: record.cancelled,
    origin: record.origin,
    destination: record.destination,
    chain,
    lastScan: milestone === null || at === null ? null : { milestone, at, country },
    stage: silenceKey === null ? null : parseSilenceKey(silenceKey).stage,
    limitAt: record.silenceLimitAt,
    silence: silenceOf(record, { model: silence, settings }),
    delivery: expected === null ? null : shownRange(expected.range),
    calendar: calendarsFor(settings, record).destination,
    now,
  };
}

const USUAL_SHARE = 0.9;
/** Beyond this nothing is counted apart. */
const LONGEST_DAYS = edge(BIN_COUNT - 1);

function silenceOf(
  record: ShopperParcelRecord,
  { model, settings }: { model: LaneModel; settings: ShopSettings },
): ShopperFacts['silence'] {
  const { silenceKey, silenceFrom: from } = record;
  if (silenceKey === null || from === null) return null;
  const curve = model.curveFor(parseSilenceKey(silenceKey));
  const calendar = calendarOfStage(curve.key.stage, calendarsFor(settings, record));
  const usualDays = Math.min(LONGEST_DAYS, curve.quantile(USUAL_SHARE));
  const usualUntil = calendar.addWorkingDays(from, usualDays);
  return { from, usualUntil, basis: curve.level };
}

type Expected = NonNullable<ReturnType<typeof parcelDeliveryView>>['range'];

function shownRange({
  earliestOn,
  latestOn,
  confidence,
  basis,
}: Expected): ShopperFacts['delivery'] {
  return { earliestOn, latestOn, confidence, basis };
}
