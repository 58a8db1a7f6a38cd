import { beforeAll, describe, expect, test, vi } from 'vitest';
import { newestModel, readNewestModel } from '#app/db/lane-model-versions.server.ts';
import { planLaneModel, readLaneSchedule } from '#app/db/lane-schedule.server.ts';
import { silenceKeyText, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import { laneModelOf } from '#app/services/lane-models.server.ts';
import { loadAlertBudget } from '#app/services/load-alert-budget.server.ts';
import { loadParcel } from '#app/services/load-parcel.server.ts';
import { makeLaneModel } from '#app/services/make-lane-model.server.ts';
import { saveSettings } from '#app/services/save-settings.server.ts';
import { tickShops } from '#app/services/tick-shops.server.ts';
import { aParcel, idOf, putParcels } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';
import {
  NOW,
  addLegs,
  counters,
  daysAgo,
  hear,
  hearAll,
  inShop,
  learnAll,
  learnAndModel,
  learningShop,
  usualWay,
} from './learning-shop.ts';

await testDatabase();

const DAY_MS = 86_400_000;
const daysLater = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const LINEHAUL: SilenceKey = {
  stage: 'linehaul',
  leg: 'linehaul',
  carrier: 'yunexpress',
  origin: 'CN',
  destination: 'US',
};

/** So many parcels that were delivered, the newest first. */
function delivered(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const days = 13 + (index % 60);
    return { parcel: aParcel({ shippedAt: daysAgo(days) }), told: usualWay(days) };
  });
}

async function shopOf(ways: ReturnType<typeof delivered>): Promise<number> {
  const shopId = await learningShop(ways.map(({ parcel }) => parcel));
  await hearAll(shopId, ways);
  return shopId;
}

const lanes = (shopId: number) => inShop(shopId, (sql) => laneModelOf(sql, shopId));
const version = async (shopId: number) =>
  (await inShop(shopId, (sql) => newestModel(sql, shopId)))?.version ?? 0;
const schedule = (shopId: number) => inShop(shopId, (sql) => readLaneSchedule(sql, shopId));
const view = (shopId: number, parcel: Parameters<typeof idOf>[0]) =>
  loadParcel({ shopId, parcelId: idOf(parcel), now: NOW });

describe('a shop without history', () => {
  test('is judged by version 0, the prior, and the verdict says so', async () => {
    const parcel = aParcel({ shippedAt: daysAgo(5) });
    const shopId = await learningShop([parcel]);
    await hear(shopId, parcel, usualWay(5).slice(0, 2));
    expect(await lanes(shopId)).toMatchObject({ version: 0, record: null });
    expect(await view(shopId, parcel)).toMatchObject({
      population: { basis: 'learned', level: 'prior', parcels: 0, version: 0 },
    });
  });

  test('is told what budgets cost along a usual way, and nothing is counted', async () => {
    const shopId = await learningShop([]);
    const budget = await loadAlertBudget({ shopId, now: NOW });
    expect(budget).toMatchObject({ version: 0, basis: 'usual_way', good: 0, stuck: 0 });
    const learned = budget.results.filter(({ policy }) => policy.kind === 'learned');
    expect(learned.map(({ policy }) => policy)).toContainEqual({
      kind: 'learned',
      flaggedOf100: DEFAULT_SETTINGS.alerts.flaggedOf100,
    });
    for (const { goodFlagged, delayDays } of budget.results) {
      expect([goodFlagged, delayDays]).toEqual([null, null]);
    }
  });

  test('gets no model when its settings are saved: there is nothing to make one of', async () => {
    const shopId = await learningShop([]);
    expect(await saveSettings({ shopId, form: DEFAULT_SETTINGS, now: NOW })).toEqual({ ok: true });
    expect(await schedule(shopId)).toMatchObject({ nextModelAt: null });
  });
});

