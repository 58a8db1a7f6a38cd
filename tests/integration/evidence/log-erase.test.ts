import { execFile } from 'node:child_process';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { logStand, naiveRoot, scansOf, statedBy } from '#tests/integration/evidence/log-stand.ts';
import type { KeptReport } from '#app/services/report-privacy.ts';
import {
  empty,
  fulfillmentRow,
  legRow,
  orderRow,
  parcelRow,
} from '#tests/integration/db/import-rows.factory.ts';
import { leafHash, verifyInclusion } from '../../../verify/index.ts';

const stand = await logStand();
const { one, two, now, withShopSql } = stand;
const { askToWrite, lockCustomer } = await import('#app/db/ask-limits.server.ts');
const { addAsk, addMessage } = await import('#app/db/asks.server.ts');
const { lockLog } = await import('#app/db/evidence-logs.server.ts');
const { importBatch } = await import('#app/db/import-batch.server.ts');
const { heldAboutOrders, recordPrivacyRequest } = await import('#app/db/privacy.server.ts');
const { customerHash, customerKey } = await import('#app/db/privacy-keys.server.ts');
const { receiveWebhook } = await import('#app/services/receive-webhook.server.ts');
const { processPrivacyRequests } = await import('#app/services/process-privacy-requests.server.ts');
const { sealEvidence } = await import('#app/services/seal-evidence.server.ts');
const { storeReports } = await import('#app/services/store-reports.server.ts');
const readLog = await import('#app/services/read-log.server.ts');

const PLANTED = 'PlantedPerson';
const other = { orderId: '1002', fulfillmentId: '2002' };
const leavesOf = (orderId: string) =>
  withShopSql(one, (sql) => readLog.leavesOfOrder(sql, one, orderId));
const held = async () => (await withShopSql(one, (sql) => heldAboutOrders(sql, one, ['1001'])))[0];
const everything = async () => {
  const tables = await stand.rows(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  );
  const lines: unknown[] = [];
  for (const { name } of tables) lines.push(await stand.rows(`select t::text from ${name} t`));
  return JSON.stringify(lines);
};
const ask = async (topic: string, requestId: string, shopId = one) => {
  await stand.owner.query(
    `insert into webhook_inbox (shop_id, webhook_id, event_id, topic, triggered_at, received_at, payload)
     values ($1, $2, $2, $3, $4, $4, '{"orderIds": ["1001"]}')`,
    [shopId, requestId, topic, now],
  );
  const request = { requestId, topic, receivedAt: now };
  await withShopSql(shopId, (sql) => recordPrivacyRequest(sql, shopId, request));
  while ((await processPrivacyRequests({ shopId, now })).kind === 'again');
};

/** What a source says after the buyer was forgotten. */
const lateReport: KeptReport = {
  numberKey: 'LX123456789CN',
  number: 'LX123456789CN',
  state: 'tracking',
  errorCode: null,
  carrier: null,
  syncedAt: null,
  isSyncFailing: false,
  successor: null,
  shipperCountry: null,
  recipient: { country: 'DE', postcodeHash: null },
  estimatedDeliveryAt: null,
  scans: [
    {
      source: 'aftership',
      eventId: 'after-the-redaction',
      occurredAt: now,
      recordedAt: now,
      milestone: 'delivered',
      physical: true,
      rawStatus: 'Delivered',
      message: `Signed by ${PLANTED}`,
      place: `${PLANTED}town`,
      country: 'DE',
      estimatedDeliveryAt: null,
    },
  ],
};

beforeAll(async () => {
  await withShopSql(one, async (sql) => {
    await importBatch(sql, one, {
      ...empty,
      orders: [orderRow({ orderId: other.orderId, name: '#1002' })],
      fulfillments: [fulfillmentRow(other)],
      parcels: [parcelRow({ ...other, orderName: '#1002' })],
      legs: [legRow({ fulfillmentId: other.fulfillmentId, number: 'YT2', numberKey: 'YT2' })],
    });
    await sql.query(
      `insert into shopper_views (shop_id, order_id, parcels, digest, made_at, order_key, customer_hash)
       values ($1, 1001, '[]', 'd', $2, 'k', 'planted-customer-hash')`,
      [one, now],
    );
  });
  await stand.hear(scansOf(10, { message: `Signed by ${PLANTED}` }));
  await stand.hear(
    scansOf(5, { fulfillmentId: other.fulfillmentId, eventId: 'of-the-other' }).slice(0, 1),
  );
  await stand.ask([`I am ${PLANTED} and it did not come`]);
  await sealEvidence({ shopId: one, now });
  // These wait while the request comes.
  await stand.hear([{ eventId: 'late', message: `${PLANTED} was not at home` }]);
});

