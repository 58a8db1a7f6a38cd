import type { FindingQuery } from '#app/contracts/finding-query.ts';
import { MOST_FINDINGS_AT_ONCE } from '#app/contracts/finding-actions.ts';
import type { FindingRow } from '#app/contracts/findings.ts';
import type { FindingFilter } from '#app/db/finding-conditions.ts';
import { readExposedCurrencies } from '#app/db/finding-counts.server.ts';
import {
  readFindingPage,
  readFindingsByIds,
  type FindingPageRequest,
  type FindingPlace,
  type FoundFinding,
} from '#app/db/finding-pages.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { decimalOf } from '#app/domain/shared/money.ts';
import type { FindingLabels } from '#app/i18n/finding-labels.ts';
import type { Language } from '#app/i18n/languages.ts';
import { BYTE_ORDER_MARK, csv, safeCell } from '#app/services/export-parcels.server.ts';
import { findingRowOf, type FindingSpeech } from '#app/services/finding-rows.ts';
import { findingSpeech } from '#app/services/finding-speech.server.ts';
import { frameOf } from '#app/services/load-frame.server.ts';
import { findingFilterOf } from '#app/services/load-findings.server.ts';

/** Large enough that the database is asked seldom, small enough that a page is nothing in memory. */
const ROWS_PER_CHUNK = 250;

/**
 * The findings of a query through all its pages, or at most `MOST_FINDINGS_AT_ONCE` by id, as a CSV file in pieces. Instants
 * are ISO 8601 in UTC; amounts are decimals with a point, one column for each currency, for two are never added up. No
 * cell is a formula.
 */
export async function* exportFindings({
  shopId,
  query,
  ids,
  reader,
  language,
  labels,
  now,
}: {
  shopId: number;
  query: FindingQuery;
  /** Empty: those of the query. */
  ids: readonly string[];
  reader: string;
  language: Language;
  labels: FindingLabels;
  now: Date;
}): AsyncGenerator<string> {
  const filter = findingFilterOf(query, reader);
  const { speech, currencies } = await withShopSql(shopId, async (sql) => ({
    speech: findingSpeech(frameOf(await readShopFacts(sql, shopId), now), language),
    currencies: await readExposedCurrencies(sql, shopId),
  }));
  const columns = columnsOf(labels, currencies);
  const lines = (rows: readonly FindingRow[]) =>
    rows.length === 0 ? '' : csv(rows.map((row) => columns.map(({ of }) => of(row))));
  yield BYTE_ORDER_MARK + csv([columns.map(({ title }) => title)]);
  if (ids.length > 0) yield lines(await rowsById({ shopId, ids, speech, now }));
  else for await (const rows of chunksOf({ shopId, filter, speech, now })) yield lines(rows);
}

async function* chunksOf({
  shopId,
  filter,
  speech,
  now,
}: {
  shopId: number;
  filter: FindingFilter;
  speech: FindingSpeech;
  now: Date;
}): AsyncGenerator<FindingRow[]> {
  let beside: FindingPlace | null = null;
  do {
    const page: FindingChunk = await readChunk({ shopId, filter, now, beside });
    yield page.rows.map((row) => findingRowOf(row, { speech, now }));
    beside = page.more ? (page.rows.at(-1)?.place ?? null) : null;
  } while (beside !== null);
}

interface FindingChunk {
  rows: FoundFinding[];
  more: boolean;
}

/** Each chunk in a transaction of its own: a long file holds none open. */
function readChunk(
  request: Omit<FindingPageRequest, 'direction' | 'limit'>,
): Promise<FindingChunk> {
  return withShopSql(request.shopId, (sql) =>
    readFindingPage(sql, { ...request, direction: 'next', limit: ROWS_PER_CHUNK }),
  );
}

async function rowsById({
  shopId,
  ids,
  speech,
  now,
}: {
  shopId: number;
  ids: readonly string[];
  speech: FindingSpeech;
  now: Date;
}): Promise<FindingRow[]> {
  const usable = ids.filter((id) => UUID.test(id)).slice(0, MOST_FINDINGS_AT_ONCE);
  const found = await withShopSql(shopId, (sql) => readFindingsByIds(sql, shopId, usable));
  return found.map((row) => findingRowOf(row, { speech, now }));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Column {
  title: string;
  of: (row: FindingRow) => string;
}

function columnsOf(labels: FindingLabels, currencies: readonly string[]): Column[] {
  const { column } = labels;
  return [
    { title: column('rule'), of: ({ ruleId }) => ruleId },
    { title: column('title'), of: ({ ruleTitle }) => safeCell(ruleTitle) },
    { title: column('what'), of: ({ what }) => safeCell(what) },
    { title: column('subject'), of: ({ subject }) => safeCell(subject.label) },
    { title: column('orderId'), of: ({ subject }) => subject.orderId ?? '' },
    { title: column('productId'), of: ({ subject }) => subject.productId ?? '' },
    { title: column('verdict'), of: ({ verdict }) => labels.verdict(verdict) },
    { title: column('deadline'), of: ({ deadlineAt }) => deadlineAt ?? '' },
    {
      title: column('noDeadline'),
      of: ({ noDeadline }) => (noDeadline === null ? '' : labels.noDeadline(noDeadline)),
    },
    ...currencies.map((currency) => ({
      title: labels.money(currency),
      of: ({ exposure }: FindingRow) => {
        const amount = exposure.find((each) => each.currency === currency);
        return amount === undefined ? '' : decimalOf(amount);
      },
    })),
    { title: column('severity'), of: ({ severity }) => labels.severity(severity) },
    { title: column('certainty'), of: ({ certainty }) => labels.certainty(certainty) },
    { title: column('authority'), of: ({ authority }) => labels.authority(authority) },
    { title: column('jurisdictions'), of: ({ jurisdictions }) => jurisdictions.join(' ') },
    { title: column('since'), of: ({ verdictSince }) => verdictSince },
    { title: column('curedAt'), of: ({ curedAt }) => curedAt ?? '' },
    { title: column('suppressedUntil'), of: ({ suppressed }) => suppressed?.until ?? '' },
    { title: column('suppressedWhy'), of: ({ suppressed }) => safeCell(suppressed?.why ?? '') },
    {
      title: column('assignee'),
      of: ({ assignee }) => safeCell((assignee ?? '').replace(/^name:/, '')),
    },
    { title: column('id'), of: ({ id }) => id },
  ];
}