describe('the first model', () => {
  test('is made once everything is learned, and judges by the lane’s own past', async () => {
    const shopId = await shopOf(delivered(40));
    expect(await version(shopId)).toBe(0);
    await learnAll(shopId);
    expect(await schedule(shopId)).toMatchObject({ nextModelAt: NOW });
    await makeLaneModel({ shopId, now: NOW });
    expect(await version(shopId)).toBe(1);
    expect(await schedule(shopId)).toMatchObject({ nextModelAt: null });
    const parcel = aParcel({ shippedAt: daysAgo(5) });
    await putParcels(shopId, [parcel]);
    await inShop(shopId, (sql) => addLegs(sql, shopId));
    await hear(shopId, parcel, usualWay(5).slice(0, 2));
    const judged = await view(shopId, parcel);
    expect(judged).toMatchObject({ population: { basis: 'learned', level: 'lane', version: 1 } });
  });

  test('waits for the end of the import that is under way', async () => {
    const shopId = await shopOf(delivered(3));
    await inShop(shopId, (sql) =>
      sql.query(
        `insert into sync_runs (shop_id, kind, state, phase, started_at, phase_started_at)
         values ($1, 'import', 'running', 'assessing', $2, $2)`,
        [shopId, NOW],
      ),
    );
    await learnAll(shopId);
    expect(await schedule(shopId)).toMatchObject({ nextModelAt: null });
    await inShop(shopId, (sql) =>
      sql.query(`update sync_runs set state = 'done' where shop_id = $1`, [shopId]),
    );
    // Nothing is left to be learned; what was learned before is enough.
    await learnAll(shopId);
    expect(await schedule(shopId)).toMatchObject({ nextModelAt: NOW });
  });

  test('has every open parcel judged anew', async () => {
    const shopId = await shopOf(delivered(3));
    await learnAndModel(shopId);
    const after = await inShop(shopId, async (sql) => {
      const { rows } = await sql.query(`select reassess_after from sync_state where shop_id = $1`, [
        shopId,
      ]);
      return rows[0]?.reassess_after;
    });
    expect(after).toBe('0');
  });
});

describe('the next model', () => {
  test('is due a day after the last, and only when something was learned since', async () => {
    const shopId = await shopOf(delivered(3));
    await learnAndModel(shopId);
    expect(await schedule(shopId)).toMatchObject({ nextModelAt: null });
    const [way] = delivered(1);
    if (way === undefined) return;
    await putParcels(shopId, [way.parcel]);
    await inShop(shopId, (sql) => addLegs(sql, shopId));
    await hear(shopId, way.parcel, way.told, daysLater(0.5));
    await learnAll(shopId, daysLater(0.5));
    expect(await schedule(shopId)).toMatchObject({ nextModelAt: daysLater(1) });
    await makeLaneModel({ shopId, now: daysLater(0.9) });
    expect(await version(shopId)).toBe(1);
    await makeLaneModel({ shopId, now: daysLater(1) });
    expect(await version(shopId)).toBe(2);
  });

  test('keeps its counts in place of those of the one before', async () => {
    const shopId = await shopOf(delivered(3));
    await learnAndModel(shopId);
    await inShop(shopId, (sql) => planLaneModel(sql, shopId, NOW));
    await makeLaneModel({ shopId, now: NOW });
    const rows = await inShop(shopId, async (sql) => {
      const models = await sql.query(
        `select version from lane_models where shop_id = $1 order by 1`,
        [shopId],
      );
      const cells = await sql.query(
        `select distinct version from lane_model_cells where shop_id = $1`,
        [shopId],
      );
      return [models.rows, cells.rows];
    });
    expect(rows).toEqual([[{ version: 1 }, { version: 2 }], [{ version: 2 }]]);
  });

  test('is what the tick finds due, as it finds what is to be learned', async () => {
    const shopId = await shopOf(delivered(2));
    await tickShops({ now: NOW });
    const jobs = () =>
      inShop(shopId, async (sql) => {
        const { rows } = await sql.query(`select waiting from shop_queue($1)`, [shopId]);
        return Number(rows[0]?.waiting);
      });
    const before = await jobs();
    expect(before).toBeGreaterThan(0);
    await learnAll(shopId);
    const { settled } = await tickShops({ now: NOW });
    expect(settled).toBe(false);
    expect(await jobs()).toBeGreaterThan(before);
  });
});