describe('customers/data_request', () => {
  test('counts what is in the log and what waits for it, and lists asks without their words', async () => {
    expect(await held()).toMatchObject({
      logged: 12,
      customerHashed: true,
      asks: [{ kind: 'damaged', messages: 1 }],
    });
    expect(JSON.stringify(await held())).not.toContain(PLANTED);
  });

  test('counts what was written to carriers and suppliers about the order', async () => {
    await stand.owner.query(
      `insert into messages (shop_id, fulfillment_id, position, kind, to_name, language, channel, subject, body,
         state, created_at, created_by)
       values ($1, 2001, 0, 'carrier', 'DHL', 'en', 'copied', 'Where is it?', 'It has not moved.', 'logged', $2, 'user:1')`,
      [one, now],
    );
    expect(await held()).toMatchObject({ messages: 1, logged: 13 });
    await stand.owner.query('delete from messages');
    await stand.owner.query(`delete from evidence_queue where kind = 'message'`);
  });
});

describe('customers/redact', () => {
  test('destroys what the log, its queue, asks and views hold of the order', async () => {
    expect(await everything()).toContain(PLANTED);
    await ask('customers/redact', 'redact-1');
    expect(await everything()).not.toContain(PLANTED);
    const leaves = await leavesOf('1001');
    expect(leaves).toHaveLength(11);
    for (const leaf of leaves) expect(leaf).toMatchObject({ record: null, salt: null });
    expect(await stand.queued()).toEqual([]);
    expect(await stand.rows('select ciphertext, key_id from ask_messages')).toEqual([
      { ciphertext: null, key_id: null },
    ]);
    expect(await stand.rows('select customer_hash from asks')).toEqual([{ customer_hash: null }]);
    expect(await stand.rows('select customer_hash from shopper_views')).toEqual([
      { customer_hash: null },
    ]);
    expect(await held()).toMatchObject({
      logged: 0,
      customerHashed: false,
      asks: [{ messages: 0 }],
    });
  });

  test('leaves a log that verifies: its root over all entries, and another order’s inclusion', async () => {
    const [newest] = await stand.checkpoints();
    const entries = await stand.entries();
    const { size, root } = statedBy(newest?.note ?? '');
    expect(naiveRoot(entries).toString('base64')).toBe(root);
    const [leaf] = (await leavesOf(other.orderId)).filter(({ kind }) => kind === 'scan');
    expect(leaf?.record).toContain('of-the-other');
    const index = leaf?.leafIndex ?? -1;
    const proofs = await withShopSql(one, (sql) =>
      readLog.inclusionProofs(sql, one, { indices: [index], size }),
    );
    const hash = leafHash(entries[index] ?? new Uint8Array());
    const path = proofs.get(index) ?? [];
    const against = { index, size, leaf: hash, path, root: Buffer.from(root, 'base64') };
    expect(verifyInclusion(against)).toBe(true);
  });

  test('holds for what comes later: no words of the carrier reach the log again', async () => {
    await withShopSql(one, (sql) =>
      storeReports(sql, { shopId: one, source: 'aftership', reports: [lateReport], now }),
    );
    await sealEvidence({ shopId: one, now });
    const later = (await leavesOf('1001')).filter(({ record }) => record !== null);
    expect(later.map(({ record }) => JSON.parse(record ?? ''))).toEqual([
      expect.objectContaining({ eventId: 'after-the-redaction', message: null, place: null }),
    ]);
    expect(await everything()).not.toContain(PLANTED);
  });

  test('waits for a batch that is being sealed, so that none slips past it', async () => {
    await stand.hear([{ eventId: 'racing', message: `${PLANTED} again` }]);
    await Promise.all([sealEvidence({ shopId: one, now }), ask('customers/redact', 'redact-2')]);
    expect(await everything()).not.toContain(PLANTED);
    const [newest] = await stand.checkpoints();
    const entries = await stand.entries();
    expect(statedBy(newest?.note ?? '').root).toBe(
      naiveRoot(entries.slice(0, newest?.size)).toString('base64'),
    );
  });
});

describe('an erasure waits for whoever is writing', () => {
  const kept = () => stand.rows('select from ask_messages where ciphertext is not null');
  const message = { author: 'shopper', actor: 'shopper', at: now } as const;

  test('in an ask of the order: no message is left behind it', async () => {
    const { promise: written, resolve: hasWritten } = Promise.withResolvers<void>();
    const askId = await stand.ask([]);
    const writing = withShopSql(one, async (sql) => {
      await askToWrite(sql, one, { askId, requestKey: 'late-message' });
      const said = { askId, text: `${PLANTED} once more`, requestKey: 'late-message' };
      await addMessage(sql, one, { ...message, ...said });
      hasWritten();
      await setTimeout(300);
    });
    await written;
    await Promise.all([writing, ask('customers/redact', 'redact-writing')]);
    expect(await kept()).toEqual([]);
  });

  test('a first question about the order: it is erased with the others', async () => {
    const { promise: written, resolve: hasWritten } = Promise.withResolvers<void>();
    const customerHash = 'planted-customer-hash';
    await stand.owner.query('update shopper_views set customer_hash = $1', [customerHash]);
    const [askId, requestKey] = [randomUUID(), 'first-question'];
    const writing = withShopSql(one, async (sql) => {
      await lockCustomer(sql, one, customerHash);
      const parcel = { orderId: '1001', fulfillmentId: '2001', position: 0 };
      const times = { askedAt: now, dueAt: now };
      const about = { ...parcel, ...times, customerHash, kind: 'other', language: 'de' } as const;
      await addAsk(sql, one, { ...about, askId, requestKey });
      await addMessage(sql, one, { ...message, askId, requestKey, text: `I am ${PLANTED}` });
      hasWritten();
      await setTimeout(300);
    });
    await written;
    await Promise.all([writing, ask('customers/redact', 'redact-asking')]);
    expect(await kept()).toEqual([]);
  });
});

