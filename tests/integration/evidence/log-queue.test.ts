import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { legRow, empty } from '#tests/integration/db/import-rows.factory.ts';
import { logStand, scansOf } from '#tests/integration/evidence/log-stand.ts';

const stand = await logStand();
const { one, two, now, withShopSql } = stand;
const { importBatch } = await import('#app/db/import-batch.server.ts');
const { writeSourceScans } = await import('#app/db/source-scans.server.ts');
const { moveSourceScans } = await import('#app/db/chains.server.ts');

const kinds = async () => (await stand.queued()).map(({ kind }) => kind);
const told = (about: { message?: string | null; milestone?: 'departed_origin' } = {}) =>
  withShopSql(one, (sql) =>
    writeSourceScans(sql, one, {
      rows: [
        {
          fulfillmentId: '2001',
          source: 'aftership',
          eventId: 'told',
          position: 0,
          legSeq: 0,
          occurredAt: now,
          recordedAt: now,
          milestone: 'accepted',
          physical: true,
          rawStatus: 'InTransit',
          message: 'Accepted',
          place: 'Shenzhen',
          country: 'CN',
          estimatedDeliveryAt: null,
          ...about,
        },
      ],
      receivedAt: now,
    }),
  );

beforeEach(async () => {
  for (const table of ['scans', 'evidence_queue', 'ask_messages', 'asks', 'leg_links', 'messages'])
    await stand.owner.query(`delete from ${table}`);
});

