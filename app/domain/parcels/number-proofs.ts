import { distanceBetween, isSupplierCountry } from '#app/domain/parcels/country-distance.ts';
import type { Against, NumberFacts, NumberStatement } from '#app/domain/parcels/number-facts.ts';
import { PROOF_CODES, type Proof, type ProofCode } from '#app/domain/parcels/proof.ts';
import { againstOtherOrders } from '#app/domain/parcels/proofs-by-other-orders.ts';
import { fastestHours, isFasterThanLane } from '#app/domain/parcels/transit-floors.ts';
import { isPhysicalScanOf, type Scan } from '#app/domain/scans/scan.ts';
import { evidence } from '#app/domain/verdicts/evidence.ts';
import type { Evidence } from '#app/domain/verdicts/verdict.ts';

/**
 * What speaks against a number, most telling first. Each code once, the heavier of two; further scans add to it and take
 * nothing away, unless they show the parcel in its destination or on its way back.
 *
 * Weights: a `proof` cannot be so if the number were right, with what sources get wrong allowed for (clocks off by a time
 * zone, a carrier's home for the place, a number's former life, local stock, consolidators in the supplier's country).
 * What such a mistake could explain is a `suspicion`. One proof is enough for `wrong_number`; suspicions never are.
 */
export function proveNumber(facts: NumberFacts): Proof[] {
  const found = [
    ...byScans(facts),
    ...againstOtherOrders(facts),
    ...(facts.hasFailedCheckDigit
      ? [
          against(
            'check_digit_failed',
            'suspicion',
            evidence('number_check_digit', {}),
            facts.knownAt,
          ),
        ]
      : []),
  ];
  return PROOF_CODES.flatMap((code) => {
    const own = found.filter((finding) => finding.code === code);
    const heaviest = own.find(({ weight }) => weight === 'proof') ?? own[0];
    if (heaviest === undefined) return [];
    const { weight, sentence, at } = heaviest;
    const since = at > facts.knownAt ? at : facts.knownAt;
    return [
      {
        code,
        weight,
        numberKey: facts.numberKey,
        number: facts.number,
        sentence: sentence.code,
        params: sentence.params,
        at: since.toISOString(),
      },
    ];
  });
}

/** Scans that may be of an earlier number raise a suspicion at most; the others prove by themselves. */
function byScans(facts: NumberFacts): Against[] {
  const sure = facts.scans.filter(({ source }) => facts.isStreamSure || source !== 'shopify');
  const proven = ofScans({ ...facts, scans: sure });
  if (sure.length === facts.scans.length) return proven;
  const possible = ofScans(facts).map((finding) => ({ ...finding, weight: 'suspicion' }) as const);
  return [...proven, ...possible];
}

function ofScans(facts: NumberFacts): Against[] {
  return [
    ...beforeOrder(facts),
    ...byPlace(facts),
    ...byRecipient(facts),
    ...byDoor(facts),
    ...tooFast(facts),
  ];
}

function against(code: ProofCode, weight: Proof['weight'], sentence: Evidence, at: Date): Against {
  return { code, weight, sentence, at };
}

/** A clock may be 14 hours off, and a marketplace may pass an order on some hours late: less than a day proves nothing. */
export const BEFORE_ORDER_MS = 24 * 3_600_000;
/** Carriers give a number out again after some months: older scans may be of its former life. */
export const FORMER_LIFE_MS = 120 * 86_400_000;

/** Nobody can hand over what was not ordered yet. */
function beforeOrder({ scans, order: { placedAt } }: NumberFacts): Against[] {
  return scans.flatMap((scan) => {
    const ahead = placedAt.getTime() - scan.occurredAt.getTime();
    if (!scan.physical || ahead <= 0) return [];
    const weight = ahead > BEFORE_ORDER_MS && ahead <= FORMER_LIFE_MS ? 'proof' : 'suspicion';
    const { milestone, occurredAt: at } = scan;
    const scanned = evidence('number_scanned_before_payment', { milestone, at, placedAt });
    const delivered = evidence('number_delivered_before_order', { at, placedAt });
    return [
      against('scanned_before_payment', weight, scanned, provenOf(scan)),
      ...(milestone === 'delivered'
        ? [against('delivered_before_order', weight, delivered, provenOf(scan))]
        : []),
    ];
  });
}