describe('new keys', () => {
  test('seal the log’s key, its sealed records and waiting asks again: the old one can be dropped', async () => {
    await stand.ask(['The next lamp']);
    await sealEvidence({ shopId: one, now });
    await stand.ask(['It waits']);
    const [old = ''] = (process.env.LASTSCAN_KEYS ?? '').split(',');
    const fresh = `second:${randomBytes(32).toString('base64')}`;
    process.env.LASTSCAN_KEYS = `${fresh},${old}`;
    // A shop that left keeps its log.
    await stand.owner.query(`update shops set status = 'uninstalled' where shop_id = $1`, [one]);
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['app/db/commands/rotate-keys.server.ts']);
    expect(stdout).toContain('2 texts of asks, 3 keys and records of logs');
    await stand.owner.query(`update shops set status = 'installed' where shop_id = $1`, [one]);
    process.env.LASTSCAN_KEYS = fresh;
    await sealEvidence({ shopId: one, now });
    const texts = (await leavesOf('1001')).flatMap(({ kind, record }) =>
      kind === 'ask' && record !== null ? [JSON.parse(record).text] : [],
    );
    expect(texts).toEqual(['The next lamp', 'It waits']);
  });
});

describe('a request names a customer and no order', () => {
  const customer = 31_415;
  const deliver = async (topic: string) => {
    const body = { customer: { id: customer, email: `${PLANTED}@example.com` } };
    const rawBody = Buffer.from(JSON.stringify(body));
    const secret = process.env['SHOPIFY_API_SECRET'] ?? 'lastscan-local-client-secret';
    const headers = new Headers({
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(rawBody).digest('base64'),
      'x-shopify-shop-domain': 'two.myshopify.com',
      'x-shopify-topic': topic,
      'x-shopify-webhook-id': topic,
    });
    expect(await receiveWebhook({ headers, rawBody, now })).toMatchObject({ outcome: 'stored' });
    while ((await processPrivacyRequests({ shopId: two, now })).kind === 'again');
  };
  const asked = () =>
    stand.rows('select customer_hash, ciphertext from asks join ask_messages using (ask_id)');

  test('what that customer wrote is found by what is kept of them, and erased', async () => {
    await stand.owner.query('delete from asks');
    await stand.ask([`I am ${PLANTED}`], two);
    const hash = await withShopSql(two, async (sql) =>
      customerHash(await customerKey(sql, two), `gid://shopify/Customer/${customer}`),
    );
    await stand.owner.query('update asks set customer_hash = $1', [hash]);
    await deliver('customers/data_request');
    const [answer] = await stand.rows('select result from privacy_requests where shop_id = $1', [
      two,
    ]);
    expect(answer).toMatchObject({ result: { held: [{ orderId: '1001', asks: [{}] }] } });
    await deliver('customers/redact');
    expect(await asked()).toEqual([{ customer_hash: null, ciphertext: null }]);
    const kept = JSON.stringify(await stand.rows('select payload from webhook_inbox'));
    expect(kept).not.toContain(PLANTED);
    expect(kept).not.toContain(String(customer));
  });
});

describe('shop/redact', () => {
  test('waits for a batch that is being sealed: no record is left without a shop', async () => {
    const { promise: held, resolve: hold } = Promise.withResolvers<void>();
    await stand.owner.query(`update shops set status = 'uninstalled' where shop_id = $1`, [two]);
    const sealing = withShopSql(two, async (sql) => {
      await lockLog(sql, two);
      await sql.query(
        `insert into evidence_leaves (shop_id, leaf_index, kind, logged_at, commitment, record)
         values ($1, 0, 'scan', $2, '', 'of the batch')`,
        [two, now],
      );
      hold();
      await setTimeout(300);
    });
    await held;
    await Promise.all([sealing, ask('shop/redact', 'redact-sealing', two)]);
    expect(await stand.rows('select from evidence_leaves where shop_id = $1', [two])).toEqual([]);
  });

  test('erases the log with everything else', async () => {
    await stand.owner.query(`update shops set status = 'uninstalled' where shop_id = $1`, [one]);
    await ask('shop/redact', 'redact-3');
    for (const table of ['logs', 'leaves', 'tiles', 'checkpoints', 'queue'])
      expect(await stand.rows(`select from evidence_${table} where shop_id = $1`, [one])).toEqual(
        [],
      );
    for (const table of ['asks', 'ask_messages', 'shopper_views', 'shop_secrets'])
      expect(await stand.rows(`select from ${table} where shop_id = $1`, [one])).toEqual([]);
  });
});
