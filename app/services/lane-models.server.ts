import type { PoolClient } from 'pg';
import {
  newestModel,
  readNewestModel,
  type ModelCell,
  type ModelRecord,
} from '#app/db/lane-model-versions.server.ts';
import { readSettings } from '#app/db/settings.server.ts';
import {
  createRemainingModel,
  type RemainingModel,
} from '#app/domain/lanes/delivery/remaining-model.ts';
import { PIT_BIN_COUNT } from '#app/domain/lanes/delivery/calibration.ts';
import { parseSilenceKey } from '#app/domain/lanes/lane-key.ts';
import { createLaneModel, type LaneModel } from '#app/domain/lanes/lane-model.ts';
import { patienceForBudget } from '#app/domain/lanes/patience.ts';
import { BIN_COUNT } from '#app/domain/lanes/time-bins.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';

/** What a shop's parcels are judged by. */
export interface LanesOfShop {
  /** Of the model; 0 = the shop has no history yet, and the prior that ships with the product speaks. */
  version: number;
  silence: LaneModel;
  /** The price of a false alarm that the shop's budget comes to (app/domain/lanes/patience.ts). */
  patience: number;
  delivery: RemainingModel;
  /** How it was made; null for the prior. */
  record: ModelRecord | null;
}

/**
 * The newest model of a shop: the same curves in every process that says its version. Models are kept by shop and version,
 * so that asking again costs one look at the version.
 */
export async function laneModelOf(sql: PoolClient, shopId: number): Promise<LanesOfShop> {
  const newest = await newestModel(sql, shopId);
  if (newest === null) return priorLanes(settingsOf(await readSettings(sql, shopId)));
  const known = kept.get(shopId);
  if (known?.lanes.version === newest.version) {
    // Asked last, dropped last.
    kept.delete(shopId);
    kept.set(shopId, known);
    return known.lanes;
  }
  const read = await readNewestModel(sql, shopId);
  if (read === null) return priorLanes(settingsOf(await readSettings(sql, shopId)));
  const lanes = lanesOf(read);
  keep(shopId, { lanes, cells: read.cells.length });
  return lanes;
}

/** What a shop without history is judged by. */
export function priorLanes({ alerts, calendar }: ShopSettings): LanesOfShop {
  const budget = alerts.flaggedOf100 / 100;
  const patience = priorPatience.get(budget) ?? solvePrior(budget);
  return {
    version: 0,
    silence: PRIOR,
    patience,
    delivery: calendar.businessDays ? PRIOR_DELIVERY.business : PRIOR_DELIVERY.plain,
    record: null,
  };
}

const PRIOR = createLaneModel({ cells: [], version: 0 });
const PRIOR_DELIVERY = { business: priorDelivery(true), plain: priorDelivery(false) } as const;

function priorDelivery(businessDays: boolean): RemainingModel {
  return createRemainingModel({ remaining: [], pit: [], businessDays, version: 0 });
}

/** By budget, of which there are fifty. */
const priorPatience = new Map<number, number>();

function solvePrior(budget: number): number {
  const { patience } = patienceForBudget({ journeys: [], model: PRIOR, budget });
  priorPatience.set(budget, patience);
  return patience;
}

/** The curves of frozen counts. */
export function lanesOf({
  record,
  cells,
}: {
  record: ModelRecord;
  cells: readonly ModelCell[];
}): LanesOfShop {
  const { version, patience, businessDays } = record;
  const byKind = Map.groupBy(cells, ({ kind }) => kind);
  const entries = (kind: ModelCell['kind']) =>
    (byKind.get(kind) ?? []).map((cell) => [parseSilenceKey(cell.key), cell] as const);
  return {
    version,
    silence: createLaneModel({
      cells: entries('silence').map(([key, { bins, stuck, open }]) => [
        key,
        { moved: filled(bins, BIN_COUNT), stuck, open: filled(open, BIN_COUNT) },
      ]),
      version,
    }),
    patience,
    delivery: createRemainingModel({
      remaining: entries('remaining').map(([key, { bins, open }]) => [
        key,
        { delivered: filled(bins, BIN_COUNT), open: filled(open, BIN_COUNT) },
      ]),
      pit: entries('pit').map(([key, { bins }]) => [key, filled(bins, PIT_BIN_COUNT)]),
      businessDays,
      version,
    }),
    record,
  };
}

function filled(counts: readonly number[], length: number): Float64Array {
  const all = new Float64Array(length);
  all.set(counts.slice(0, length));
  return all;
}

/** Counts kept in one process, over all shops: some two kilobytes each. */
const MOST_CELLS = 20_000;
const kept = new Map<number, { lanes: LanesOfShop; cells: number }>();

/** Drops the models that nobody has asked for the longest; the newest stays however large it is. */
function keep(shopId: number, entry: { lanes: LanesOfShop; cells: number }): void {
  kept.delete(shopId);
  kept.set(shopId, entry);
  let cells = 0;
  for (const each of kept.values()) cells += each.cells;
  for (const [oldest, { cells: freed }] of kept) {
    if (cells <= MOST_CELLS || oldest === shopId) break;
    kept.delete(oldest);
    cells -= freed;
  }
}
