import { defineRule } from '#app/domain/findings/define-rule.ts';
import { sumsByCurrency } from '#app/domain/findings/money-sums.ts';
import { trkDup01Examples } from '#app/domain/findings/rules/compliance/trk-dup-01.examples.ts';
import type { ParcelSubject } from '#app/domain/findings/subjects.ts';
import { tracedValue } from '#app/domain/findings/trial.ts';

const DAY_MS = 86_400_000;

/** One tracking number that was given to buyers at different addresses. */
export const trkDup01 = defineRule<'parcel'>({
  id: 'TRK-DUP-01',
  version: '1.0.0',
  status: 'active',
  subject: 'parcel',
  jurisdictions: ['US', 'EU', 'CN', 'shopify'],
  authority: 'law',
  severity: 'critical',
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
      cite: 'Shopify Acceptable Use Policy',
      url: 'https://www.shopify.com/legal/aup',
      checkedOn: '2026-11-22',
      // That the policy applies is sure; its wording has not been read.
      confidence: 'low',
      freshForDays: 180,
    },
  ],
  effective: { from: '2007-12-12', until: null },
  params: {
    recycledDays: {
      unit: 'calendar_days',
      mayOverwrite: true,
      least: 90,
      most: 365,
      rows: [{ key: '', value: 365, from: null, until: null, cite: 'House choice' }],
    },
  },
  requires: { facts: ['order', 'parcels'], scopes: [], historyDays: 0 },
  conditions: ['not_cancelled', 'has_number', 'number_is_its_own', 'recipients_compared'],
  exceptions: [
    { id: 'same_recipient', cite: 'House choice' },
    { id: 'recycled_number', cite: 'House choice' },
    { id: 'first_leg_number', cite: 'House choice' },
  ],
  messages: ['other_recipient', 'recipient_unknown'],
  steps: ['ask_supplier', 'record_true_number', 'tell_buyers', 'no_proof'],
  templates: [
    { id: 'ask_supplier', to: 'supplier' },
    { id: 'tell_buyer', to: 'buyer' },
  ],
  consequence: { max: null },
  attestations: [],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['OJ L', 'shopify.com/legal/aup'] },
  examples: trkDup01Examples,
  governedOn: ({ markedAt }) => markedAt,
  evaluate(parcel, trial) {
    const { isCancelled, number, markedAt, sharers, linkedNumbers } = parcel;
    const marked = tracedValue('markedAt', markedAt, { at: markedAt, origin: 'shopify' });
    if (!trial.check('not_cancelled', !isCancelled, marked)) return trial.notApplicable();
    const typed = tracedValue('number', number, { at: markedAt, origin: 'shopify' });
    if (!trial.check('has_number', number !== null, typed)) return trial.notApplicable();
    const others = sharers.filter(({ orderId }) => orderId !== parcel.orderId);
    const named = tracedValue('otherOrders', namesOf(others), { at: null, origin: 'shopify' });
    if (trial.check('number_is_its_own', others.length === 0, named))
      return trial.pass({ clockStart: markedAt });
    if (trial.excepts('first_leg_number', linkedNumbers.length > 0))
      return trial.pass({ clockStart: markedAt });

    const farApartMs = trial.param('recycledDays') * DAY_MS;
    const recent = others.filter(
      ({ orderedAt }) => Math.abs(orderedAt.getTime() - parcel.orderedAt.getTime()) <= farApartMs,
    );
    if (trial.excepts('recycled_number', recent.length === 0, named))
      return trial.pass({ clockStart: markedAt });
    const different = recent.filter((other) => isSameRecipient(parcel, other) === false);
    const unclear = recent.filter((other) => isSameRecipient(parcel, other) === null);
    const compared = different.length > 0 || unclear.length === 0;
    trial.check('recipients_compared', compared ? true : null, named);
    if (!compared)
      return trial.unknown({
        message: 'recipient_unknown',
        params: { number: number ?? '', orders: namesOf(unclear) },
        missing: [{ kind: 'empty', field: 'shippingAddress' }],
        clockStart: markedAt,
      });
    if (trial.excepts('same_recipient', different.length === 0, named))
      return trial.pass({ clockStart: markedAt });
    return trial.fail({
      message: 'other_recipient',
      params: { number: number ?? '', orders: namesOf(different) },
      clockStart: markedAt,
      deadline: 'standing',
      exposure: sumsByCurrency([
        parcel.orderTotal,
        ...new Map(different.map(({ orderId, total }) => [orderId, total])).values(),
      ]),
      fixes: [
        { kind: 'admin_page', path: `orders/${parcel.orderId}` },
        { kind: 'tag_order', orderId: parcel.orderId, tag: 'check-tracking' },
      ],
    });
  },
});

interface Recipient {
  buyerCountry: string | null;
  postcodeHash: string | null;
}

/** By country and hashed postcode, which is all that is kept of an address. Null: one of them is not known. */
function isSameRecipient(one: Recipient, other: Recipient): boolean | null {
  const isElsewhere =
    one.buyerCountry !== null &&
    other.buyerCountry !== null &&
    one.buyerCountry !== other.buyerCountry;
  if (isElsewhere) return false;
  if (one.postcodeHash === null || other.postcodeHash === null) return null;
  return one.postcodeHash === other.postcodeHash;
}

/** Five orders at most. */
function namesOf(others: ParcelSubject['sharers']): string {
  const names = [...new Set(others.map(({ orderName }) => orderName))];
  return names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
}