/** On the last mile, or through customs, in a country the parcel has no business in. */
function byPlace(facts: NumberFacts): Against[] {
  const { destination } = facts;
  if (destination === null) return [];
  return outward(facts.scans).flatMap((scan) => {
    const { milestone, country, occurredAt: at } = scan;
    if (!isPhysicalScanOf(scan, ABROAD) || country === null) return [];
    const distance = distanceBetween(country, destination);
    if (distance === 'same') return [];
    const isDelivered = milestone === 'delivered';
    const isCustoms = milestone === 'import_customs' || milestone === 'customs_released';
    // The country it came from has customs of its own, and a hub may clear for others.
    if (isCustoms && (country === facts.origin || isSupplierCountry(country))) return [];
    const proves = !isCustoms && mayProveAbroad(country, facts) && distance !== 'near';
    const sentence = isDelivered
      ? evidence('number_delivered_abroad', { at, country, destination })
      : evidence('number_seen_abroad', { milestone, at, country, destination });
    const code = isDelivered ? 'delivered_elsewhere' : 'impossible_place';
    return [against(code, proves ? 'proof' : 'suspicion', sentence, provenOf(scan))];
  });
}

const ABROAD: ReadonlySet<Scan['milestone']> = new Set([
  'import_customs',
  'customs_released',
  'out_for_delivery',
  'attempt_failed',
  'available_pickup',
  'delivered',
]);

/** Where it came from, or where consolidators work, a first leg may end: that never proves the number wrong. */
function mayProveAbroad(country: string, { origin }: NumberFacts): boolean {
  if (origin === null || isSupplierCountry(country)) return false;
  return distanceBetween(country, origin) !== 'same';
}

/** Scans before the parcel turned back: on its way home it may be anywhere. */
function outward(scans: readonly Scan[]): readonly Scan[] {
  const turned = scans.findIndex(
    ({ milestone }) => milestone === 'returning' || milestone === 'returned',
  );
  return turned < 0 ? scans : scans.slice(0, turned);
}

/** The source names another recipient: another country, or another postcode where the parcel was brought. */
function byRecipient(facts: NumberFacts): Against[] {
  const { destination, order, said, scans } = facts;
  if (destination === null || !scans.some(({ physical }) => physical)) return [];
  // One source that names the order's own address settles it.
  if (said.some((each) => isOwnAddress(each, facts))) return [];
  const wasHere = scans.some(
    ({ physical, country }) =>
      physical && country !== null && distanceBetween(country, destination) === 'same',
  );
  const lastMile = outward(scans).filter((scan) => isPhysicalScanOf(scan, AT_THE_DOOR));
  const isAtPickUpPoint = scans.some(({ milestone }) => milestone === 'available_pickup');
  return said.flatMap(({ source, recipientCountry, recipientPostcodeHash, saidAt }) => {
    if (recipientCountry === null) return [];
    const at = saidAt ?? facts.knownAt;
    const distance = distanceBetween(recipientCountry, destination);
    if (distance !== 'same') {
      // In one market a bare country may be the carrier's home; an address with a postcode, or a van there, is not.
      const isConfirmed =
        distance !== 'near' ||
        recipientPostcodeHash !== null ||
        lastMile.some(({ country }) => country === recipientCountry);
      const proves = !wasHere && isConfirmed && mayProveAbroad(recipientCountry, facts);
      const sentence = evidence('number_recipient_abroad', {
        source,
        country: recipientCountry,
        destination,
      });
      return [against('delivered_elsewhere', proves ? 'proof' : 'suspicion', sentence, at)];
    }
    // Codes of a territory and its home make different hashes of one postcode.
    if (recipientCountry !== destination) return [];
    if (recipientPostcodeHash === null || order.postcodeHash === null) return [];
    // A pick-up point has a postcode of its own.
    const [reached] = lastMile;
    const proves = reached !== undefined && !isAtPickUpPoint;
    const sentence = evidence('number_recipient_postcode', { source, destination });
    return [
      against(
        'delivered_elsewhere',
        proves ? 'proof' : 'suspicion',
        sentence,
        reached === undefined || reached.occurredAt < at ? at : provenOf(reached),
      ),
    ];
  });
}

