import { defineRule } from '#app/domain/findings/define-rule.ts';
import { trkRoute01Examples } from '#app/domain/findings/rules/compliance/trk-route-01.examples.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import type { ParcelSubject } from '#app/domain/findings/subjects.ts';
import { tracedValue, type Trial } from '#app/domain/findings/trial.ts';
import type { ProofCode } from '#app/domain/parcels/proof.ts';

/** What carriers say of the number cannot be the way of this order. */
export const trkRoute01 = defineRule<'parcel'>({
  id: 'TRK-ROUTE-01',
  version: '1.0.0',
  status: 'active',
  subject: 'parcel',
  jurisdictions: ['US', 'EU', 'CN', 'shopify'],
  authority: 'law',
  severity: 'high',
  certainty: 'deterministic',
  sources: [
    {
      cite: 'FTC Act, s. 5 (15 USC 45)',
      url: 'https://www.law.cornell.edu/uscode/text/15/45',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
    {
      cite: 'Directive 2005/29/EC, Art. 6',
      url: 'http://data.europa.eu/eli/dir/2005/29/oj',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
    {
      cite: 'PRC E-Commerce Law, Arts. 17, 20, 51',
      url: 'http://subsites.chinadaily.com.cn/npc/2018-08/31/c_697283_2.htm',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
    {
      cite: 'Number formats and check digits, open data set',
      url: 'https://github.com/jkeen/tracking_number_data',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
  ],
  effective: { from: '2007-12-12', until: null },
  params: {},
  requires: { facts: ['order', 'parcels', 'destinations'], scopes: [], historyDays: 0 },
  conditions: [
    'not_cancelled',
    'has_number',
    'scanned_after_order',
    'place_fits',
    'speed_possible',
    'number_well_formed',
    'scans_visible',
    'delivery_place_known',
  ],
  exceptions: [
    { id: 'renumbered', cite: 'House choice' },
    { id: 'set_aside', cite: 'House choice' },
  ],
  messages: [
    'before_order',
    'elsewhere',
    'other_postcode',
    'too_fast',
    'malformed',
    'doubtful',
    'delivery_place_unknown',
    'scans_invisible',
  ],
  steps: ['ask_carrier', 'ask_supplier', 'record_true_number', 'set_aside'],
  templates: [{ id: 'ask_supplier', to: 'supplier' }],
  consequence: { max: null },
  attestations: [],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['OJ L', 'shopify.com/legal/aup'] },
  examples: trkRoute01Examples,
  governedOn: ({ markedAt }) => markedAt,
  evaluate(parcel, trial) {
    const { isCancelled, number, markedAt, linkedNumbers } = parcel;
    const marked = tracedValue('markedAt', markedAt, { at: markedAt, origin: 'shopify' });
    if (!trial.check('not_cancelled', !isCancelled, marked)) return trial.notApplicable();
    const typed = tracedValue('number', number, { at: markedAt, origin: 'shopify' });
    if (!trial.check('has_number', number !== null, typed)) return trial.notApplicable();

    const raised = parcel.proofs.filter(({ code }) => code in QUESTION_OF);
    const standing = raised.filter(({ dismissal }) => dismissal === null);
    const explained = linkedNumbers.length > 0 ? standing.filter(isOfAFirstLeg) : [];
    const counting = standing.filter((proof) => !explained.includes(proof));
    askOf(counting, parcel, trial);
    if (counting.length > 0) return contradicted(parcel, counting, trial);
    const reasons = raised.flatMap(({ dismissal }) => dismissal ?? []);
    const reason = tracedValue('reason', reasons[0] ?? null, { at: null, origin: 'merchant' });
    if (trial.excepts('set_aside', reasons.length > 0, reason))
      return trial.pass({ clockStart: markedAt });
    if (trial.excepts('renumbered', explained.length > 0))
      return trial.pass({ clockStart: markedAt });
    if (!areScansVisible(parcel, trial))
      return trial.unknown({
        message: 'scans_invisible',
        params: { number: number ?? '' },
        missing: [{ kind: 'empty', field: 'scans' }],
        clockStart: markedAt,
      });
    return isPlaceKnown(parcel, trial)
      ? trial.pass({ clockStart: markedAt, reviewAt: watchedUntil(parcel, trial.asOf) })
      : trial.unknown({
          message: 'delivery_place_unknown',
          params: { number: number ?? '' },
          missing: [{ kind: 'empty', field: 'deliveredCountry' }],
          clockStart: markedAt,
        });
  },
});

type Proof = ParcelSubject['proofs'][number];
type Question = 'scanned_after_order' | 'place_fits' | 'speed_possible' | 'number_well_formed';

/** Which condition a fact against a number answers. The same number on another order is TRK-DUP-01's matter. */
const QUESTION_OF: Readonly<Partial<Record<ProofCode, Question>>> = {
  scanned_before_payment: 'scanned_after_order',
  delivered_before_order: 'scanned_after_order',
  delivered_elsewhere: 'place_fits',
  impossible_place: 'place_fits',
  too_fast: 'speed_possible',
  check_digit_failed: 'number_well_formed',
};

const MESSAGES: readonly { question: Question; message: string }[] = [
  { question: 'scanned_after_order', message: 'before_order' },
  { question: 'place_fits', message: 'elsewhere' },
  { question: 'speed_possible', message: 'too_fast' },
  { question: 'number_well_formed', message: 'malformed' },
];

/**
 * No carrier gives out a number whose check digit is wrong, whatever is said of it later; and what was left at a door in
 * another postcode was not left at the buyer's.
 */
function decides({ code, weight }: Proof, parcel: ParcelSubject): boolean {
  if (weight === 'proof' || code === 'check_digit_failed') return true;
  return code === 'delivered_elsewhere' && isAtOtherPostcode(parcel);
}

/** Postcodes are compared where both are known; those of two countries are no matter of postcodes. */
function isAtOtherPostcode(parcel: ParcelSubject): boolean {
  const { deliveredAt, deliveredCountry, deliveredPostcodeHash, buyerCountry, postcodeHash } =
    parcel;
  if (deliveredAt === null || buyerCountry === null || deliveredCountry !== buyerCountry)
    return false;
  if (deliveredPostcodeHash === null || postcodeHash === null) return false;
  return deliveredPostcodeHash !== postcodeHash;
}

/** A number that another one continues may end where the other begins: its delivery there, and its pace, prove nothing. */
function isOfAFirstLeg({ code }: Proof): boolean {
  return code === 'delivered_elsewhere' || code === 'impossible_place' || code === 'too_fast';
}

function askOf(counting: readonly Proof[], parcel: ParcelSubject, trial: Trial): void {
  const { orderedAt, firstScanAt, deliveredAt, deliveredCountry, buyerCountry } = parcel;
  const at = (name: string, value: Date | null) =>
    tracedValue(name, value, { at: value, origin: 'carrier' });
  const place = (name: string, country: string | null) =>
    tracedValue(name, country === null ? null : { country }, { at: null, origin: 'carrier' });
  const ordered = tracedValue('orderedAt', orderedAt, { at: orderedAt, origin: 'shopify' });
  const holds = (question: Question) =>
    !counting.some(({ code }) => QUESTION_OF[code] === question);
  trial.check(
    'scanned_after_order',
    holds('scanned_after_order'),
    ordered,
    at('firstScanAt', firstScanAt),
  );
  trial.check(
    'place_fits',
    holds('place_fits'),
    place('buyerCountry', buyerCountry),
    place('deliveredCountry', deliveredCountry),
  );
  trial.check('speed_possible', holds('speed_possible'), ordered, at('deliveredAt', deliveredAt));
  trial.check('number_well_formed', holds('number_well_formed'));
}

/** One proof decides; mere suspicions ask for a look and never decide, however many there are. */
function contradicted(parcel: ParcelSubject, counting: readonly Proof[], trial: Trial): Outcome {
  const { number, orderId, orderTotal, markedAt } = parcel;
  const proven = counting.filter((proof) => decides(proof, parcel));
  const heaviest = MESSAGES.find(({ question }) =>
    proven.some(({ code }) => QUESTION_OF[code] === question),
  );
  const conclusion = {
    params: { number: number ?? '' },
    clockStart: markedAt,
    exposure: [orderTotal],
    fixes: [
      { kind: 'admin_page', path: `orders/${orderId}` },
      { kind: 'tag_order', orderId: orderId, tag: 'check-tracking' },
    ],
  } as const;
  if (heaviest === undefined)
    return trial.upcoming({ ...conclusion, message: 'doubtful', deadline: 'on_happening' });
  const isByPostcodeAlone = !proven.some(
    ({ code, weight }) => weight === 'proof' || code === 'check_digit_failed',
  );
  const message = isByPostcodeAlone ? 'other_postcode' : heaviest.message;
  return trial.fail({ ...conclusion, message, deadline: 'standing' });
}

/** Of a carrier whose scans reach nobody, nothing could speak against the number. */
function areScansVisible(parcel: ParcelSubject, trial: Trial): boolean {
  const { carrier, carrierIsReadable, firstScanAt, deliveredAt, markedAt } = parcel;
  const areSeen = carrierIsReadable || firstScanAt !== null || deliveredAt !== null;
  const named = tracedValue('carrier', carrier, { at: markedAt, origin: 'shopify' });
  trial.check('scans_visible', areSeen ? true : null, named);
  return areSeen;
}

/** That a carrier is silent shows only once several of its parcels were never scanned: until then each of them is watched. */
const SILENCE_SHOWS_MS = 60 * 86_400_000;

function watchedUntil({ firstScanAt, deliveredAt, markedAt }: ParcelSubject, asOf: Date) {
  const until = new Date(markedAt.getTime() + SILENCE_SHOWS_MS);
  return firstScanAt === null && deliveredAt === null && until > asOf ? until : null;
}

/** Only of what was delivered is the place asked. */
function isPlaceKnown(parcel: ParcelSubject, trial: Trial): boolean {
  const { deliveredAt, deliveredCountry, buyerCountry } = parcel;
  if (deliveredAt === null) return true;
  const isKnown = deliveredCountry !== null && buyerCountry !== null;
  trial.check('delivery_place_known', isKnown ? true : null);
  return isKnown;
}
