// First of all: the environment is read when the log is made.
import { received, stopMailServer } from '#tests/setup/mail-server.ts';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { shopsWithDueDigest } from '#app/db/judging-marks.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { NO_SETTINGS } from '#app/domain/findings/compliance-settings.ts';
import type { Language } from '#app/i18n/languages.ts';
import { judgeAll } from '#app/services/judge-all.server.ts';
import { judgeMarked } from '#app/services/judge-subjects.server.ts';
import { saveComplianceSettings } from '#app/services/save-compliance-settings.server.ts';
import { sendOutbox } from '#app/services/send-outbox.server.ts';
import { writeDigest } from '#app/services/write-digest.server.ts';
import { installShop, storeOrder } from '#tests/integration/findings/facts.factory.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const admin = new Client({ connectionString: database.adminUrl });
beforeAll(() => admin.connect());
afterAll(async () => {
  await admin.end();
  await stopMailServer();
});

const at = (iso: string) => new Date(iso);
/** The order of 1 October is due on the 31st: it falls due within a week, and nothing else has happened. */
const SWITCHED_ON = at('2026-10-26T15:00:00Z');
/** Eight in the morning in New York, while it is four hours behind. */
const MORNING = at('2026-10-27T12:00:00Z');
let shops = 0;
let shopId = 0;

beforeEach(async () => {
  shops += 1;
  received.length = 0;
  shopId = await installShop(`shop-${shops}.myshopify.com`);
});

async function judge(now: Date): Promise<void> {
  while ((await judgeAll({ shopId, now })).kind === 'again');
  while ((await judgeMarked({ shopId, now })).kind === 'again');
}

async function save({ isOn = true, language = 'en' as Language } = {}): Promise<void> {
  const form = { ...NO_SETTINGS, digest: { isOn, language }, digestTo: 'ops@shop.example' };
  expect(await saveComplianceSettings({ shopId, form, now: SWITCHED_ON })).toEqual({ ok: true });
}

async function store(orderId: string, order: Parameters<typeof storeOrder>[2] = {}): Promise<void> {
  await withShopSql(shopId, (sql) =>
    storeOrder(sql, shopId, { ...order, order: { orderId, name: `#${orderId}`, ...order?.order } }),
  );
}

async function written(): Promise<{ subject: string; text: string }[]> {
  const { rows } = await admin.query(
    `select payload from outbox where shop_id = $1 and kind = 'digest' order by created_at`,
    [shopId],
  );
  return rows.map(({ payload }) => ({ subject: payload.subject, text: payload.text }));
}

describe('the mail of a day', () => {
  test('tells what is new and what falls due, with a link to each, at eight in the morning of the shop', async () => {
    await save();
    await store('1001');
    await judge(SWITCHED_ON);
    const early = at('2026-10-27T11:59:59Z');
    expect((await shopsWithDueDigest(early, 100)).map((shop) => shop.shopId)).not.toContain(shopId);
    expect((await shopsWithDueDigest(MORNING, 100)).map((shop) => shop.shopId)).toContain(shopId);
    await writeDigest({ shopId, now: MORNING });
    const [mail] = await written();
    expect(mail?.subject).toBe('Lumen & Oak: 1 new warning, 1 due within 7 days');
    expect(mail?.text).toContain('New (1)\n- #1001: ');
    expect(mail?.text).toContain('Due within 7 days (1)\n- #1001: ');
    expect(mail?.text).toMatch(
      new RegExp(
        `https://admin.shopify.com/store/shop-${shops}/apps/[^/]+/app/compliance/[-0-9a-f]{36}`,
      ),
    );
    expect(mail?.text).not.toContain('Cured');
  });

  test('is written and sent once, however often it is asked for', async () => {
    await save();
    await store('1001');
    await judge(SWITCHED_ON);
    await writeDigest({ shopId, now: MORNING });
    await writeDigest({ shopId, now: MORNING });
    await admin.query(`update compliance_state set next_digest_at = $2 where shop_id = $1`, [
      shopId,
      MORNING,
    ]);
    await writeDigest({ shopId, now: MORNING });
    expect(await written()).toHaveLength(1);
    await sendOutbox({ shopId, now: MORNING });
    await sendOutbox({ shopId, now: MORNING });
    expect(received.map(({ to }) => to)).toEqual([['ops@shop.example']]);
    expect(received[0]?.source).toContain(`Message-ID: <digest-${shopId}-2026-10-27@`);
  });

  test('tells what was cured since the day before, and nothing of it the day after', async () => {
    await save();
    await store('1001');
    await judge(SWITCHED_ON);
    await writeDigest({ shopId, now: MORNING });
    const cancelledAt = at('2026-10-27T18:00:00Z');
    await store('1001', { order: { cancelledAt, updatedAt: cancelledAt } });
    await judge(cancelledAt);
    await writeDigest({ shopId, now: at('2026-10-28T12:00:00Z') });
    await writeDigest({ shopId, now: at('2026-10-29T12:00:00Z') });
    const mails = await written();
    expect(mails).toHaveLength(2);
    // That the money is now owed is another duty, and news.
    expect(mails[1]?.subject).toBe('Lumen & Oak: 1 new warning, 1 cured');
    expect(mails[1]?.text).toContain('Cured (1)\n- #1001: ');
  });

  test('is not written where there is nothing to tell, where it is switched off, and of what was set aside', async () => {
    await save();
    await judge(SWITCHED_ON);
    await writeDigest({ shopId, now: MORNING });
    expect(await written()).toEqual([]);
    await store('1001');
    await judge(MORNING);
    await admin.query(`update findings set suppressed_until = $2 where shop_id = $1`, [
      shopId,
      at('2026-12-01T00:00:00Z'),
    ]);
    await writeDigest({ shopId, now: at('2026-10-28T12:00:00Z') });
    expect(await written()).toEqual([]);
    await admin.query(`update findings set suppressed_until = null where shop_id = $1`, [shopId]);
    await save({ isOn: false });
    await writeDigest({ shopId, now: at('2026-10-29T12:00:00Z') });
    expect(await written()).toEqual([]);
  });

  test.each([
    [15, 15, false],
    [16, 15, true],
  ])('of %d findings names %d and counts the rest', async (count, named, hasMore) => {
    await save();
    for (let index = 0; index < count; index += 1) await store(String(1_001 + index));
    await judge(SWITCHED_ON);
    await writeDigest({ shopId, now: MORNING });
    const text = (await written())[0]?.text ?? '';
    const [news = ''] = text.split('\n\n');
    expect(news.match(/^- #/gm)).toHaveLength(named);
    expect(news.includes('and 1 more: ')).toBe(hasMore);
  });

  test.each([
    ['zh-CN', 'Lumen & Oak：1 条新警示，1 条将在 7 天内到期', '新增（1）'],
    ['zh-TW', 'Lumen & Oak：1 則新警示，1 則將在 7 天內到期', '新增（1）'],
  ] as const)('speaks %s where the merchant chose it', async (language, subject, title) => {
    await save({ language });
    await store('1001');
    await judge(SWITCHED_ON);
    await writeDigest({ shopId, now: MORNING });
    const [mail] = await written();
    expect(mail?.subject).toBe(subject);
    expect(mail?.text).toContain(title);
  });
});