/**
 * Left in the right country at another postcode. Suspicious only: some carriers write the postcode of the depot. A pick-up
 * point's own says nothing, and one source that names the order's settles it.
 */
function byDoor(facts: NumberFacts): Against[] {
  const { destination, order, said, scans } = facts;
  if (destination === null || order.postcodeHash === null) return [];
  if (said.some((each) => isOwnAddress(each, facts))) return [];
  if (scans.some(({ milestone }) => milestone === 'available_pickup')) return [];
  const delivered = outward(scans).filter(
    ({ milestone, physical, country, postcodeHash }) =>
      physical && milestone === 'delivered' && country === destination && postcodeHash != null,
  );
  if (delivered.some(({ postcodeHash }) => postcodeHash === order.postcodeHash)) return [];
  return delivered.map((scan) => {
    const sentence = evidence('number_delivered_postcode', { at: scan.occurredAt, destination });
    return against('delivered_elsewhere', 'suspicion', sentence, provenOf(scan));
  });
}

const AT_THE_DOOR: ReadonlySet<Scan['milestone']> = new Set([
  'out_for_delivery',
  'attempt_failed',
  'delivered',
]);

function isOwnAddress({ recipientPostcodeHash }: NumberStatement, { order }: NumberFacts): boolean {
  return recipientPostcodeHash !== null && recipientPostcodeHash === order.postcodeHash;
}

/** Delivered sooner than any carrier crosses that distance, or than this shop's parcels ever go that way. */
function tooFast(facts: NumberFacts): Against[] {
  const { origin, destination, order, scans, shippedAt, lane } = facts;
  if (origin === null || destination === null) return [];
  const limitHours = fastestHours(origin, destination);
  if (limitHours === null) return [];
  const delivered = outward(scans).filter(
    ({ milestone, physical }) => physical && milestone === 'delivered',
  );
  return delivered.flatMap((scan): Against[] => {
    const { occurredAt: at } = scan;
    const fromOrder = hoursBetween(order.placedAt, at);
    // Before the order is another proof's matter.
    if (fromOrder < 0) return [];
    const proven = provenOf(scan);
    const hours = Math.round(fromOrder * 10) / 10;
    const way = { at, hours, origin, destination };
    const fromShipping = hoursBetween(shippedAt, at);
    if (lane !== null && isFasterThanLane({ fromOrder, fromShipping }, lane)) {
      const usual = Math.round(lane.fromOrderHours / 24);
      const sentence = evidence('number_faster_than_lane', { ...way, limitDays: usual });
      return [against('too_fast', 'proof', sentence, proven)];
    }
    if (fromOrder >= limitHours) return [];
    // A parcel that only ever was in the destination may come from stock there.
    const weight = hasCrossed(facts, destination) ? 'proof' : 'suspicion';
    const sentence = evidence('number_too_fast', { ...way, limitHours });
    return [against('too_fast', weight, sentence, proven)];
  });
}

function hoursBetween(from: Date, until: Date): number {
  return (until.getTime() - from.getTime()) / 3_600_000;
}

function hasCrossed({ scans, said }: NumberFacts, destination: string): boolean {
  const isAbroad = (country: string | null) =>
    country !== null && distanceBetween(country, destination) !== 'same';
  return (
    scans.some(({ physical, country }) => physical && isAbroad(country)) ||
    said.some(({ shipperCountry }) => isAbroad(shipperCountry))
  );
}

/** When a scan's fact could be known: a scan dated ahead is true when it was recorded. */
function provenOf({ occurredAt, recordedAt }: Scan): Date {
  return occurredAt <= recordedAt ? occurredAt : recordedAt;
}
