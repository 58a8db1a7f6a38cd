import {
  ordersWithoutParcels,
  parcelsOfOrders,
  parcelsWithNumbers,
  parcelsWithoutNumber,
  someOrderNames,
} from '#app/db/upload-facts.server.ts';
import type { WaitingRow } from '#app/db/upload-rows.server.ts';
import {
  doubtContested,
  numbersOfSeveralGroups,
  takeWaitingRows,
  writeVerdicts,
} from '#app/db/upload-rows.server.ts';
import type { StoredUpload } from '#app/db/uploads.server.ts';
import { moveUpload, readUpload } from '#app/db/uploads.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { numberKey } from '#app/domain/numbers/normalise.ts';
import type { MatchFacts, MatchParcel, MatchRow } from '#app/domain/uploads/claim.ts';
import { LOOK_AFTER_DAYS, LOOK_BEFORE_DAYS } from '#app/domain/uploads/match-claim.ts';
import { MOST_ROWS_PER_GROUP, matchRows, wantedKeyOf } from '#app/domain/uploads/match.ts';
import { nameFormsOf, namesFor } from '#app/domain/uploads/order-names.ts';
import type { NameForm } from '#app/domain/uploads/order-names.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { AGAIN } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { articlesOf } from '#app/services/read-articles.server.ts';
import { matchScanRows } from '#app/services/work-scan-uploads.server.ts';

/** Rows looked at a slice, with the rest of their groups. */
const ROWS_PER_SLICE = 500;
/** Parcels without a number that are weighed by article a slice: what one slice may ask Shopify for. */
const MOST_OPEN_PARCELS = 300;

/**
 * Matches the next rows of an upload: facts from the database, articles from Shopify where they decide (outside any
 * transaction), then the verdicts in one. A slice that is lost is done again; the last one turns the upload to `preview`.
 */
export async function matchSlice({
  shopId,
  domain,
  upload,
  now,
}: {
  shopId: number;
  domain: string;
  upload: StoredUpload;
  now: Date;
}): Promise<Step> {
  const { uploadId } = upload;
  const { waiting, scans, facts } = await withShopSql(shopId, async (sql) => {
    const taken = await takeWaitingRows(sql, shopId, {
      uploadId,
      rows: ROWS_PER_SLICE,
      groupRows: MOST_ROWS_PER_GROUP,
    });
    return {
      waiting: taken.waiting,
      scans:
        upload.kind === 'scans'
          ? await matchScanRows(sql, { shopId, waiting: taken.waiting })
          : null,
      facts:
        taken.waiting.length === 0 || upload.kind === 'scans'
          ? null
          : await factsFor(sql, shopId, { uploadId, ...taken }),
    };
  });
  const judged = async () =>
    facts === null ? new Map() : judge({ shopId, domain, waiting, facts, now });
  const verdicts = scans ?? (await judged());
  await withShopSql(shopId, async (sql) => {
    const current = await readUpload(sql, shopId, { uploadId, lock: true });
    if (current?.state !== 'matching') return;
    if (verdicts.size > 0) {
      await writeVerdicts(sql, shopId, { uploadId, verdicts });
      await moveUpload(sql, shopId, uploadId, { rowsDone: current.rowsDone + verdicts.size });
      return;
    }
    if (upload.kind === 'numbers') await doubtContested(sql, shopId, uploadId);
    await moveUpload(sql, shopId, uploadId, { state: 'preview', rowsDone: current.rowsTotal });
  });
  return AGAIN;
}

type SliceFacts = Omit<MatchFacts, 'skusOf'>;

async function factsFor(
  sql: Parameters<typeof readUpload>[0],
  shopId: number,
  {
    uploadId,
    waiting,
    groupSizes,
  }: { uploadId: string; waiting: readonly WaitingRow[]; groupSizes: ReadonlyMap<string, number> },
): Promise<SliceFacts> {
  const forms = nameFormsOf(await someOrderNames(sql, shopId));
  const names = namesIn(waiting, forms);
  const numberKeys = [
    ...new Set(
      waiting.flatMap(({ cells }) =>
        [cells.number, cells.next, cells.existing]
          .filter((number) => number !== null)
          .map(numberKey),
      ),
    ),
  ];
  const byName = await parcelsOfOrders(sql, shopId, names);
  const byNumber = await parcelsWithNumbers(sql, shopId, numberKeys);
  const open = await openParcels(sql, shopId, waiting);
  return {
    parcels: distinct([...byName, ...byNumber, ...open.slice(0, MOST_OPEN_PARCELS)]),
    areOpenParcelsAll: open.length <= MOST_OPEN_PARCELS,
    forms,
    unshippedOrders: await ordersWithoutParcels(sql, shopId, names),
    numbersOfSeveral: await numbersOfSeveralGroups(sql, shopId, {
      uploadId,
      numberKeys: waiting.map(({ cells }) => wantedKeyOf(cells)),
    }),
    groupSizes,
  };
}

function namesIn(waiting: readonly WaitingRow[], forms: readonly NameForm[]): string[] {
  const orders = new Set(waiting.map(({ cells }) => cells.order).filter((order) => order !== null));
  return [...new Set([...orders].flatMap((order) => namesFor(order, forms)))];
}

/** Parcels without a number around the dates of the rows that name an article; one more than are weighed tells that there are more. */
async function openParcels(
  sql: Parameters<typeof readUpload>[0],
  shopId: number,
  waiting: readonly WaitingRow[],
): Promise<MatchParcel[]> {
  const dates = waiting
    .filter(({ cells }) => cells.sku !== null)
    .map(({ cells }) => cells.shippedOn)
    .filter((on) => on !== null)
    .sort();
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return [];
  return parcelsWithoutNumber(sql, shopId, {
    from: addDays(first, -LOOK_BEFORE_DAYS),
    to: addDays(last, LOOK_AFTER_DAYS),
    limit: MOST_OPEN_PARCELS + 1,
  });
}

/** First without articles, to learn whose articles would decide; then with them. */
async function judge({
  shopId,
  domain,
  waiting,
  facts,
  now,
}: {
  shopId: number;
  domain: string;
  waiting: readonly WaitingRow[];
  facts: SliceFacts;
  now: Date;
}) {
  const rows: MatchRow[] = waiting.map(({ line, cells, notes }) => ({ line, cells, notes }));
  const asked = new Set<string>();
  const first = matchRows(rows, {
    ...facts,
    skusOf: (fulfillmentId) => {
      asked.add(fulfillmentId);
      return undefined;
    },
  });
  if (asked.size === 0) return first;
  const articles = await articlesOf({ shopId, domain, fulfillmentIds: [...asked], now });
  return matchRows(rows, { ...facts, skusOf: (id) => articles.get(id) ?? null });
}

function distinct(parcels: readonly MatchParcel[]): MatchParcel[] {
  return [
    ...new Map(
      parcels.map((parcel) => [`${parcel.fulfillmentId}-${parcel.position}`, parcel]),
    ).values(),
  ];
}
