import type { PoolClient } from 'pg';
import type { CauseView } from '#app/contracts/diagnosis.ts';
import type { LinkWithHistory } from '#app/contracts/links.ts';
import { readCrowdWaits } from '#app/db/crowd-waits.server.ts';
import { openIncidents } from '#app/db/source-incidents.server.ts';
import { crowdOf, type Crowd } from '#app/domain/diagnosis/backlog-ratio.ts';
import { diagnose } from '#app/domain/diagnosis/diagnose.ts';
import { parseSilenceKey, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import type { LaneModel } from '#app/domain/lanes/lane-model.ts';
import { clockOf, legKindOf, SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';
import { carrierKey, isFollowedByShopify } from '#app/domain/numbers/normalise.ts';
import { chainOf, type ChainLink } from '#app/domain/parcels/chain.ts';
import type { Proof } from '#app/domain/parcels/proof.ts';
import { bestScans } from '#app/domain/scans/merge-timeline.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import { businessCalendar, type BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import { incidentOf } from '#app/domain/verdicts/incident.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { promisedDate } from '#app/domain/verdicts/promised-date.ts';
import { calendarsFor } from '#app/domain/verdicts/settings.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';
import { diagnosisFacts } from '#app/services/diagnosis-facts.ts';
import { causeView } from '#app/services/diagnosis-view.ts';

/** A parcel as its page has read it. */
export interface DiagnosableParcel {
  fulfillmentId: string;
  position: number;
  origin: string | null;
  destination: string | null;
  carrier: string | null;
  verdict: VerdictKind | 'unassessed';
  silenceKey: string | null;
  silenceFrom: Date | null;
  numberSeenAt: Date | null;
  estimatedDeliveryAt: Date | null;
  sharedStream: boolean;
  answeredBy: SourceName;
  sourceAnsweredAt: Date | null;
  /** Whether a connected source is asked about it and knows it. */
  isFollowedBySource: boolean;
}

/** Parcels that are silent, late or were never scanned: of them it is asked why. */
const DIAGNOSED: ReadonlySet<string> = new Set([
  'stalled',
  'never_scanned',
  'customs_hold',
  'late',
  'source_blind',
] satisfies VerdictKind[]);

/** Why a parcel is silent, late or was never scanned; null where nobody asks or nothing is known of its silence. */
export async function diagnoseParcel(
  sql: PoolClient,
  shopId: number,
  {
    parcel,
    legs,
    scans,
    proofs,
    links,
    model,
    settings,
    now,
  }: {
    parcel: DiagnosableParcel;
    legs: readonly (ChainLink & { number: string; carrier: string | null })[];
    scans: readonly Scan[];
    /** Without what a person has dismissed. */
    proofs: readonly Proof[];
    links: readonly LinkWithHistory[];
    model: LaneModel;
    settings: ShopSettings;
    now: Date;
  },
): Promise<CauseView | null> {
  const { silenceKey, silenceFrom: from, destination } = parcel;
  if (!DIAGNOSED.has(parcel.verdict) || silenceKey === null || from === null) return null;
  const curve = model.curveFor(parseSilenceKey(silenceKey));
  const chain = chainOf(legs);
  const [first, last] = [chain[0] ?? null, chain.at(-1) ?? null];
  const calendars = calendarsFor(settings, parcel);
  const incidents = await openIncidents(sql, shopId);
  const carriers = chain.map(({ carrier }) => ({ name: carrier, key: carrierKey(carrier) }));
  const promisedOn =
    parcel.estimatedDeliveryAt === null
      ? null
      : promisedDate(parcel.estimatedDeliveryAt, (at) => calendars.destination.dateAt(at));
  const others =
    curve.key.carrier === null || destination === null
      ? null
      : await crowd(sql, shopId, { parcel, key: curve.key, destination, model, calendars, now });
  const next = links.filter(({ state }) => state === 'proposed');
  const facts = diagnosisFacts({
    now,
    curve,
    from,
    calendars,
    timeline: bestScans(scans),
    numberSeenAt: parcel.numberSeenAt,
    source: { answeredAt: parcel.sourceAnsweredAt, limitHours: settings.sourceBlindHours },
    isFollowed: parcel.isFollowedBySource || isFollowedByShopify(parcel.carrier),
    hasSharedStream: parcel.sharedStream,
    incident: incidentOf(incidents, { carriers, speakers: [parcel.answeredBy] }),
    others,
    proofs,
    nextNumber: next.length === 0 ? 'none' : 'silent',
    supplierEarlyShare: null,
    promise:
      promisedOn === null
        ? null
        : { on: promisedOn, endsAt: calendars.destination.endOfDate(promisedOn) },
    hasLastCarrier: last !== null && last.seq !== first?.seq,
    first: { number: first?.number ?? null, carrier: first?.carrier ?? null },
  });
  return causeView(diagnose(facts), {
    firstCarrier: first?.carrier ?? null,
    lastCarrier: last === null || last.seq === first?.seq ? null : last.carrier,
    now,
  });
}

/** How many of the carrier's other parcels to the country went beyond what is usual for them in the last week. */
async function crowd(
  sql: PoolClient,
  shopId: number,
  {
    parcel,
    key,
    destination,
    model,
    calendars,
    now,
  }: {
    parcel: DiagnosableParcel;
    key: SilenceKey;
    destination: string;
    model: LaneModel;
    calendars: { origin: BusinessCalendar; destination: BusinessCalendar };
    now: Date;
  },
): Promise<Crowd> {
  const { carrier } = key;
  const without = { fulfillmentId: parcel.fulfillmentId, position: parcel.position };
  const waits =
    carrier === null ? [] : await readCrowdWaits(sql, shopId, { carrier, destination, without });
  const due = waits.flatMap(({ stage: told, origin, from, endedAt }) => {
    const stage = SILENCE_STAGES.find((each) => each === told);
    if (stage === undefined) return [];
    const ends = { origin, destination };
    const curve = model.curveFor({ stage, leg: legKindOf(stage, ends), carrier, ...ends });
    const days = curve.quantile(USUAL_SHARE);
    if (!Number.isFinite(days)) return [];
    const clock = clockOf(stage);
    const calendar = clock === 'plain' ? PLAIN_DAYS : calendars[clock];
    const { neverMoves } = curve;
    return [{ p90At: calendar.addWorkingDays(from, days), endedAt, neverMoves }];
  });
  return crowdOf(due, now);
}

const USUAL_SHARE = 0.9;
const PLAIN_DAYS = businessCalendar({ country: null, businessDays: false, closedOn: [] });
