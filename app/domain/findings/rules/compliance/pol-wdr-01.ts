import { startOfDay } from '#app/domain/shared/day-in-zone.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import { sumsByCurrency } from '#app/domain/findings/money-sums.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { openRow } from '#app/domain/findings/params.ts';
import { EEA_COUNTRIES } from '#app/domain/findings/regions.ts';
import {
  FUNCTION_ELSEWHERE,
  functionOf,
  MET,
  WINDOW_GIVEN,
  windowOf,
  type Duty,
} from '#app/domain/findings/rules/compliance/pol-wdr-01.duties.ts';
import { polWdr01Examples } from '#app/domain/findings/rules/compliance/pol-wdr-01.examples.ts';
import type { ShopSubject } from '#app/domain/findings/subjects.ts';
import { EEA_AND_UK, targetsWithin } from '#app/domain/findings/targets.ts';
import { traced, type Trial } from '#app/domain/findings/trial.ts';

const IN_FORCE = '2014-06-13';
const FUNCTION_FROM = '2026-06-19';
const ONLY_EXEMPT = 'POL-WDR-01.only_exempt_goods';

/** Buyers in Europe have 14 days to withdraw, and in the EEA a function to do so online. */
export const polWdr01 = defineRule<'shop'>({
  id: 'POL-WDR-01',
  version: '1.0.0',
  status: 'active',
  subject: 'shop',
  jurisdictions: ['EU', 'GB'],
  authority: 'law',
  severity: 'critical',
  certainty: 'heuristic',
  sources: [
    source(
      'Directive 2011/83/EU, Articles 9 to 11, 11a',
      'http://data.europa.eu/eli/dir/2011/83/oj',
    ),
    source('Directive (EU) 2023/2673', 'http://data.europa.eu/eli/dir/2023/2673/oj'),
    source('SI 2013/3134, regulations 29 and 30', 'https://www.legislation.gov.uk/uksi/2013/3134'),
  ],
  effective: { from: IN_FORCE, until: null },
  params: {
    withdrawalDays: {
      unit: 'calendar_days',
      mayOverwrite: false,
      least: 1,
      most: 60,
      rows: [
        openRow(
          '',
          14,
          'Directive 2011/83/EU, Article 9(1); SI 2013/3134, regulation 30',
          IN_FORCE,
        ),
      ],
    },
    functionsAsked: {
      unit: 'count',
      mayOverwrite: false,
      least: 0,
      most: 1,
      rows: [openRow('', 1, 'Directive 2011/83/EU, Article 11a', FUNCTION_FROM)],
    },
  },
  requires: {
    facts: ['policies', 'pages', 'shop', 'attestations', 'order'],
    scopes: ['read_online_store_navigation', 'read_returns'],
    historyDays: 0,
  },
  conditions: ['sells_to_eu_or_uk', 'window_long_enough', 'function_offered'],
  exceptions: [{ id: 'exempt_goods', cite: 'Directive 2011/83/EU, Article 16' }],
  messages: [
    'window_short',
    'returns_refused',
    'window_denied',
    'no_function',
    'window_and_function',
    'targets_unknown',
    'facts_missing',
  ],
  steps: ['extend_window', 'add_link', 'confirm_step', 'send_receipt', 'test_as_guest'],
  templates: [{ id: 'function_page', to: 'page' }],
  consequence: { max: null },
  attestations: [FUNCTION_ELSEWHERE, WINDOW_GIVEN, ONLY_EXEMPT],
  review: {
    last: '2026-11-22',
    next: '2027-05-21',
    watch: ['Directive (EU) 2023/2673', 'SI 2013/3134'],
  },
  examples: polWdr01Examples,
  governedOn: () => null,
  evaluate(subject, trial) {
    const { shop } = subject;
    const reached = targetsWithin(shop, EEA_AND_UK);
    const sellsThere = reached.known ? reached.value.length > 0 : null;
    trial.check(
      'sells_to_eu_or_uk',
      sellsThere,
      traced('targets', reached, (all) => all.join(', ')),
    );
    if (!reached.known)
      return trial.unknown({ message: 'targets_unknown', missing: [reached.missing] });
    if (!sellsThere) return trial.notApplicable();
    if (trial.excepts('exempt_goods', shop.attestations[ONLY_EXEMPT]?.answer === 'yes'))
      return trial.notApplicable();
    const window = windowOf(subject, reached.value, trial);
    const inEea = reached.value.some((country) => EEA_COUNTRIES.has(country));
    const offered = inEea ? functionOf(subject, trial) : MET;
    return conclude({ subject, window, offered, inEea }, trial);
  },
});

function conclude(
  {
    subject,
    window,
    offered,
    inEea,
  }: { subject: ShopSubject; window: Duty; offered: Duty; inEea: boolean },
  trial: Trial,
): Outcome {
  const functionFrom = startOfDay(FUNCTION_FROM, subject.shop.timeZone);
  const reviewAt = inEea && trial.asOf < functionFrom ? functionFrom : null;
  const open = [window, offered].filter(({ isMet }) => isMet === false);
  const [first] = open;
  if (first !== undefined)
    return trial.fail({
      message: open.length === 2 ? 'window_and_function' : first.message,
      params: first.params,
      deadline: 'standing',
      exposure: exposureOf(subject, window.isMet === false ? EEA_AND_UK : EEA_COUNTRIES),
      fixes: [
        { kind: 'admin_page', path: 'settings/legal' },
        { kind: 'admin_page', path: 'menus' },
      ],
      reviewAt,
    });
  const missing = [window, offered].flatMap((duty) => (duty.isMet === null ? duty.missing : []));
  return missing.length > 0
    ? trial.unknown({ message: 'facts_missing', missing, reviewAt })
    : trial.pass({ reviewAt });
}

/** Orders of the last 14 days, which could be withdrawn from now. */
function exposureOf({ recentOrders }: ShopSubject, region: ReadonlySet<string>) {
  return sumsByCurrency(
    recentOrders
      .filter(({ country }) => country !== null && region.has(country))
      .map(({ value }) => value),
  );
}

function source(cite: string, url: string) {
  return { cite, url, confidence: 'high', checkedOn: '2026-11-22', freshForDays: 180 } as const;
}
