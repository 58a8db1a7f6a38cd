import { startOfDay } from '#app/domain/shared/day-in-zone.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { openRow } from '#app/domain/findings/params.ts';
import { polSet01Examples } from '#app/domain/findings/rules/compliance/pol-set-01.examples.ts';
import {
  GUARANTEE_SHOWN,
  partsOf,
  type Part,
} from '#app/domain/findings/rules/compliance/pol-set-01.gaps.ts';
import { traced, type Trial } from '#app/domain/findings/trial.ts';

const NOTICE_FROM = '2026-09-27';
const QUOTES_MAX = 12;

/** A shop shows its policies and who it is: whole, filled in, in every language it speaks. */
export const polSet01 = defineRule<'shop'>({
  id: 'POL-SET-01',
  version: '1.0.0',
  status: 'active',
  subject: 'shop',
  jurisdictions: ['EU', 'DE', 'US', 'google'],
  authority: 'law',
  severity: 'high',
  certainty: 'heuristic',
  sources: [
    source('Directive 2011/83/EU, Article 6', 'http://data.europa.eu/eli/dir/2011/83/oj', 'high'),
    source('Directive 2000/31/EC, Article 5', 'http://data.europa.eu/eli/dir/2000/31/oj', 'high'),
    source(
      'Digitale-Dienste-Gesetz, § 5',
      'https://www.gesetze-im-internet.de/ddg/__5.html',
      'medium',
    ),
    source(
      'California Business and Professions Code 17538(d)',
      'https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=BPC&sectionNum=17538',
      'medium',
    ),
    source(
      'Implementing Regulation (EU) 2025/1960',
      'https://eur-lex.europa.eu/eli/reg_impl/2025/1960/oj',
      'high',
    ),
    source(
      'Google Merchant Center, misrepresentation',
      'https://support.google.com/merchants/answer/6150127',
      'medium',
    ),
  ],
  effective: { from: '2014-06-13', until: null },
  params: {
    leastLength: {
      unit: 'count',
      mayOverwrite: true,
      least: 1,
      most: 2_000,
      rows: [
        openRow('', 100, 'House choice', null),
        openRow('CONTACT_INFORMATION', 40, 'House choice', null),
      ],
    },
    guaranteeNotices: {
      unit: 'count',
      mayOverwrite: false,
      least: 0,
      most: 1,
      rows: [openRow('', 1, 'Implementing Regulation (EU) 2025/1960', NOTICE_FROM)],
    },
  },
  requires: {
    facts: ['policies', 'pages', 'shop', 'attestations'],
    scopes: ['read_legal_policies'],
    historyDays: 0,
  },
  conditions: [
    'policies_read',
    'policies_present',
    'long_enough',
    'no_placeholders',
    'identity_named',
    'translated',
    'guarantee_shown',
  ],
  exceptions: [{ id: 'other_page', cite: 'Directive 2011/83/EU, Article 6(1)' }],
  messages: [
    'policy_missing',
    'too_short',
    'placeholder_left',
    'identity_missing',
    'not_translated',
    'guarantee_denied',
    'several',
    'policies_unread',
    'facts_missing',
  ],
  steps: ['write_missing', 'fill_in', 'name_seller', 'translate', 'show_guarantee'],
  templates: [{ id: 'contact_block', to: 'page' }],
  consequence: { max: null },
  attestations: [GUARANTEE_SHOWN],
  review: {
    last: '2026-11-22',
    next: '2027-05-21',
    watch: ['Directive 2011/83/EU', 'DDG', 'Regulation (EU) 2025/1960'],
  },
  examples: polSet01Examples,
  governedOn: () => null,
  evaluate(subject, trial) {
    const { policies, shop } = subject;
    const read = traced('policies', policies, (all) => all.length);
    trial.check('policies_read', policies.known ? true : null, read);
    if (!policies.known)
      return trial.unknown({ message: 'policies_unread', missing: [policies.missing] });
    const parts = partsOf(subject, policies.value, trial);
    const noticeFrom = startOfDay(NOTICE_FROM, shop.timeZone);
    return conclude(parts, trial.asOf < noticeFrom ? noticeFrom : null, trial);
  },
});

function conclude(parts: readonly Part[], reviewAt: Date | null, trial: Trial): Outcome {
  const gaps = parts.filter(({ isThere }) => isThere === false);
  const [first] = gaps;
  if (first !== undefined)
    return trial.fail({
      message: gaps.length === 1 ? first.code : 'several',
      params: { count: gaps.length },
      deadline: 'standing',
      exposure: 'no_sum',
      quotes: gaps.flatMap(({ quotes }) => quotes).slice(0, QUOTES_MAX),
      fixes: [
        { kind: 'admin_page', path: 'settings/legal' },
        { kind: 'admin_page', path: 'pages' },
      ],
      reviewAt,
    });
  const missing = parts.flatMap((one) => (one.isThere === null ? one.missing : []));
  return missing.length > 0
    ? trial.unknown({ message: 'facts_missing', missing, reviewAt })
    : trial.pass({ reviewAt });
}

function source(cite: string, url: string, confidence: 'high' | 'medium') {
  return { cite, url, confidence, checkedOn: '2026-11-22', freshForDays: 180 };
}
