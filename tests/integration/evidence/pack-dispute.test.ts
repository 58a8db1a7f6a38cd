import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { DraftMode } from '#app/contracts/evidence.ts';
import { syncStand } from '../sync/stand.ts';

const stand = await syncStand({ orders: 8 });
const { draftDispute } = await import('#app/services/draft-dispute.server.ts');
const { loadEvidence } = await import('#app/services/load-evidence.server.ts');
const { putOrder } = await import('#tests/integration/evidence/order-on-hand.ts');
const { sendOutbox } = await import('#app/services/send-outbox.server.ts');
const { openSource } = await import('#app/services/sync-source.server.ts');
const { DisputeEvidenceDocument, DraftDisputeEvidenceDocument } =
  await import('#app/shopify/generated/documents.ts');

const actor = 'user:7';
const send = () => sendOutbox({ shopId, now: stand.clock() });
const READS = ['read_shopify_payments_disputes', 'read_shopify_payments_dispute_evidences'];
const WRITE = 'write_shopify_payments_dispute_evidences';
let shopId = 0;
/** The store's orders, each disputed at most once here. */
let orderIds: string[] = [];

beforeAll(async () => {
  await stand.install();
  const { id } = await stand.one('select shop_id as id from shops where domain = $1', [stand.shop]);
  shopId = Number(id);
  orderIds = [...stand.platform.store(stand.shop).orders.keys()].map(String);
  allow(READS, WRITE);
});

const allow = (reads: readonly string[], ...writes: string[]) =>
  stand.platform.setScopes(stand.shop, [...stand.platform.app.requiredScopes, ...reads, ...writes]);

async function control(name: string, body: object): Promise<unknown> {
  const response = await fetch(`${stand.platform.origin}/sandbox/${name}`, {
    method: 'POST',
    body: JSON.stringify({ shop: stand.shop, ...body }),
  });
  return response.json();
}

/** A buyer disputes the next order, and Lastscan has read so. */
async function disputed() {
  const orderId = orderIds.pop() ?? '';
  await putOrder(shopId, { orderId, name: `#${orderId.slice(-4)}` });
  const body = await control('disputes', { orderId: Number(orderId), days: 5 });
  const disputeId = String(z.object({ disputeId: z.number() }).parse(body).disputeId);
  const facts = {
    type: 'CHARGEBACK',
    reason: 'PRODUCT_NOT_RECEIVED',
    networkReasonCode: null,
    minor: 4_990,
    currency: 'USD',
    evidenceDueBy: '2026-11-23T09:00:00.000Z',
    evidenceSentOn: null,
    finalizedOn: null,
  };
  await stand.owner.query(
    `insert into disputes (shop_id, dispute_id, order_id, status, initiated_at, read_at, facts)
     values ($1, $2, $3, 'NEEDS_RESPONSE', $4, $4, $5)`,
    [shopId, disputeId, orderId, stand.clock(), JSON.stringify(facts)],
  );
  const ask = (mode: DraftMode) =>
    draftDispute({
      shopId,
      orderId,
      language: 'en',
      actor,
      body: { intent: 'draft_dispute', disputeId, mode },
      now: stand.clock(),
    });
  const view = async () => {
    const evidence = await loadEvidence({ shopId, orderId, language: 'en', now: stand.clock() });
    return evidence?.dispute ?? null;
  };
  return { orderId, disputeId, ask, view };
}

async function stands(disputeId: string) {
  const source = openSource({ shopId, domain: stand.shop, now: stand.clock() });
  const id = `gid://shopify/ShopifyPaymentsDispute/${disputeId}`;
  const { data } = await source.query(DisputeEvidenceDocument, { id });
  return data.dispute?.disputeEvidence ?? null;
}

/** What a person types into the form in admin. */
async function type(disputeId: string, text: string): Promise<void> {
  const source = openSource({ shopId, domain: stand.shop, now: stand.clock() });
  const id = `gid://shopify/ShopifyPaymentsDisputeEvidence/${disputeId}`;
  await source.query(DraftDisputeEvidenceDocument, { id, text });
}

