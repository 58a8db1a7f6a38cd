import { endOfBusinessDaysAfter } from '#app/domain/findings/business-days.ts';
import { dayInZone, lastDayOf } from '#app/domain/shared/day-in-zone.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import { trkScan01Examples } from '#app/domain/findings/rules/compliance/trk-scan-01.examples.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import type { ParcelSubject } from '#app/domain/findings/subjects.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';

/** Buyers were told "shipped", and no carrier has the parcel. */
export const trkScan01 = defineRule<'parcel'>({
  id: 'TRK-SCAN-01',
  version: '1.0.0',
  status: 'active',
  subject: 'parcel',
  jurisdictions: ['US', 'EU', 'GB'],
  authority: 'law',
  severity: 'high',
  certainty: 'deterministic',
  sources: [
    {
      cite: '16 CFR 435.1(e)',
      url: 'https://www.ecfr.gov/current/title-16/chapter-I/subchapter-D/part-435',
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
  ],
  effective: { from: '2014-12-08', until: null },
  params: {
    scanDays: {
      unit: 'working_days',
      mayOverwrite: true,
      least: 1,
      most: 30,
      rows: [
        { key: 'warn', value: 2, from: null, until: null, cite: 'House choice' },
        { key: 'fail', value: 5, from: null, until: null, cite: 'House choice' },
      ],
    },
  },
  requires: {
    facts: ['order', 'order.details', 'parcels', 'destinations', 'shop'],
    scopes: [],
    historyDays: 0,
  },
  conditions: ['not_cancelled', 'has_number', 'was_scanned', 'scans_visible', 'time_left'],
  exceptions: [
    { id: 'not_by_carrier', cite: '16 CFR 435.1(e)' },
    { id: 'late_scanner', cite: 'House choice' },
  ],
  messages: ['not_scanned_yet', 'never_scanned', 'carrier_unknown', 'scans_invisible'],
  steps: ['ask_supplier', 'hand_over', 'cancel_fulfillment', 'tell_buyer'],
  templates: [
    { id: 'ask_proof', to: 'supplier' },
    { id: 'not_left_yet', to: 'buyer' },
  ],
  consequence: { max: null },
  attestations: [],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['16 CFR 435', 'OJ L'] },
  examples: trkScan01Examples,
  governedOn: ({ markedAt }) => markedAt,
  evaluate(parcel, trial) {
    const { isShipped, isCancelled, number, carrier, carrierIsReadable, markedAt } = parcel;
    const marked = tracedValue('markedAt', markedAt, { at: markedAt, origin: 'shopify' });
    if (!trial.check('not_cancelled', !isCancelled, marked)) return trial.notApplicable();
    if (trial.excepts('not_by_carrier', !isShipped)) return trial.notApplicable();
    const typed = tracedValue('number', number, { at: markedAt, origin: 'shopify' });
    if (!trial.check('has_number', number !== null, typed)) return trial.notApplicable();
    const scanAt = parcel.handedOverAt ?? parcel.deliveredAt;
    const scan = tracedValue('firstHandOver', scanAt, { at: scanAt, origin: 'carrier' });
    if (trial.check('was_scanned', scanAt !== null, scan))
      return trial.pass({ clockStart: markedAt });
    const named = tracedValue('carrier', carrier, { at: markedAt, origin: 'shopify' });
    trial.check('scans_visible', carrierIsReadable ? true : null, named);
    if (!carrierIsReadable)
      return trial.unknown({
        message: carrier === null ? 'carrier_unknown' : 'scans_invisible',
        missing: [{ kind: 'empty', field: carrier === null ? 'carrier' : 'scans' }],
        clockStart: markedAt,
      });
    return judgeSilence(parcel, trial);
  },
});

/** A carrier that is known to scan late gets its grace on both limits. */
function judgeSilence(parcel: ParcelSubject, trial: Trial): Outcome {
  const { shop, markedAt, originCountry, carrierGraceDays, markToScanP90Days } = parcel;
  const { asOf } = trial;
  const origin = originCountry ?? shop.country;
  const endOf = (days: number) =>
    endOfBusinessDaysAfter(markedAt, days, {
      country: shop.country,
      origin,
      timeZone: shop.timeZone,
    });
  const warnDays = trial.param('scanDays', 'warn');
  const failDays = Math.max(warnDays, trial.param('scanDays', 'fail'));
  const warnsAt = endOf(warnDays + carrierGraceDays);
  const failsAt = endOf(failDays + carrierGraceDays);
  const day = { day: lastDayOf(failsAt, shop.timeZone) };
  const grace = tracedValue('carrierGraceDays', carrierGraceDays, { at: null, origin: 'merchant' });

  trial.check(
    'time_left',
    asOf < failsAt,
    tracedValue('scanBy', day, { at: failsAt, origin: 'law' }),
    traced('markToScanP90Days', markToScanP90Days, (days) => Math.round(days * 10) / 10),
  );
  if (asOf < warnsAt) {
    trial.excepts('late_scanner', carrierGraceDays > 0 && asOf >= endOf(warnDays), grace);
    return trial.pass({ clockStart: markedAt, reviewAt: warnsAt });
  }
  const markedOn = { day: dayInZone(markedAt, shop.timeZone) };
  const conclusion = {
    params: { number: parcel.number ?? '', markedOn, day },
    clockStart: markedAt,
    deadline: failsAt,
    exposure: [parcel.orderTotal],
    fixes: [
      { kind: 'admin_page', path: `orders/${parcel.orderId}` },
      { kind: 'tag_order', orderId: parcel.orderId, tag: 'not-scanned' },
    ],
  } as const;
  return asOf < failsAt
    ? trial.upcoming({ ...conclusion, message: 'not_scanned_yet', reviewAt: failsAt })
    : trial.fail({ ...conclusion, message: 'never_scanned' });
}
