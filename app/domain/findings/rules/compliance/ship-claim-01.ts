import { endOfDayAfter } from '#app/domain/shared/day-in-zone.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import { sumsByCurrency } from '#app/domain/findings/money-sums.ts';
import { shipClaim01Examples } from '#app/domain/findings/rules/compliance/ship-claim-01.examples.ts';
import type { Outcome, Quote } from '#app/domain/findings/outcome.ts';
import type { DestinationSubject } from '#app/domain/findings/subjects.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';

/** What is said about times is what the record shows. */
export const shipClaim01 = defineRule<'destination'>({
  id: 'SHIP-CLAIM-01',
  version: '1.0.0',
  status: 'active',
  subject: 'destination',
  jurisdictions: ['US', 'EU', 'google', 'shopify'],
  authority: 'law',
  severity: 'high',
  certainty: 'heuristic',
  sources: [
    {
      cite: '16 CFR 435.2(a)',
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
    {
      cite: 'Google Merchant Center: misrepresentation',
      url: 'https://support.google.com/merchants/answer/6150127',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
    {
      cite: 'Shop Promise merchant terms',
      url: 'https://www.shopify.com/legal/shop-promise-merchant-terms',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
  ],
  effective: { from: '2014-12-08', until: null },
  params: {
    fewestParcels: {
      unit: 'count',
      mayOverwrite: true,
      least: 10,
      most: 1_000,
      rows: [{ key: '', value: 20, from: null, until: null, cite: 'House choice' }],
    },
  },
  requires: { facts: ['policies', 'destinations', 'order'], scopes: [], historyDays: 90 },
  conditions: [
    'time_is_stated',
    'dispatch_measured',
    'dispatch_kept',
    'delivery_measured',
    'delivery_kept',
  ],
  exceptions: [],
  messages: [
    'dispatch_not_kept',
    'dispatch_often_late',
    'delivery_not_kept',
    'delivery_often_late',
    'text_unread',
    'too_few_parcels',
  ],
  steps: ['check_sentence', 'propose_wording', 'find_cause'],
  templates: [
    { id: 'dispatch_sentence', to: 'page' },
    { id: 'delivery_sentence', to: 'page' },
  ],
  consequence: { max: { amount: 53_088, currency: 'USD', per: 'violation' } },
  attestations: [],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['16 CFR 435', 'OJ L'] },
  examples: shipClaim01Examples,
  governedOn: () => null,
  evaluate(destination, trial) {
    const { claim } = destination;
    const sentence = traced('claim', claim, ({ text }) => text);
    if (!claim.known) {
      const isSilent = claim.missing.kind === 'empty';
      trial.check('time_is_stated', isSilent ? false : null, sentence);
      return isSilent
        ? trial.notApplicable()
        : trial.unknown({
            message: 'text_unread',
            params: { country: { country: destination.id } },
            missing: [claim.missing],
          });
    }
    trial.check('time_is_stated', true, sentence);
    const { dispatchDays, deliveryDays, unit } = claim.value;
    const compared = [
      compare('dispatch', { days: dispatchDays, unit, measured: destination.orderToScan }, trial),
      compare('delivery', { days: deliveryDays, unit, measured: destination.orderToDoor }, trial),
    ];
    return conclude(destination, compared, trial);
  },
});

type Kept = 'kept' | 'often_late' | 'not_kept' | 'too_few' | 'not_stated';

interface Comparison {
  what: 'dispatch' | 'delivery';
  kept: Kept;
  /** Calendar days, as stated; 0 where nothing is. */
  stated: number;
  /** Calendar days that nine of ten parcels stay below, rounded up; 0 where too few went. */
  p90: number;
}

interface Stated {
  days: number | null;
  unit: 'calendar' | 'business';
  measured: DestinationSubject['orderToScan'];
}

/** Not kept: more than half come later. Often late: more than one in ten do. */
function compare(
  what: Comparison['what'],
  { days, unit, measured }: Stated,
  trial: Trial,
): Comparison {
  if (days === null) return { what, kept: 'not_stated', stated: 0, p90: 0 };
  // Five business days are a week.
  const stated = unit === 'business' ? Math.ceil((days * 7) / 5) : days;
  const origin = { at: null, origin: 'history' } as const;
  const isEnough = measured !== null && measured.n >= trial.param('fewestParcels');
  const parcels = tracedValue('measuredParcels', measured?.n ?? 0, origin);
  trial.check(`${what}_measured`, isEnough ? true : null, parcels);
  if (!isEnough) return { what, kept: 'too_few', stated, p90: 0 };
  const { p50, p90 } = measured;
  const kept = p50 > stated ? 'not_kept' : p90 > stated ? 'often_late' : 'kept';
  trial.check(
    `${what}_kept`,
    kept === 'kept',
    tracedValue('statedDays', stated, { at: null, origin: 'text' }),
    tracedValue('medianDays', tenth(p50), origin),
    tracedValue('ninthDays', tenth(p90), origin),
  );
  return { what, kept, stated, p90: Math.ceil(p90) };
}

function conclude(
  destination: DestinationSubject,
  compared: readonly Comparison[],
  trial: Trial,
): Outcome {
  const country = { country: destination.id };
  // The delivery is what buyers wait for: of two that are alike, it is said.
  const worst = (kept: Kept) => compared.findLast((each) => each.kept === kept);
  const found = worst('not_kept') ?? worst('often_late');
  if (found === undefined) {
    if (worst('too_few') === undefined) return trial.pass();
    const [n, days] = [trial.param('fewestParcels'), 90];
    return trial.unknown({
      message: 'too_few_parcels',
      params: { country, n, days },
      missing: [{ kind: 'history', since: destination.shop.installedAt, days }],
    });
  }
  const { value, reviewAt } = overdue(destination, found.stated, trial.asOf);
  const conclusion = {
    params: { country, stated: found.stated, days: found.p90 },
    deadline: 'standing',
    exposure: value,
    quotes: quotesOf(destination, found.what),
    fixes: [{ kind: 'admin_page', path: 'settings/legal' }],
    template: { [found.what === 'dispatch' ? 'shipDays' : 'doorDays']: found.p90 },
    reviewAt,
  } as const;
  return found.kept === 'not_kept'
    ? trial.fail({ ...conclusion, message: `${found.what}_not_kept` })
    : trial.upcoming({ ...conclusion, message: `${found.what}_often_late` });
}

function quotesOf({ claim }: DestinationSubject, what: Comparison['what']): Quote[] {
  if (!claim.known) return [];
  const { text, dispatchText, where } = claim.value;
  return [{ text: what === 'dispatch' ? (dispatchText ?? text) : text, where, locale: null }];
}

/** Open orders that are beyond the time stated, and when the next one will be; days end at midnight in the shop's zone. */
function overdue({ open, shop }: DestinationSubject, days: number, asOf: Date) {
  const due = open.map(({ orderedAt, value }) => ({
    value,
    endsAt: endOfDayAfter(orderedAt, days, shop.timeZone),
  }));
  const ahead = due.filter(({ endsAt }) => endsAt > asOf).map(({ endsAt }) => endsAt.getTime());
  return {
    value: sumsByCurrency(due.filter(({ endsAt }) => endsAt <= asOf).map((each) => each.value)),
    reviewAt: ahead.length === 0 ? null : new Date(ahead.reduce((a, b) => Math.min(a, b))),
  };
}

function tenth(days: number): number {
  return Math.round(days * 10) / 10;
}