test('the account that the card shows is written as a draft, and is not handed in', async () => {
  const { ask, view, disputeId } = await disputed();
  const text = (await view())?.text ?? '';
  expect(text).toMatch(/^Order #\d+, placed .+ UTC, total [\d.]+ [A-Z]{3}/);
  expect(text).toContain('/verify');
  expect(await ask('fill')).toEqual({ ok: true });
  expect(await ask('fill')).toEqual({ ok: false, code: 'already_asked' });
  await send();
  expect(await stands(disputeId)).toMatchObject({ submitted: false, uncategorizedText: text });
  expect((await view())?.last).toMatchObject({ state: 'sent', error: null });
});

test('what a person wrote is left alone, until it is said that ours goes below it', async () => {
  const { ask, view, disputeId } = await disputed();
  await type(disputeId, 'The buyer thanked us.');
  await ask('fill');
  await send();
  expect((await view())?.last).toMatchObject({ state: 'failed', error: 'theirs_stand' });
  expect((await stands(disputeId))?.uncategorizedText).toBe('The buyer thanked us.');
  await ask('append');
  await send();
  const text = (await view())?.text;
  expect((await stands(disputeId))?.uncategorizedText).toBe(`The buyer thanked us.\n\n${text}`);
  expect((await view())?.last).toMatchObject({ state: 'sent', error: null });
});

test('evidence that was handed in is not touched', async () => {
  const { ask, view, disputeId } = await disputed();
  await type(disputeId, '');
  await control('dispute-submissions', { disputeId: Number(disputeId) });
  await ask('fill');
  await send();
  expect((await view())?.last).toMatchObject({ state: 'failed', error: 'submitted' });
  expect((await stands(disputeId))?.uncategorizedText).toBe('');
});

test('without the scope nothing is written, and the card says which is missing', async () => {
  const { ask, view, disputeId } = await disputed();
  allow(READS);
  await ask('fill');
  await send();
  expect((await view())?.last).toMatchObject({ state: 'failed', error: 'scope_missing' });
  expect((await stands(disputeId))?.uncategorizedText ?? null).toBeNull();
  allow(READS, WRITE);
  expect(await ask('fill')).toEqual({ ok: true });
  await send();
  expect((await view())?.last).toMatchObject({ state: 'sent' });
});

test('where Shopify asks for a staff permission besides the scope, the card says so', async () => {
  const { ask, view } = await disputed();
  const direct = globalThis.fetch;
  globalThis.fetch = (address, init) =>
    typeof init?.body === 'string' && init.body.includes('mutation DraftDisputeEvidence')
      ? Promise.resolve(Response.json(DENIED))
      : direct(address, init);
  try {
    await ask('fill');
    await send();
  } finally {
    globalThis.fetch = direct;
  }
  expect((await view())?.last).toMatchObject({ state: 'failed', error: 'permission_missing' });
});

/** As shopify.dev words what the field requires. */
const DENIED = {
  data: { disputeEvidenceUpdate: null },
  errors: [
    {
      message:
        'Access denied for disputeEvidenceUpdate field. Required access: `write_shopify_payments_dispute_evidences` access scope. Also: The user must have `manage_orders_information` permission or the `manage_disputes` permission.',
      path: ['disputeEvidenceUpdate'],
      extensions: { code: 'ACCESS_DENIED' },
    },
  ],
};

test('a dispute of another order, of nobody and a wish of no shape are refused', async () => {
  const { orderId, disputeId } = await disputed();
  const wish = { shopId, language: 'en', actor, now: stand.clock() } as const;
  const body = { intent: 'draft_dispute', disputeId, mode: 'fill' };
  const other = orderIds[0] ?? '';
  expect(await draftDispute({ ...wish, orderId: other, body })).toMatchObject({
    code: 'no_such_dispute',
  });
  const unknown = { ...body, disputeId: '1' };
  expect(await draftDispute({ ...wish, orderId, body: unknown })).toMatchObject({
    code: 'no_such_dispute',
  });
  expect(await draftDispute({ ...wish, orderId, body: { ...body, mode: 'submit' } })).toMatchObject(
    { code: 'bad_input' },
  );
});
