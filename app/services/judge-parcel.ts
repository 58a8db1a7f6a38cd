import type { AssessableParcel, StoredLeg, StoredScan } from '#app/db/parcels-assess.server.ts';
import type { NumberAnswer } from '#app/db/source-numbers.server.ts';
import { carrierSlug } from '#app/domain/numbers/carriers.ts';
import { isFollowedByShopify } from '#app/domain/numbers/normalise.ts';
import { recogniseNumber } from '#app/domain/numbers/recognise.ts';
import { hasScansOfItsOwn, legOfScan } from '#app/domain/parcels/attribute-scans.ts';
import { currentLeg } from '#app/domain/parcels/chain.ts';
import { proveNumber } from '#app/domain/parcels/number-proofs.ts';
import { PROOF_CODES, type Proof } from '#app/domain/parcels/proof.ts';
import { mergeScans, newsAt } from '#app/domain/scans/merge-scans.ts';
import type { TimelineEntry } from '#app/domain/scans/merge-timeline.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import { assessParcel } from '#app/domain/verdicts/assess-parcel.ts';
import { incidentOf } from '#app/domain/verdicts/incident.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { calendarsFor, limitsFor } from '#app/domain/verdicts/settings.ts';
import { sourceClock, type SourceClock } from '#app/domain/verdicts/source-clock.ts';
import type { Verdict } from '#app/domain/verdicts/verdict.ts';
import { laneKey, parcelKey, type AssessmentFacts } from '#app/services/assess-facts.server.ts';
import { chainScans, type ChainScans } from '#app/services/chain-scans.ts';

export interface Judgement {
  verdict: Verdict;
  /** All that was found, what a person dismissed included. */
  proofs: Proof[];
  clock: SourceClock;
  /** The best statement of each event, in order. */
  timeline: Scan[];
  /** Statements of the chain's numbers by all sources: grows with every one that comes. */
  scanCount: number;
  /** What it was judged by. */
  told: ChainScans;
}

/** Judges one parcel by everything known of the chain of numbers it travels on. */
export function judgeParcel(
  parcel: AssessableParcel,
  { facts, settings, now }: { facts: AssessmentFacts; settings: ShopSettings; now: Date },
): Judgement {
  const key = parcelKey(parcel);
  const told = chainScans(parcel, {
    legs: facts.legs.get(key) ?? [],
    scans: facts.scans.get(parcel.fulfillmentId) ?? [],
  });
  const { legs, chain, scans, entries } = told;
  const answers = chain.flatMap(({ numberKey }) => facts.answers.get(numberKey) ?? []);
  const following = answers.filter(({ state }) => state === 'tracking' || state === 'pending');
  const clock = sourceClock({
    chain: chain.map(({ numberKey }) => numberKey),
    answers: following,
    shopify: {
      answeredAt: facts.shopifyAnsweredAt,
      canSpeak: canShopifySpeak(parcel, { chain, scans }),
    },
    toldLast: tellersOfLast(entries),
  });
  const origin = parcel.origin ?? settings.calendar.defaultOrigin;
  const proofs = proofsOf(parcel, { chain, legs, scans, origin, answers, facts, now });
  const dismissed = new Set(
    (facts.dismissals.get(key) ?? []).map(({ numberKey, code }) => `${numberKey} ${code}`),
  );
  const verdict = assessParcel({
    parcel: {
      number: parcel.number,
      numberSeenAt: parcel.numberSeenAt,
      shippedAt: parcel.shippedAt,
      cancelled: parcel.cancelled,
      origin,
      destination: parcel.destination,
      estimatedDeliveryAt: parcel.estimatedDeliveryAt,
      sharedStream: told.isStreamShared,
      carrierFollowedByShopify: isFollowedByShopify(parcel.carrier),
      followedBySource: following.length > 0,
    },
    scans,
    proofs: proofs.filter(({ numberKey, code }) => !dismissed.has(`${numberKey} ${code}`)),
    answeredBy: clock.answeredBy,
    sourceAnsweredAt: clock.sourceAnsweredAt,
    incident: incidentOf(facts.incidents, {
      carriers: carriersNow(chain),
      speakers: clock.speakers,
    }),
    limits: limitsFor(settings, parcel),
    learned: {
      model: facts.learned.silence,
      delivery: facts.learned.delivery,
      patience: facts.learned.patience,
      carrier: told.carrier,
    },
    calendars: calendarsFor(settings, parcel),
    now,
  });
  const timeline = entries.map(({ scan }) => scan);
  return { verdict, proofs, clock, timeline, scanCount: mergeScans(scans).length, told };
}

