import { MARKED_AT, parcelSubject, proof } from '#app/domain/findings/parcel-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import type { ParcelSubject } from '#app/domain/findings/subjects.ts';

const AS_OF = new Date('2026-11-02T12:00:00Z');
const DAY_MS = 86_400_000;
const ORDER = [{ minor: 6_500, currency: 'USD' }];

/** Delivered in the buyer's country, as it should be. */
function delivered(overrides: Partial<ParcelSubject> = {}): ParcelSubject {
  return parcelSubject({
    deliveredAt: new Date('2026-10-24T15:00:00Z'),
    deliveredCountry: 'US',
    deliveredPostcodeHash: 'us-10001',
    ...overrides,
  });
}

export const trkRoute01Examples: readonly RuleExample<'parcel'>[] = [
  {
    kind: 'fail',
    name: 'scanned long before the order',
    asOf: AS_OF,
    facts: parcelSubject({
      firstScanAt: new Date('2026-09-20T12:00:00Z'),
      proofs: [proof({ code: 'scanned_before_payment' })],
    }),
    expect: { verdict: 'fail', message: 'before_order', deadline: null, exposure: ORDER },
  },
  {
    kind: 'fail',
    name: 'delivered in another country',
    asOf: AS_OF,
    facts: delivered({ deliveredCountry: 'MX', deliveredPostcodeHash: null, proofs: [proof()] }),
    expect: { verdict: 'fail', message: 'elsewhere', exposure: ORDER },
  },
  {
    kind: 'fail',
    name: 'left at a door in another postcode of the country',
    asOf: AS_OF,
    facts: delivered({
      deliveredPostcodeHash: 'us-92199',
      proofs: [proof({ weight: 'suspicion' })],
    }),
    expect: { verdict: 'fail', message: 'other_postcode', deadline: null, exposure: ORDER },
  },
  {
    kind: 'fail',
    name: 'another postcode of a parcel that was scanned before its order too',
    asOf: AS_OF,
    facts: delivered({
      deliveredPostcodeHash: 'us-92199',
      proofs: [proof({ code: 'scanned_before_payment' }), proof({ weight: 'suspicion' })],
    }),
    expect: { verdict: 'fail', message: 'before_order' },
  },
  {
    kind: 'exception',
    name: 'another postcode that a person explained',
    asOf: AS_OF,
    facts: delivered({
      deliveredPostcodeHash: 'us-92199',
      proofs: [proof({ weight: 'suspicion', dismissal: 'The address was changed on its way' })],
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'a recipient elsewhere by a source’s word, and a postcode nobody knows: doubtful',
    asOf: AS_OF,
    facts: delivered({
      deliveredPostcodeHash: null,
      proofs: [proof({ weight: 'suspicion' })],
    }),
    expect: { verdict: 'upcoming', message: 'doubtful' },
  },
  {
    kind: 'fail',
    name: 'delivered faster than anything goes that way',
    asOf: AS_OF,
    facts: delivered({ proofs: [proof({ code: 'too_fast' })] }),
    expect: { verdict: 'fail', message: 'too_fast' },
  },
  {
    kind: 'fail',
    name: 'a number whose check digit is wrong',
    asOf: AS_OF,
    facts: parcelSubject({
      number: 'LK473124820CN',
      proofs: [proof({ code: 'check_digit_failed', weight: 'suspicion' })],
    }),
    expect: { verdict: 'fail', message: 'malformed', exposure: ORDER },
  },
  {
    kind: 'fail',
    name: 'of several proofs the most telling one is said',
    asOf: AS_OF,
    facts: delivered({
      proofs: [proof({ code: 'too_fast' }), proof({ code: 'delivered_before_order' })],
    }),
    expect: { verdict: 'fail', message: 'before_order' },
  },
  {
    kind: 'pass',
    name: 'delivered where it was to go',
    asOf: AS_OF,
    facts: delivered(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'nothing speaks against a parcel on its way',
    asOf: AS_OF,
    facts: parcelSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'the same number on another order is another rule’s matter',
    asOf: AS_OF,
    facts: parcelSubject({ proofs: [proof({ code: 'same_number_other_order' })] }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'one proof decides',
    asOf: AS_OF,
    facts: delivered({ proofs: [proof({ code: 'impossible_place' })] }),
    expect: { verdict: 'fail', message: 'elsewhere' },
  },
  {
    kind: 'boundary',
    name: 'suspicions never decide, however many there are',
    asOf: AS_OF,
    facts: delivered({
      proofs: [
        proof({ code: 'impossible_place', weight: 'suspicion' }),
        proof({ code: 'too_fast', weight: 'suspicion' }),
      ],
    }),
    expect: { verdict: 'upcoming', message: 'doubtful', deadline: null, exposure: ORDER },
  },
  {
    kind: 'case',
    name: 'a fulfillment that was cancelled is over',
    asOf: AS_OF,
    facts: delivered({ isCancelled: true, proofs: [proof()] }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'a parcel without a number contradicts nothing',
    asOf: AS_OF,
    facts: parcelSubject({ number: null }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'numbers that are joined explain no scan before the order',
    asOf: AS_OF,
    facts: delivered({
      linkedNumbers: ['9400111899223100000000'],
      proofs: [proof({ code: 'scanned_before_payment' })],
    }),
    expect: { verdict: 'fail', message: 'before_order' },
  },
  {
    kind: 'exception',
    name: 'a number that another one continues may end abroad',
    asOf: AS_OF,
    facts: delivered({ linkedNumbers: ['9400111899223100000000'], proofs: [proof()] }),
    expect: { verdict: 'pass', exception: 'renumbered' },
  },
  {
    kind: 'exception',
    name: 'a person looked: the buyer had it sent to a forwarder',
    asOf: AS_OF,
    facts: delivered({ proofs: [proof({ dismissal: 'Forwarder in Miami, buyer confirmed' })] }),
    expect: { verdict: 'pass', exception: 'set_aside' },
  },
  {
    kind: 'missing_fact',
    name: 'nobody hears what this carrier scans, so nothing could speak against the number',
    asOf: AS_OF,
    facts: parcelSubject({ carrierIsReadable: false, handedOverAt: null, firstScanAt: null }),
    expect: { verdict: 'unknown', message: 'scans_invisible', missing: 'empty' },
  },
  {
    kind: 'fail',
    name: 'a wrong check digit needs no scan',
    asOf: AS_OF,
    facts: parcelSubject({
      carrierIsReadable: false,
      handedOverAt: null,
      firstScanAt: null,
      number: 'LK473124820CN',
      proofs: [proof({ code: 'check_digit_failed', weight: 'suspicion' })],
    }),
    expect: { verdict: 'fail', message: 'malformed' },
  },
  {
    kind: 'missing_fact',
    name: 'a delivery nobody says where',
    asOf: AS_OF,
    facts: delivered({ deliveredCountry: null, deliveredPostcodeHash: null }),
    expect: { verdict: 'unknown', message: 'delivery_place_unknown', missing: 'empty' },
  },
  {
    kind: 'before_effective',
    name: 'a parcel of 2006 is not asked about',
    asOf: new Date('2006-12-20T12:00:00Z'),
    facts: delivered({
      markedAt: new Date(MARKED_AT.getTime() - 20 * 365 * DAY_MS),
      proofs: [proof()],
    }),
    expect: { verdict: 'not_applicable' },
  },
];