describe('a version', () => {
  test('has the same curves in every process that asks for it', async () => {
    const shopId = await shopOf(delivered(30));
    await learnAndModel(shopId);
    const here = await lanes(shopId);
    vi.resetModules();
    const other = await import('#app/services/lane-models.server.ts');
    const there = await inShop(shopId, (sql) => other.laneModelOf(sql, shopId));
    expect(there).not.toBe(here);
    expect(there.patience).toBe(here.patience);
    for (const days of [0.5, 2, 6, 9, 30]) {
      const [a, b] = [here.silence.curveFor(LINEHAUL), there.silence.curveFor(LINEHAUL)];
      expect(b.survivalAt(days)).toBe(a.survivalAt(days));
      expect(b.neverMoves).toBe(a.neverMoves);
    }
    const [mine, theirs] = [here.delivery.curveFor(LINEHAUL), there.delivery.curveFor(LINEHAUL)];
    expect(theirs.daysAt(0.5, 0)).toBe(mine.daysAt(0.5, 0));
  });

  test('is asked for again without reading its counts again', async () => {
    const shopId = await shopOf(delivered(3));
    await learnAndModel(shopId);
    expect(await lanes(shopId)).toBe(await lanes(shopId));
  });

  test('is a shop’s own: another shop stays with the prior', async () => {
    const shopId = await shopOf(delivered(3));
    await learnAndModel(shopId);
    const stranger = await learningShop([]);
    expect(await lanes(stranger)).toMatchObject({ version: 0 });
    expect(await inShop(stranger, (sql) => newestModel(sql, shopId))).toBeNull();
  });
});

describe('what a model is made of', () => {
  const cellOf = async (shopId: number, key: SilenceKey, kind = 'silence') => {
    const read = await inShop(shopId, (sql) => readNewestModel(sql, shopId));
    return read?.cells.find((cell) => cell.kind === kind && cell.key === silenceKeyText(key));
  };
  const sum = (counts: readonly number[] = []) => counts.reduce((total, count) => total + count, 0);

  test('counts in the silences that last, by their length so far', async () => {
    const ways = delivered(5);
    const silent = Array.from({ length: 3 }, () => ({
      parcel: aParcel({ shippedAt: daysAgo(25) }),
      told: usualWay(25).slice(0, 2),
    }));
    const shopId = await shopOf([...ways, ...silent]);
    await learnAndModel(shopId);
    const cell = await cellOf(shopId, LINEHAUL);
    expect(sum(cell?.bins)).toBe(5);
    expect(sum(cell?.open)).toBe(3);
    // On their way too for the delivery: from the scan they are at, and from the one before.
    const remaining = await cellOf(shopId, LINEHAUL, 'remaining');
    expect([sum(remaining?.bins), sum(remaining?.open)]).toEqual([5, 3]);
    const before = await cellOf(
      shopId,
      { ...LINEHAUL, stage: 'origin', leg: 'supplier' },
      'remaining',
    );
    expect([sum(before?.bins), sum(before?.open)]).toEqual([5, 3]);
  });

  test('leaves out parcels that have been on their way for more than a year', async () => {
    const shopId = await shopOf([
      ...delivered(2),
      { parcel: aParcel({ shippedAt: daysAgo(500) }), told: usualWay(500).slice(0, 2) },
    ]);
    await learnAndModel(shopId);
    expect(sum((await cellOf(shopId, LINEHAUL))?.open)).toBe(0);
    expect((await inShop(shopId, (sql) => newestModel(sql, shopId)))?.setAside).toEqual({
      parcel_too_old: 1,
    });
  });

  test('lets months fade: half of what was counted 120 days before the month’s end', async () => {
    const shopId = await shopOf(delivered(2));
    await learnAll(shopId);
    await inShop(shopId, (sql) =>
      sql.query(`update lane_cells set period = '2026-10' where shop_id = $1 and key like $2`, [
        shopId,
        'linehaul%',
      ]),
    );
    // Both silences ended before November: merged into one month they fade together.
    const later = new Date(Date.UTC(2026, 10, 1) + 120 * DAY_MS);
    await makeLaneModel({ shopId, now: later });
    expect(sum((await cellOf(shopId, LINEHAUL))?.bins)).toBeCloseTo(1, 3);
  });

  test('a lane that has become slower forgets its older months faster, and is named', async () => {
    const shopId = await shopOf(delivered(1));
    await learnAll(shopId);
    const bins = (bin: number, count: number) =>
      Array.from({ length: 60 }, (_, place) => (place === bin ? count : 0));
    await inShop(shopId, async (sql) => {
      for (const [period, bin] of [
        ['2026-08', 30],
        ['2026-09', 30],
        ['2026-11', 45],
      ] as const) {
        await sql.query(
          `insert into lane_cells (shop_id, kind, key, period, bins) values ($1, 'silence', $2, $3, $4)`,
          [shopId, silenceKeyText({ ...LINEHAUL, carrier: 'yanwen' }), period, bins(bin, 60)],
        );
      }
    });
    await makeLaneModel({ shopId, now: NOW });
    const { rows } = await inShop(shopId, (sql) =>
      sql.query(`select drift from lane_models where shop_id = $1`, [shopId]),
    );
    expect(rows[0]?.drift).toMatchObject([
      { key: silenceKeyText({ ...LINEHAUL, carrier: 'yanwen' }), change: 'slower' },
    ]);
    const cell = await cellOf(shopId, { ...LINEHAUL, carrier: 'yanwen' });
    expect(cell?.bins[45]).toBe(60);
    expect(cell?.bins[30]).toBeLessThan(120 * 0.2);
  });
});

