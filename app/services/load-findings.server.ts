import type { PoolClient } from 'pg';
import { groupingOf, type FindingQuery } from '#app/contracts/finding-query.ts';
import type { FindingGroup, FindingPage, FirstPass } from '#app/contracts/findings.ts';
import type { FindingFilter } from '#app/db/finding-conditions.ts';
import { countFindings, readOpenFindings } from '#app/db/finding-counts.server.ts';
import {
  readFirstOfSubjects,
  readRuleGroups,
  readSubjectGroups,
} from '#app/db/finding-groups.server.ts';
import {
  readFindingPage,
  readFirstOfRules,
  type FindingPlace,
} from '#app/db/finding-pages.server.ts';
import { readPass } from '#app/db/full-pass.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { AUTHORITIES } from '#app/domain/findings/rule.ts';
import { SUBJECT_KINDS } from '#app/domain/findings/subjects.ts';
import type { Money } from '#app/domain/shared/money.ts';
import type { Language } from '#app/i18n/languages.ts';
import { readFindingCursor, writeFindingCursor } from '#app/services/finding-cursor.ts';
import { findingRowOf, findingSubjectOf, type FindingSpeech } from '#app/services/finding-rows.ts';
import { findingSpeech } from '#app/services/finding-speech.server.ts';
import { frameOf } from '#app/services/load-frame.server.ts';

const ROWS_PER_PAGE = 50;
const SUBJECTS_PER_PAGE = 25;
/** Of a rule, before one asks for all of its findings. */
const ROWS_PER_RULE = 5;
const ROWS_PER_SUBJECT = 12;
/** Deadlines within this count as near. */
const SOON_MS = 7 * 86_400_000;

/** What the Compliance page shows, from stored findings alone: nothing is judged here. */
export async function loadFindings({
  shopId,
  query,
  reader,
  language,
  now,
}: {
  shopId: number;
  query: FindingQuery;
  /** Who reads: `user:<id>`. */
  reader: string;
  language: Language;
  now: Date;
}): Promise<FindingPage> {
  return withShopSql(shopId, async (sql) => {
    const frame = frameOf(await readShopFacts(sql, shopId), now);
    const speech = findingSpeech(frame, language);
    const { currency } = frame;
    const filter = findingFilterOf(query, reader);
    const list = await listOf(sql, { shopId, query, filter, speech, currency, now });
    const soon = new Date(now.getTime() + SOON_MS);
    const { choices, ...open } = await readOpenFindings(sql, { shopId, now, soon });
    return {
      query,
      headline: {
        ...open,
        nextDeadlineAt: open.nextDeadlineAt?.toISOString() ?? null,
        exposure: ownFirst(open.exposure, currency),
      },
      ...list,
      choices: {
        rules: [...new Set([...query.rules, ...choices.map(({ ruleId }) => ruleId)])]
          .map((id) => ({ id, title: speech.rules.title(id) }))
          .sort((a, b) => a.title.localeCompare(b.title, language)),
        jurisdictions: [
          ...new Set([...query.jurisdictions, ...choices.flatMap((each) => each.jurisdictions)]),
        ].sort(),
        authorities: AUTHORITIES.filter(
          (each) =>
            query.authorities.includes(each) || choices.some(({ authority }) => authority === each),
        ),
        assignees: [...new Set(choices.map(({ assignee }) => assignee))]
          .filter((assignee) => assignee !== null)
          .filter((assignee) => assignee !== reader)
          .sort(),
      },
      reader,
      firstPass: firstPassOf(await readPass(sql, shopId)),
    };
  });
}

/** The query's filters, with whoever `me` is. */
export function findingFilterOf(query: FindingQuery, reader: string): FindingFilter {
  return { ...query, assignee: query.assignee === 'me' ? reader : query.assignee };
}

interface Listed {
  shopId: number;
  query: FindingQuery;
  filter: FindingFilter;
  speech: FindingSpeech;
  currency: string;
  now: Date;
}
type List = Pick<FindingPage, 'groups' | 'total' | 'nextCursor' | 'previousCursor'>;

async function listOf(sql: PoolClient, listed: Listed): Promise<List> {
  switch (groupingOf(listed.query)) {
    case 'rule':
      return byRule(sql, listed);
    case 'subject':
      return bySubject(sql, listed);
    case 'none':
      return ungrouped(sql, listed);
  }
}

