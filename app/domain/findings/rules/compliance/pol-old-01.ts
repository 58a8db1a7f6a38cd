import { dayInZone, startOfDay } from '#app/domain/shared/day-in-zone.ts';
import {
  DEAD_REFERENCES,
  deadReferences,
  type FoundReference,
} from '#app/domain/findings/dead-references.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import type { Quote } from '#app/domain/findings/outcome.ts';
import { polOld01Examples } from '#app/domain/findings/rules/compliance/pol-old-01.examples.ts';
import type { ShopSubject } from '#app/domain/findings/subjects.ts';
import { EEA_AND_UK, targetsWithin } from '#app/domain/findings/targets.ts';
import { traced, tracedValue } from '#app/domain/findings/trial.ts';

const QUOTES_MAX = 12;
const QUOTE_MAX = 300;

/** Legal texts name no law and no institution that is gone. */
export const polOld01 = defineRule<'shop'>({
  id: 'POL-OLD-01',
  version: '1.0.0',
  status: 'active',
  subject: 'shop',
  jurisdictions: ['EU', 'DE'],
  authority: 'law',
  severity: 'low',
  certainty: 'heuristic',
  sources: [
    source('Regulation (EU) 2024/3228', 'http://data.europa.eu/eli/reg/2024/3228/oj', 'high'),
    source(
      'Digitale-Dienste-Gesetz, § 5',
      'https://www.gesetze-im-internet.de/ddg/__5.html',
      'medium',
    ),
    source(
      'Court of Justice, C-311/18',
      'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:62018CJ0311',
      'high',
    ),
    source(
      'Regulation (EU) 2023/988, which repeals Directive 2001/95/EC',
      'http://data.europa.eu/eli/reg/2023/988/oj',
      'high',
    ),
  ],
  effective: { from: '2020-07-16', until: null },
  params: {},
  requires: {
    facts: ['policies', 'pages', 'shop'],
    scopes: ['read_legal_policies'],
    historyDays: 0,
  },
  conditions: ['texts_read', 'nothing_dead', 'sells_to_europe'],
  exceptions: [{ id: 'archived', cite: 'House choice' }],
  messages: [
    ...DEAD_REFERENCES.map(({ code }) => code),
    'several',
    'policies_unread',
    'targets_unknown',
  ],
  steps: ['delete_or_replace', 'change_translations', 'check_pages'],
  templates: [],
  consequence: { max: null },
  attestations: [],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['Regulation (EU) 2024/3228', 'DDG'] },
  examples: polOld01Examples,
  governedOn: () => null,
  evaluate(subject, trial) {
    const { policies, shop } = subject;
    const read = traced('policies', policies, (all) => all.length);
    trial.check('texts_read', policies.known ? true : null, read);
    const today = dayInZone(trial.asOf, shop.timeZone);
    const all = found(subject);
    const dead = all.filter(({ deadOn }) => deadOn <= today);
    const open = dead.filter(({ isArchived }) => !isArchived);
    const isClean = open.length === 0 ? (policies.known ? true : null) : false;
    const at = policies.known ? policies.at : null;
    trial.check(
      'nothing_dead',
      isClean,
      tracedValue('sentences', open.length, { at, origin: 'text' }),
    );
    if (!policies.known && open.length === 0)
      return trial.unknown({ message: 'policies_unread', missing: [policies.missing] });
    if (open.length === 0) {
      trial.excepts('archived', dead.length > 0);
      const next = all
        .map(({ deadOn }) => deadOn)
        .filter((day) => day > today)
        .toSorted()[0];
      return trial.pass({ reviewAt: next === undefined ? null : startOfDay(next, shop.timeZone) });
    }
    const reached = targetsWithin(shop, EEA_AND_UK);
    const sellsThere = reached.known ? reached.value.length > 0 : null;
    trial.check(
      'sells_to_europe',
      sellsThere,
      traced('targets', reached, (to) => to.join(', ')),
    );
    const params = { count: open.length };
    if (!reached.known)
      return trial.unknown({ message: 'targets_unknown', params, missing: [reached.missing] });
    if (!sellsThere) return trial.notApplicable();
    const codes = [...new Set(open.map(({ code }) => code))];
    return trial.fail({
      message: codes.length === 1 ? (codes[0] ?? 'several') : 'several',
      params,
      deadline: 'standing',
      exposure: 'no_sum',
      quotes: open.slice(0, QUOTES_MAX).map(({ quote }) => quote),
      fixes: [{ kind: 'admin_page', path: 'settings/legal' }],
    });
  },
});

type Found = FoundReference & { quote: Quote; isArchived: boolean };

/** Pages that keep an earlier version say so in their title. */
const ARCHIVE =
  /\barchiv\w*|\b(?:superseded|old version|previous version|fruhere fassung|frühere fassung|ancienne version|version anterior)\b|历史版本|歷史版本|存档|存檔/i;

function found({ policies, pages }: ShopSubject): readonly Found[] {
  const inPolicies = (policies.known ? policies.value : []).flatMap(
    ({ text, links, type, locale }) =>
      deadReferences({ text, links }).map((reference) => ({
        ...reference,
        quote: { text: reference.text.slice(0, QUOTE_MAX), where: type, locale },
        isArchived: false,
      })),
  );
  const inPages = (pages.known ? pages.value : []).flatMap(({ title, text }) =>
    deadReferences({ text, links: [] }).map((reference) => ({
      ...reference,
      quote: { text: reference.text.slice(0, QUOTE_MAX), where: title, locale: null },
      isArchived: ARCHIVE.test(title),
    })),
  );
  return [...inPolicies, ...inPages];
}

function source(cite: string, url: string, confidence: 'high' | 'medium') {
  return { cite, url, confidence, checkedOn: '2026-11-22', freshForDays: 180 };
}
