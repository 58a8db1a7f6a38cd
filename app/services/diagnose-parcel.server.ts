import type { PoolClient } from 'pg';
import type { CauseView } from '#app/contracts/diagnosis.ts';
import type { LinkWithHistory } from '#app/contracts/links.ts';
import { recentIncidents, type IncidentRecord } from '#app/db/source-incidents.server.ts';
import { diagnose } from '#app/domain/diagnosis/diagnose.ts';
import { parseSilenceKey } from '#app/domain/lanes/lane-key.ts';
import type { LaneModel } from '#app/domain/lanes/lane-model.ts';
import { carrierKey, isFollowedByShopify } from '#app/domain/numbers/normalise.ts';
import { chainOf, type ChainLink } from '#app/domain/parcels/chain.ts';
import type { Proof } from '#app/domain/parcels/proof.ts';
import { bestScans } from '#app/domain/scans/merge-timeline.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import { incidentOf } from '#app/domain/verdicts/incident.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { promisedDate } from '#app/domain/verdicts/promised-date.ts';
import { calendarsFor } from '#app/domain/verdicts/settings.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';
import { diagnosisFacts } from '#app/services/diagnosis-facts.ts';
import { crowdAround, habitsOf, NO_HABITS } from '#app/services/diagnosis-past.server.ts';
import { causeView } from '#app/services/diagnosis-view.ts';

/** A parcel as its page has read it. */
export interface DiagnosableParcel {
  fulfillmentId: string;
  position: number;
  origin: string | null;
  destination: string | null;
  carrier: string | null;
  supplier: string | null;
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
  const { silenceKey, destination } = parcel;
  const timeline = bestScans(scans);
  // A question of customs is no silence to a verdict, but it is since that scan that nothing has happened.
  const from =
    parcel.silenceFrom ?? timeline.findLast(({ physical }) => physical)?.occurredAt ?? null;
  if (!DIAGNOSED.has(parcel.verdict) || silenceKey === null || from === null) return null;
  const curve = model.curveFor(parseSilenceKey(silenceKey));
  const chain = chainOf(legs);
  const [first, last] = [chain[0] ?? null, chain.at(-1) ?? null];
  const calendars = calendarsFor(settings, parcel);
  const incidents = await recentIncidents(sql, shopId, { endedAfter: from, limit: MOST_INCIDENTS });
  const carriers = chain.map(({ carrier }) => ({ name: carrier, key: carrierKey(carrier) }));
  const promisedOn =
    parcel.estimatedDeliveryAt === null
      ? null
      : promisedDate(parcel.estimatedDeliveryAt, (at) => calendars.destination.dateAt(at));
  const { carrier } = curve.key;
  const others =
    carrier === null || destination === null
      ? null
      : await crowdAround(sql, shopId, { parcel, carrier, destination, model, calendars, now });
  const habits =
    curve.key.stage === 'first_scan' ? await habitsOf(sql, shopId, { ...parcel, now }) : NO_HABITS;
  const next = links.flatMap(({ state, proposedAt }) =>
    state === 'proposed' ? [new Date(proposedAt)] : [],
  );
  const facts = diagnosisFacts({
    now,
    curve,
    from,
    calendars,
    timeline,
    numberSeenAt: parcel.numberSeenAt,
    source: { answeredAt: parcel.sourceAnsweredAt, limitHours: settings.sourceBlindHours },
    isFollowed: parcel.isFollowedBySource || isFollowedByShopify(parcel.carrier),
    hasSharedStream: parcel.sharedStream,
    incident: incidentOf(
      incidents.filter(({ endedAt }) => endedAt === null),
      { carriers, speakers: [parcel.answeredBy] },
    ),
    pastStops: pastStopsOf(incidents, carriers),
    others,
    proofs,
    nextNumbersAt: next.length === 0 && !parcel.isFollowedBySource ? null : next,
    ...habits,
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

/** As many as a silence may have met, newest first: a carrier stops a few times a year. */
const MOST_INCIDENTS = 100;

/** What a source missed while it had stopped it tells afterwards; what a carrier did not scan nobody tells. */
function pastStopsOf(
  incidents: readonly IncidentRecord[],
  carriers: readonly { key: string | null }[],
): { beganAt: Date; endedAt: Date }[] {
  return incidents.flatMap(({ kind, carrier, beganAt, endedAt }) =>
    kind === 'carrier' && endedAt !== null && carriers.some(({ key }) => key === carrier)
      ? [{ beganAt, endedAt }]
      : [],
  );
}
