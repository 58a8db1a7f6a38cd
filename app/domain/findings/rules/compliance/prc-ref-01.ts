import { announcedPrice, compareAtFixes } from '#app/domain/findings/announced-price.ts';
import {
  daysBeforeEnd,
  endOfDayAfter,
  lastDayOf,
  startOfDayAfter,
} from '#app/domain/shared/day-in-zone.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import { sumsByCurrency } from '#app/domain/findings/money-sums.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { openRow } from '#app/domain/findings/params.ts';
import {
  highestPrice,
  isRecordWhole,
  knownSince,
  lowestPrice,
  runningReduction,
  type Reduction,
} from '#app/domain/findings/price-reduction.ts';
import { prcRef01Examples } from '#app/domain/findings/rules/compliance/prc-ref-01.examples.ts';
import type { PriceSubject } from '#app/domain/findings/subjects.ts';
import { tracedValue, type Trial } from '#app/domain/findings/trial.ts';
import type { Money } from '#app/domain/shared/money.ts';

const IS_RRP = 'PRC-REF-01.compare_at_is_rrp';

/** A compare-at price is one that was charged not long ago, and it does not stay for ever. */
export const prcRef01 = defineRule<'price'>({
  id: 'PRC-REF-01',
  version: '1.0.0',
  status: 'active',
  subject: 'price',
  jurisdictions: ['US', 'CA', 'AU', 'GB', 'CN', 'google'],
  authority: 'law',
  severity: 'medium',
  certainty: 'deterministic',
  sources: [
    source(
      '16 CFR 233.1',
      'https://www.ecfr.gov/current/title-16/chapter-I/subchapter-B/part-233',
      'high',
    ),
    source(
      'California Business and Professions Code 17501',
      'https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=BPC&sectionNum=17501',
      'medium',
    ),
    source(
      'Competition Act (Canada), section 74.01(3)',
      'https://laws-lois.justice.gc.ca/eng/acts/c-34/section-74.01.html',
      'low',
    ),
    source(
      'Australian Consumer Law, section 29(1)(i)',
      'https://www.legislation.gov.au/C2004A00109/latest/text',
      'medium',
    ),
    source(
      'Digital Markets, Competition and Consumers Act 2024, section 226',
      'https://www.legislation.gov.uk/ukpga/2024/13',
      'medium',
    ),
    // That the provision is in force since 1 July 2022 is sure; the wording of the article has not been read.
    source('明码标价和禁止价格欺诈规定 第十六条', 'https://www.samr.gov.cn/', 'low'),
    source(
      'Google Merchant Center, sale price',
      'https://support.google.com/merchants/answer/9017019',
      'medium',
    ),
  ],
  effective: { from: '1964-01-08', until: null },
  params: {
    longestDays: {
      unit: 'calendar_days',
      mayOverwrite: true,
      least: 7,
      most: 365,
      rows: [
        openRow('US', 90, 'House choice, after California Business and Professions Code 17501'),
        ...['CA', 'AU', 'GB', 'CN'].map((country) => openRow(country, 90, 'House choice')),
      ],
    },
    lookBackDays: {
      unit: 'calendar_days',
      mayOverwrite: true,
      least: 7,
      most: 365,
      rows: [
        openRow('US', 90, 'California Business and Professions Code 17501 (three months)'),
        ...['CA', 'AU', 'GB'].map((country) => openRow(country, 90, 'House choice')),
        openRow('CN', 7, '明码标价和禁止价格欺诈规定 第十六条'),
      ],
    },
    warnDays: {
      unit: 'calendar_days',
      mayOverwrite: true,
      least: 1,
      most: 60,
      rows: [openRow('', 14, 'House choice')],
    },
  },
  requires: {
    facts: ['prices', 'product', 'order', 'shop', 'attestations'],
    scopes: ['read_products'],
    historyDays: 90,
  },
  conditions: ['sold_there', 'names_former_price', 'was_charged', 'not_for_ever'],
  exceptions: [{ id: 'rrp', cite: '16 CFR 233.3' }],
  messages: [
    'never_charged',
    'no_former_price',
    'above_lowest',
    'ends_soon',
    'too_long',
    'history_too_short',
  ],
  steps: ['end_claim', 'set_charged_price', 'label_rrp'],
  templates: [{ id: 'rrp_label', to: 'page' }],
  consequence: { max: null },
  attestations: [IS_RRP],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['16 CFR 233', 'BPC 17501'] },
  examples: prcRef01Examples,
  governedOn: ({ history }) => runningReduction(history)?.startedAt ?? null,
  evaluate(subject, trial) {
    const country = subject.country ?? subject.shop.country ?? '';
    const longestDays = trial.paramOrNull('longestDays', country);
    const soldIn = tracedValue('country', country === '' ? null : { country }, NOWHERE);
    trial.check('sold_there', longestDays !== null && subject.isSold, soldIn);
    if (longestDays === null || !subject.isSold) return trial.notApplicable();
    const claim = runningReduction(subject.history);
    const isCompared = claim !== null;
    trial.check('names_former_price', isCompared, ...announcedPrice(subject));
    if (claim === null) return trial.notApplicable();
    const attested = subject.shop.attestations[IS_RRP];
    if (trial.excepts('rrp', attested?.answer === 'yes')) return trial.notApplicable();
    return judgeClaim({ subject, claim, country, longestDays }, trial);
  },
});