/** All rules at once: there are few. */
async function byRule(
  sql: PoolClient,
  { shopId, filter, speech, currency, now }: Listed,
): Promise<List> {
  const sums = await readRuleGroups(sql, { shopId, filter, now });
  const rules = sums.map(({ key }) => key);
  const found = await readFirstOfRules(sql, { shopId, filter, now, rules, limit: ROWS_PER_RULE });
  const rows = Map.groupBy(found, ({ ruleId }) => ruleId);
  return {
    groups: sums.map(({ key, count, deadlineAt, exposure }): FindingGroup => ({
      key,
      title: speech.rules.title(key),
      ruleId: key,
      subject: null,
      count,
      deadlineAt: deadlineAt?.toISOString() ?? null,
      exposure: ownFirst(exposure, currency),
      rows: (rows.get(key) ?? []).map((row) => findingRowOf(row, { speech, now })),
    })),
    total: sums.reduce((sum, { count }) => sum + count, 0),
    nextCursor: null,
    previousCursor: null,
  };
}

async function bySubject(
  sql: PoolClient,
  { shopId, query, filter, speech, currency, now }: Listed,
): Promise<List> {
  const beside = readFindingCursor(query.cursor, query);
  const direction = beside === null ? 'next' : query.direction;
  const asked = { shopId, filter, now };
  const { groups, more, total } = await readSubjectGroups(sql, {
    ...asked,
    beside,
    direction,
    limit: SUBJECTS_PER_PAGE,
  });
  const keys = groups.map(({ key }) => key);
  const found = await readFirstOfSubjects(sql, { ...asked, keys, limit: ROWS_PER_SUBJECT });
  const rows = Map.groupBy(found, ({ key }) => key);
  return {
    groups: groups.map((group): FindingGroup => {
      const subject = findingSubjectOf(group, speech);
      return {
        key: group.key,
        title: subject.label,
        ruleId: null,
        subject,
        count: group.count,
        deadlineAt: group.deadlineAt?.toISOString() ?? null,
        exposure: ownFirst(group.exposure, currency),
        rows: (rows.get(group.key) ?? []).map((row) => findingRowOf(row, { speech, now })),
      };
    }),
    total,
    ...cursorsOf(
      groups.map(({ place }) => place),
      { query, more, direction, hasStart: beside !== null },
    ),
  };
}

async function ungrouped(
  sql: PoolClient,
  { shopId, query, filter, speech, now }: Listed,
): Promise<List> {
  const beside = readFindingCursor(query.cursor, query);
  const direction = beside === null ? 'next' : query.direction;
  const request = { shopId, filter, now, beside, direction, limit: ROWS_PER_PAGE };
  const { rows, more } = await readFindingPage(sql, request);
  const group: FindingGroup = {
    key: '',
    title: '',
    ruleId: null,
    subject: null,
    count: rows.length,
    deadlineAt: null,
    exposure: [],
    rows: rows.map((row) => findingRowOf(row, { speech, now })),
  };
  return {
    groups: rows.length === 0 ? [] : [group],
    total: await countFindings(sql, { shopId, filter, now }),
    ...cursorsOf(
      rows.map(({ place }) => place),
      { query, more, direction, hasStart: beside !== null },
    ),
  };
}

/** Where the list goes on, on each side; null where it ends. Whoever came by a cursor came from a row behind them. */
function cursorsOf(
  places: readonly FindingPlace[],
  {
    query,
    more,
    direction,
    hasStart,
  }: { query: FindingQuery; more: boolean; direction: 'next' | 'previous'; hasStart: boolean },
): Pick<FindingPage, 'nextCursor' | 'previousCursor'> {
  const cursor = (place: FindingPlace | undefined, goesOn: boolean) =>
    place !== undefined && goesOn ? writeFindingCursor(place, query) : null;
  return {
    nextCursor: cursor(places.at(-1), direction === 'next' ? more : true),
    previousCursor: cursor(places[0], direction === 'next' ? hasStart : more),
  };
}

/** The shop's own currency first; the others stay as they are: amounts of different currencies do not compare. */
function ownFirst(amounts: readonly Money[], currency: string): Money[] {
  return amounts.toSorted(
    (a, b) => Number(b.currency === currency) - Number(a.currency === currency),
  );
}

/** Null once everything has been judged; later full passes go on behind findings that stand. */
function firstPassOf(state: Awaited<ReturnType<typeof readPass>>): FirstPass | null {
  if (state !== null && state.lastFullAt !== null) return null;
  const steps = SUBJECT_KINDS.length;
  const pass = state?.pass ?? null;
  return pass === null
    ? { state: 'reading', step: 0, steps }
    : { state: 'judging', step: SUBJECT_KINDS.indexOf(pass.kind) + 1, steps };
}