/** Shopify's answer says something only of a number it lists, by a carrier it knows, in a stream that is this parcel's. */
function canShopifySpeak(
  parcel: AssessableParcel,
  { chain, scans }: { chain: readonly StoredLeg[]; scans: readonly Scan[] },
): boolean {
  if (isFollowedByShopify(parcel.carrier) === false) return false;
  if (chain.some(({ listed, replacedAt }) => !listed && replacedAt === null)) return false;
  return !(parcel.sharedStream && hasScansOfItsOwn(scans));
}

function tellersOfLast(entries: readonly TimelineEntry[]): Scan['source'][] {
  const last = entries.findLast(({ scan }) => scan.physical);
  if (last === undefined) return [];
  return [last.scan, ...last.also].filter(({ physical }) => physical).map(({ source }) => source);
}

/** Whoever may have the parcel: the number Shopify lists, and where the chain ends. */
function carriersNow(chain: readonly StoredLeg[]): { key: string | null; name: string | null }[] {
  return [currentLeg(chain), chain.at(-1)].flatMap((leg) =>
    leg == null ? [] : [{ key: leg.carrierKey, name: leg.carrier }],
  );
}

function proofsOf(
  parcel: AssessableParcel,
  known: {
    chain: readonly StoredLeg[];
    legs: readonly StoredLeg[];
    scans: readonly StoredScan[];
    origin: string | null;
    answers: readonly NumberAnswer[];
    facts: AssessmentFacts;
    now: Date;
  },
): Proof[] {
  const { chain, legs, scans, origin, answers, facts, now } = known;
  // A shared stream does not say which number it means.
  const telling = scans.filter(({ source }) => source !== 'shopify' || !parcel.sharedStream);
  const byLeg = Map.groupBy(telling, (scan) =>
    scan.source === 'shopify' ? legOfScan(scan, legs)?.seq : scan.legSeq,
  );
  const proofs = chain.flatMap((leg) =>
    proveNumber({
      number: leg.number,
      numberKey: leg.numberKey,
      knownAt: leg.startedAt,
      order: {
        orderId: parcel.orderId,
        placedAt: parcel.placedAt,
        postcodeHash: parcel.postcodeHash,
      },
      shippedAt: parcel.shippedAt,
      lane: facts.lanes.get(laneKey(parcel)) ?? null,
      origin,
      destination: parcel.destination,
      scans: newsAt(mergeScans(byLeg.get(leg.seq) ?? []), now).news,
      isStreamSure: isStreamSure(leg, { parcel, watchedSince: facts.watchedSince }),
      said: answers
        .filter(({ numberKey }) => numberKey === leg.numberKey)
        .map((answer) => ({ ...answer, saidAt: answer.answeredAt })),
      elsewhere: facts.elsewhere.get(leg.numberKey) ?? [],
      hasFailedCheckDigit: hasFailedCheckDigit(leg),
    }),
  );
  return proofs.sort((a, b) => PROOF_CODES.indexOf(a.code) - PROOF_CODES.indexOf(b.code));
}

/** A number that came while we watched has a stream that begins with it; so has the first one of a fulfillment we saw made. */
function isStreamSure(
  { startedBasis }: StoredLeg,
  { parcel, watchedSince }: { parcel: AssessableParcel; watchedSince: Date | null },
): boolean {
  if (startedBasis === 'number_changed') return true;
  return watchedSince !== null && parcel.shippedAt >= watchedSince;
}

function hasFailedCheckDigit({ number, carrier }: StoredLeg): boolean {
  const { suspicions } = recogniseNumber(number, { statedCarrier: carrierSlug(carrier) });
  return suspicions.some(({ code }) => code === 'check_digit_failed');
}