interface Claimed {
  subject: PriceSubject;
  claim: Reduction;
  country: string;
  longestDays: number;
}

function judgeClaim(claimed: Claimed, trial: Trial): Outcome {
  const { subject, claim, country } = claimed;
  const { compareAt, startedAt: clockStart } = claim;
  const lookBackDays = trial.param('lookBackDays', country);
  const basis = basisOf(claimed, startOfDayAfter(clockStart, -lookBackDays, subject.shop.timeZone));
  const { price, since } = basis;
  const former = tracedValue('formerPrice', price, { at: clockStart, origin: 'history' });
  const recorded = tracedValue('recordedSince', since, { at: since, origin: 'history' });
  const about = {
    params: { label: subject.label, compareAt, former: price ?? claim.price },
    clockStart,
    exposure: sumsByCurrency(subject.salesSinceClaim),
    fixes: compareAtFixes(subject, claim, null),
  };
  const { wasCharged } = basis;
  if (trial.check('was_charged', wasCharged, former, recorded) === false) {
    return trial.fail({ ...about, message: untrueMessage(price, country), deadline: 'standing' });
  }
  const length = lengthOf(claimed, trial);
  const dated = { ...about, params: { ...about.params, day: length.day }, deadline: length.endsAt };
  const last = tracedValue('lastDay', length.day, { at: length.endsAt, origin: 'law' });
  if (!trial.check('not_for_ever', trial.asOf < length.endsAt, last))
    return trial.fail({ ...dated, message: 'too_long' });
  if (trial.asOf >= length.warnAt)
    return trial.upcoming({ ...dated, message: 'ends_soon', reviewAt: length.endsAt });
  const clock = { clockStart, reviewAt: length.warnAt };
  if (wasCharged) return trial.pass(clock);
  return trial.unknown({
    ...clock,
    message: 'history_too_short',
    params: { label: subject.label, since },
    missing: [{ kind: 'history', since, days: lookBackDays }],
  });
}

/** What is said of a former price that is none; null: nothing at all was charged before. */
function untrueMessage(price: Money | null, country: string): string {
  if (price === null) return 'no_former_price';
  return country === 'CN' ? 'above_lowest' : 'never_charged';
}

/** How long the claim may stand. */
function lengthOf({ subject, claim, longestDays }: Claimed, trial: Trial) {
  const { timeZone } = subject.shop;
  const endsAt = endOfDayAfter(claim.startedAt, longestDays, timeZone);
  return {
    endsAt,
    warnAt: daysBeforeEnd(endsAt, trial.param('warnDays'), timeZone),
    day: { day: lastDayOf(endsAt, timeZone) },
  };
}

/**
 * What the compare-at price is held against: the highest price of the time before; in mainland China the lowest, which what
 * was seen can contradict however short the record is. `wasCharged` null: the record is too short to say.
 */
function basisOf(
  { subject, claim, country }: Claimed,
  from: Date,
): { price: Money | null; wasCharged: boolean | null; since: Date } {
  const { history, recordedSince } = subject;
  const window = { from, until: claim.startedAt };
  const isLowest = country === 'CN';
  const price = isLowest ? lowestPrice(history, window) : highestPrice(history, window);
  const isReached = price !== null && price.minor >= claim.compareAt.minor;
  const isWhole = isRecordWhole(claim, subject, from);
  const decides = isWhole || (isLowest ? price !== null && !isReached : isReached);
  const wasSold = !isLowest && subject.soldAtCompareAt === true;
  return {
    price,
    wasCharged: wasSold || (decides ? isReached : null),
    since: knownSince(history, recordedSince),
  };
}

const NOWHERE = { at: null, origin: 'shopify' } as const;

function source(cite: string, url: string, confidence: 'high' | 'medium' | 'low') {
  return { cite, url, confidence, checkedOn: '2026-11-22', freshForDays: 180 };
}
