import type { PoolClient } from 'pg';
import { cashActionSchema } from '#app/contracts/cash.ts';
import type { CashActionResult, CashFault, TypedItem } from '#app/contracts/cash.ts';
import { bankLinesOfGateway, deleteBankBatch } from '#app/db/bank-lines.server.ts';
import { readGatewaySalesByDay } from '#app/db/cash-facts.server.ts';
import { addCashItems, changeCashItem, setCashItemsRemoved } from '#app/db/cash-items.server.ts';
import { readCashSettingsRow, writeCashSettings } from '#app/db/cash-settings.server.ts';
import { wantCash } from '#app/db/cash-state.server.ts';
import {
  deleteGatewayRule,
  listGatewayRules,
  writeGatewayRule,
} from '#app/db/gateway-rules.server.ts';
import type { GatewayRule } from '#app/db/gateway-rules.server.ts';
import { wantPlanPass } from '#app/db/plan-pass.server.ts';
import { loadShopRecord } from '#app/db/shop-knowledge.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { calibrateGateway } from '#app/domain/cash/calibrate-gateway.ts';
import type { Calibration } from '#app/domain/cash/calibrate-gateway.ts';
import { readCashSettings } from '#app/domain/cash/cash-settings.ts';
import type { CashSettings } from '#app/domain/cash/cash-settings.ts';
import type { CashItem } from '#app/domain/cash/cash-facts.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { parseCashSettings } from '#app/domain/cash/parse-cash-settings.ts';
import { readTypedAmount } from '#app/domain/cash/typed-amount.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import type { z } from 'zod';

const CALIBRATION_DAYS = 180;

type Action = z.output<typeof cashActionSchema>;
interface Shop {
  shopId: number;
  currency: string;
  country: string | null;
  timeZone: string;
  today: string;
  now: Date;
}

/** What was done, or the fields that kept it from being done. */
type Done = { itemIds?: readonly string[]; calibration?: Calibration } | { faults: CashFault[] };

/**
 * Does what a person asked for on the Cash page and has the forecast made anew. `body` is untrusted; a fault names its field
 * and then nothing is changed.
 */
export async function actOnCash({
  shopId,
  body,
  now,
}: {
  shopId: number;
  body: unknown;
  now: Date;
}): Promise<CashActionResult> {
  const parsed = cashActionSchema.safeParse(body);
  if (!parsed.success)
    return {
      ok: false,
      faults: parsed.error.issues.map(({ path, message }) => ({
        path: path.map(String).join('.'),
        code: message === 'ends_before_start' ? message : 'not_readable',
        params: {},
      })),
    };
  const action = parsed.data;
  return withShopSql(shopId, async (sql): Promise<CashActionResult> => {
    const record = await loadShopRecord(sql, shopId, now);
    if (record === null || record.currency === null)
      return { ok: false, faults: [fault('', 'no_currency')] };
    const timeZone = record.timeZone ?? 'UTC';
    const { currency, country } = record;
    const today = dayInZone(now, timeZone);
    const done = await carryOut(sql, action, { shopId, currency, country, timeZone, today, now });
    if ('faults' in done) return { ok: false, faults: done.faults };
    await wantCash(sql, shopId, now);
    await enqueue(sql, 'forecast-cash', { shopId }, { sooner: true });
    const { itemIds = [], calibration = null } = done;
    return { ok: true, done: action.intent, itemIds, calibration };
  });
}

async function carryOut(sql: PoolClient, action: Action, shop: Shop): Promise<Done> {
  const { shopId, currency, today, now } = shop;
  switch (action.intent) {
    case 'save_settings': {
      const read = parseCashSettings(action.settings, { currency, today });
      if (!read.ok) return { faults: read.faults };
      const { settings } = read;
      const before = readCashSettings((await readCashSettingsRow(sql, shopId)).settings);
      const isSaved = await writeCashSettings(sql, shopId, {
        settings,
        version: action.version,
        now,
      });
      if (!isSaved) return { faults: [fault('', 'changed_meanwhile')] };
      const ofPlans = ({ holdingShare, deadDays, shipsDirect }: CashSettings) =>
        JSON.stringify([holdingShare, deadDays, shipsDirect]);
      if (ofPlans(settings) !== ofPlans(before)) await wantPlanPass(sql, shopId, now);
      return {};
    }
    case 'add_item': {
      const item = itemOf(action.item);
      if ('faults' in item) return item;
      return { itemIds: await addCashItems(sql, shopId, { items: [item], batch: null, now }) };
    }
    case 'change_item': {
      const item = itemOf(action.item);
      if ('faults' in item) return item;
      const { itemId } = action;
      const isThere = await changeCashItem(sql, shopId, { itemId, item });
      return isThere ? { itemIds: [itemId] } : { faults: [fault('itemId', 'gone')] };
    }
    case 'remove_items':
    case 'restore_items': {
      const removedAt = action.intent === 'remove_items' ? now : null;
      const { itemIds } = action;
      await setCashItemsRemoved(sql, shopId, { itemIds, removedAt });
      return { itemIds };
    }
    case 'save_gateway':
      return saveGateway(sql, shop, action.rule);
    case 'remove_gateway':
      await deleteGatewayRule(sql, shopId, action.gateway);
      return {};
    case 'calibrate_gateway':
      return { calibration: await calibrate(sql, shop, action.gateway) };
    case 'undo_bank':
      await deleteBankBatch(sql, shopId, action.batch);
      return {};
    default:
      return assertExhaustive(action);
  }
}

function itemOf({
  amount,
  ...item
}: TypedItem): (CashItem & { currency: string }) | { faults: CashFault[] } {
  const read = readTypedAmount(amount, item.currency);
  if (!read.ok) return { faults: [fault('item.amount', read.code)] };
  if (read.minor <= 0) return { faults: [fault('item.amount', 'not_positive')] };
  return { ...item, minor: read.minor };
}

async function saveGateway(
  sql: PoolClient,
  { shopId, now }: Shop,
  rule: Omit<GatewayRule, 'calibration'>,
): Promise<Done> {
  const before = (await listGatewayRules(sql, shopId)).find(
    ({ gateway }) => gateway === rule.gateway,
  );
  await writeGatewayRule(sql, shopId, {
    rule: { ...rule, calibration: before?.calibration ?? null },
    now,
  });
  return {};
}

/** Holds a gateway's sales against the bank's lines that were taken for it, and keeps what they teach. */
async function calibrate(sql: PoolClient, shop: Shop, gateway: string): Promise<Calibration> {
  const { shopId, currency, country, timeZone, today, now } = shop;
  const fromOn = addDays(today, -CALIBRATION_DAYS);
  const window = { gateway, currency, timeZone, fromOn, untilOn: today };
  const sales = await readGatewaySalesByDay(sql, shopId, window);
  const lines = await bankLinesOfGateway(sql, shopId, window);
  const learned = calibrateGateway({ sales, lines, country });
  if (!learned.ok) return learned;
  const { lagDays, feeBp, weekday, reserveBp } = learned;
  const before = (await listGatewayRules(sql, shopId)).find((rule) => rule.gateway === gateway);
  await writeGatewayRule(sql, shopId, {
    rule: {
      gateway,
      lagDays: Math.round(lagDays.p50),
      feeBp,
      fixedFeeMinor: 0, // within the share
      currency,
      reserveBp,
      reserveDays: before?.reserveDays ?? 0,
      weekday,
      calibration: { lines: learned.lines, on: today, lagDays },
    },
    now,
  });
  return learned;
}

function fault(path: string, code: string): CashFault {
  return { path, code, params: {} };
}
