import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { resealContacts } from '#app/db/contacts.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { sendMail } from '#app/messaging/mail.server.ts';
import { loadParcel } from '#app/services/load-parcel.server.ts';
import { sendOutbox } from '#app/services/send-outbox.server.ts';
import { writeMessage } from '#app/services/write-message.server.ts';
import { aParcel, idOf, shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { received, replies, stopMailServer } from '#tests/setup/mail-server.ts';

/** A Friday morning; each test is a minute later than the one before. */
let now = new Date('2026-11-20T09:00:00Z');
const PARCEL = aParcel({ orderName: '#1001', carrier: 'Yanwen' });
await testDatabase();
const shopId = await shopWith([PARCEL]);

afterAll(stopMailServer);
beforeEach(() => {
  now = new Date(now.getTime() + 60_000);
  received.length = 0;
  replies.length = 0;
});

const mail = {
  kind: 'supplier',
  toName: '深圳阳光供应链',
  language: 'zh-CN',
  subject: '订单 #1001：物流单号 LX1CN',
  body: '您好：\n\n请今天提供物流单号。\n\n谢谢。',
  answerByOn: '2026-11-24',
  send: { channel: 'mail', to: 'wang@supplier.example', replyTo: 'ops@shop.example' },
};
const ask = (body: unknown, parcelId = idOf(PARCEL)) =>
  writeMessage({ shopId, parcelId, body, actor: 'user:1', now });
const form = async () => (await loadParcel({ shopId, parcelId: idOf(PARCEL), now }))?.messages;
const log = async () => (await form())?.messages ?? [];

describe('a message by mail', () => {
  test('is noted as queued at once, and as sent when the server took it', async () => {
    const written = await ask(mail);
    expect(written).toMatchObject({ ok: true, channel: 'mail' });
    expect((await log())[0]).toMatchObject({ state: 'queued', toName: mail.toName });
    await sendOutbox({ shopId, now });
    expect((await log())[0]).toMatchObject({ state: 'sent', sentAt: now.toISOString() });
    expect(received).toHaveLength(1);
    const [got] = received;
    expect(got?.to).toEqual(['wang@supplier.example']);
    expect(got?.source).toContain('Reply-To: ops@shop.example');
    expect(got?.source).toContain(`@lastscan.example>`);
  });

  test('is sent once however often the job runs', async () => {
    await ask(mail);
    await sendOutbox({ shopId, now });
    await sendOutbox({ shopId, now });
    expect(received).toHaveLength(1);
  });

  test('that the server puts off is tried again and then sent', async () => {
    await ask(mail);
    replies.push(451);
    await sendOutbox({ shopId, now });
    expect((await log())[0]).toMatchObject({ state: 'queued' });
    const later = new Date(now.getTime() + 6 * 3_600_000);
    await sendOutbox({ shopId, now: later });
    expect((await log())[0]).toMatchObject({ state: 'sent' });
  });

  test('that the server refuses is noted as not sent, with its reply', async () => {
    await ask(mail);
    replies.push(550);
    await sendOutbox({ shopId, now });
    expect((await log())[0]).toMatchObject({ state: 'failed', error: '550' });
  });

  test('is remembered for the next one, and neither address stands in any column in plain', async () => {
    await ask(mail);
    const next = await form();
    expect(next).toMatchObject({
      canMail: true,
      replyTo: 'ops@shop.example',
      contacts: [{ kind: 'supplier', name: mail.toName, email: 'wang@supplier.example' }],
    });
    const rows = await withShopSql(shopId, async (sql) => [
      ...(await sql.query('select c::text from contacts c where shop_id = $1', [shopId])).rows,
      ...(await sql.query('select m::text from messages m where shop_id = $1', [shopId])).rows,
      ...(await sql.query('select o::text from outbox o where shop_id = $1', [shopId])).rows,
    ]);
    expect(rows.length).toBeGreaterThan(3);
    expect(JSON.stringify(rows)).not.toMatch(/@supplier\.example|@shop\.example/);
    await sendOutbox({ shopId, now });
  });
});

test('addresses open with the newest key alone after rotation', async () => {
  const old = process.env['LASTSCAN_KEYS'];
  process.env['LASTSCAN_KEYS'] = `next:${randomBytes(32).toString('base64')},${old}`;
  expect(await resealContacts(shopId)).toBe(2);
  expect(await resealContacts(shopId)).toBe(0);
  process.env['LASTSCAN_KEYS'] = process.env['LASTSCAN_KEYS'].split(',')[0];
  expect((await form())?.replyTo).toBe('ops@shop.example');
});

test('a copied message is noted without a mail', async () => {
  expect(await ask({ ...mail, send: { channel: 'copied' } })).toMatchObject({ ok: true });
  expect((await log())[0]).toMatchObject({ channel: 'copied', state: 'logged' });
  await sendOutbox({ shopId, now });
  expect(received).toHaveLength(0);
});

test.each([
  ['no address', { send: { channel: 'mail', to: '', replyTo: 'a@b.example' } }, 'send.to'],
  [
    'no address for answers',
    { send: { channel: 'mail', to: 'a@b.example', replyTo: 'x' } },
    'send.replyTo',
  ],
  ['a subject of two lines', { subject: 'a\r\nBcc: everyone@example.com' }, 'subject'],
  ['an empty text', { body: '  ' }, 'body'],
  ['a day that is none', { answerByOn: '2026-13-01' }, 'answerByOn'],
])('%s is refused by the field’s name, and nothing is noted', async (_title, wrong, field) => {
  const before = (await log()).length;
  expect(await ask({ ...mail, ...wrong })).toEqual({ ok: false, code: 'bad_field', field });
  expect(await log()).toHaveLength(before);
});

test('a message about another shop’s parcel is refused', async () => {
  const stranger = aParcel();
  await shopWith([stranger]);
  expect(await ask(mail, idOf(stranger))).toMatchObject({ ok: false, code: 'no_such_parcel' });
});

test('an answer is asked within working days: a message of Friday names Tuesday', async () => {
  expect((await form())?.answerByOn).toEqual({ supplier: '2026-11-24', carrier: '2026-11-25' });
});

test('a server that does not answer is worth another try', async () => {
  const url = process.env['SMTP_URL'];
  expect(url).toBeDefined();
  await stopMailServer();
  const outcome = await sendMail({
    id: 'one',
    to: 'a@b.example',
    replyTo: 'c@d.example',
    subject: 'x',
    text: 'y',
  });
  expect(outcome).toMatchObject({ kind: 'later' });
});