describe('a scan waits for the log', () => {
  test('once when it is received, with its order, and not again when it is told again', async () => {
    await stand.hear([{ eventId: '7' }]);
    await stand.hear([{ eventId: '7' }]);
    expect(await stand.queued()).toEqual([
      {
        kind: 'scan',
        order_id: '1001',
        record: expect.objectContaining({ event_id: '7', message: 'Accepted', place: 'Shenzhen' }),
      },
    ]);
  });

  test('in the order in which it was received, however the batch lists it', async () => {
    await stand.hear(scansOf(30).reverse());
    const queued = await stand.queued();
    expect(queued.map(({ record }) => record)).toEqual(
      scansOf(30).map(({ eventId }) => expect.objectContaining({ event_id: eventId })),
    );
  });

  test('again when the source corrects what it said', async () => {
    await told();
    await told({ milestone: 'departed_origin' });
    await told({ milestone: 'departed_origin', message: 'Left the country' });
    expect((await stand.queued()).map(({ record }) => record)).toEqual([
      expect.objectContaining({ milestone: 'accepted', message: 'Accepted' }),
      expect.objectContaining({ milestone: 'departed_origin', message: 'Accepted' }),
      expect.objectContaining({ milestone: 'departed_origin', message: 'Left the country' }),
    ]);
  });

  test('not when it is given to another parcel of the fulfillment, nor when its words are forgotten', async () => {
    await told();
    await withShopSql(one, (sql) =>
      moveSourceScans(sql, one, {
        fulfillmentId: '2001',
        from: { position: 0, seq: 0 },
        to: { position: 1, seq: 0 },
      }),
    );
    await withShopSql(one, (sql) =>
      sql.query(`update scans set message = null, place = null where shop_id = $1`, [one]),
    );
    expect(await kinds()).toEqual(['scan']);
  });

  test('not when its transaction does not come to its end', async () => {
    await expect(
      withShopSql(one, async (sql) => {
        await sql.query(`update scans set raw_status = 'X' where shop_id = $1`, [one]);
        await importBatch(sql, one, { ...empty, legs: [legRow({ seq: 9, number: 'NEW' })] });
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await stand.queued()).toEqual([]);
  });
});

describe('so does', () => {
  test('a number: when it comes, and when it is replaced', async () => {
    const write = (replacedAt: Date | null) =>
      withShopSql(one, (sql) =>
        importBatch(sql, one, { ...empty, legs: [legRow({ seq: 3, number: 'YT1', replacedAt })] }),
      );
    await write(null);
    await write(null);
    await write(now);
    expect((await stand.queued()).map(({ kind, record }) => [kind, record])).toEqual([
      ['number', expect.objectContaining({ number: 'YT1', replaced_at: null })],
      ['number', expect.objectContaining({ number: 'YT1', replaced_at: expect.any(String) })],
    ]);
  });

  test('what somebody does to a link, with the link as it stood then', async () => {
    const linkId = randomUUID();
    await withShopSql(one, async (sql) => {
      await sql.query(
        `insert into leg_links (shop_id, link_id, fulfillment_id, position, from_number_key, number, number_key, kind, state,
           basis, proposed_at) values ($1, $2, 2001, 0, 'LX123456789CN', '9400', '9400', 'last_mile', 'proposed', 'source', $3)`,
        [one, linkId, now],
      );
      const say = (action: string) =>
        sql.query(
          `insert into leg_link_events (shop_id, link_id, at, action, actor) values ($1, $2, $3, $4, 'user:7')`,
          [one, linkId, now, action],
        );
      await say('proposed');
      await sql.query(`update leg_links set state = 'confirmed' where shop_id = $1`, [one]);
      await say('confirmed');
    });
    expect(await stand.queued()).toEqual(
      ['proposed', 'confirmed'].map((action) => ({
        kind: 'link',
        order_id: '1001',
        record: expect.objectContaining({
          action,
          link: expect.objectContaining({ state: action, number: '9400' }),
        }),
      })),
    );
  });

  test('a message to a carrier, and what became of it', async () => {
    await withShopSql(one, async (sql) => {
      await sql.query(
        `insert into messages (shop_id, fulfillment_id, position, kind, to_name, language, channel, subject, body, state,
           created_at, created_by)
         values ($1, 2001, 0, 'carrier', 'YunExpress', 'en', 'mail', 'Where is it', 'Please trace it.', 'queued', $2, 'user:7')`,
        [one, now],
      );
      await sql.query(`update messages set state = 'sent', sent_at = $2 where shop_id = $1`, [
        one,
        now,
      ]);
    });
    expect((await stand.queued()).map(({ kind, record }) => [kind, record])).toEqual([
      ['message', expect.objectContaining({ state: 'queued', body: 'Please trace it.' })],
      ['message', expect.objectContaining({ state: 'sent' })],
    ]);
  });

  test('a delay notice, and its answer', async () => {
    await withShopSql(one, async (sql) => {
      await sql.query(
        `insert into delay_notices (shop_id, order_id, sent_at, recorded_by, recorded_at) values ($1, 1001, $2, 'user:7', $2)`,
        [one, now],
      );
      await sql.query(`update delay_notices set answer = 'accepted' where shop_id = $1`, [one]);
    });
    expect((await stand.queued()).map(({ kind, record }) => [kind, record])).toEqual([
      ['notice', expect.objectContaining({ answer: 'none' })],
      ['notice', expect.objectContaining({ answer: 'accepted' })],
    ]);
  });

  test('what a shopper writes, sealed as it lies in its own table', async () => {
    await stand.ask(['The lamp came in pieces.', 'Here is more.']);
    const queued = await stand.queued();
    expect(queued.map(({ kind, order_id: orderId }) => [kind, orderId])).toEqual([
      ['ask', '1001'],
      ['ask', '1001'],
    ]);
    expect(JSON.stringify(queued)).not.toContain('pieces');
    expect(await kinds()).toHaveLength(2);
  });
});

test('another shop sees nothing of what waits', async () => {
  await stand.hear(scansOf(3));
  const seen = await withShopSql(two, (sql) =>
    sql.query('select from evidence_queue where shop_id = $1', [one]),
  );
  expect(seen.rowCount).toBe(0);
  expect(await stand.queued(two)).toEqual([]);
});

test('thousands of corrected scans are told apart in one statement, also after single ones', async () => {
  await told();
  await told({ message: 'Corrected' });
  await stand.hear(scansOf(4_000));
  await stand.owner.query('delete from evidence_queue');
  const started = performance.now();
  await withShopSql(one, (sql) =>
    sql.query(`update scans set raw_status = 'X' where shop_id = $1`, [one]),
  );
  expect(await stand.queued()).toHaveLength(4_001);
  expect(performance.now() - started).toBeLessThan(5_000);
});