describe('settings', () => {
  test('with another budget get a model that keeps it, before parcels are judged anew', async () => {
    const shopId = await shopOf(delivered(5));
    await learnAndModel(shopId);
    const before = await lanes(shopId);
    const alerts = { mode: 'learned', flaggedOf100: 2 } as const;
    await saveSettings({ shopId, form: { ...DEFAULT_SETTINGS, alerts }, now: daysLater(0.1) });
    await makeLaneModel({ shopId, now: daysLater(0.1) });
    const after = await lanes(shopId);
    expect(after.version).toBe(2);
    expect(after.record).toMatchObject({ budget: 0.02 });
    // Fewer good parcels flagged: a false alarm is dearer.
    expect(after.patience).toBeGreaterThan(before.patience);
  });

  test('that count another kind of days have everything learned anew in those days', async () => {
    const ways = delivered(4);
    const shopId = await shopOf(ways);
    await learnAndModel(shopId);
    const business = await counters(shopId);
    const calendar = { ...DEFAULT_SETTINGS.calendar, businessDays: false };
    await saveSettings({ shopId, form: { ...DEFAULT_SETTINGS, calendar }, now: NOW });
    await learnAll(shopId);
    const plain = await counters(shopId);
    expect(plain).not.toEqual(business);
    await saveSettings({ shopId, form: DEFAULT_SETTINGS, now: NOW });
    await learnAll(shopId);
    expect(await counters(shopId)).toEqual(business);
  });
});

describe('the alert budget', () => {
  let shopId = 0;
  beforeAll(async () => {
    const ways = delivered(210).map((way, index) =>
      // One in twenty rests a week longer on its line-haul.
      index % 20 === 0
        ? {
            ...way,
            told: [...way.told.slice(0, 2), ...way.told.slice(2).map(later(7))],
          }
        : way,
    );
    const lost = Array.from({ length: 6 }, () => ({
      parcel: aParcel({ shippedAt: daysAgo(60) }),
      told: [...usualWay(60).slice(0, 2), { milestone: 'lost', at: daysAgo(20) } as const],
    }));
    shopId = await shopOf([...ways, ...lost]);
    await learnAndModel(shopId);
  });
  const later =
    (days: number) =>
    <T extends { at: string }>(scan: T): T => ({
      ...scan,
      at: new Date(Date.parse(scan.at) + days * DAY_MS).toISOString(),
    });

  test('is replayed on the shop’s own parcels, and every budget that is met is kept', async () => {
    const budget = await loadAlertBudget({ shopId, now: NOW });
    expect(budget).toMatchObject({ version: 1, basis: 'history', stuck: 6, untilOn: '2026-11-20' });
    expect(budget.good).toBeGreaterThanOrEqual(200);
    for (const { policy, isMet, flaggedShare, goodFlagged } of budget.results) {
      if (policy.kind !== 'learned' || !isMet) continue;
      expect(flaggedShare ?? 1).toBeLessThanOrEqual(policy.flaggedOf100 / 100);
      expect(goodFlagged).toBe(Math.round((flaggedShare ?? 0) * budget.good));
    }
  });

  test('stands beside the fixed rules: all six lost parcels are flagged by seven days', async () => {
    const { results, good } = await loadAlertBudget({ shopId, now: NOW });
    expect(
      results.find(({ policy }) => policy.kind === 'fixed' && policy.days === 7),
    ).toMatchObject({ goodFlagged: expect.any(Number), stuckCaught: 6, delayDays: 7, isMet: true });
    const three = results.find(({ policy }) => policy.kind === 'fixed' && policy.days === 3);
    // The line-haul takes six days: three cry wolf over everybody.
    expect(three?.goodFlagged).toBe(good);
    expect(results.filter(({ policy }) => policy.kind === 'own')).toHaveLength(1);
  });

  test('is told of ways that ended in the last ninety days alone', async () => {
    const { fromOn, untilOn } = await loadAlertBudget({ shopId, now: NOW });
    expect(Date.parse(untilOn) - Date.parse(fromOn)).toBeLessThanOrEqual(91 * DAY_MS);
  });
});
