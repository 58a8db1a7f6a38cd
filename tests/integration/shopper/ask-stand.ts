import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, expect } from 'vitest';
import {
  shopperOrderSchema,
  type ShopperAction,
  type ShopperOrder,
} from '#app/contracts/shopper.ts';
import { actOnAsk } from '#app/services/act-on-ask.server.ts';
import { answerShopper } from '#app/services/answer-shopper.server.ts';
import { customerToken, type OrderOnHand } from '#tests/integration/shopper/shoppers-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

/** A database of the test's own with whoever asks and answers there; call it at the top level of a test file. */
export async function askStand() {
  const database = await testDatabase();
  process.env['LASTSCAN_KEYS'] = `first:${randomBytes(32).toString('base64')}`;
  const owner = new Client({ connectionString: database.adminUrl });
  await owner.connect();
  afterAll(() => owner.end());
  return {
    /** Rows of one query, across row-level security. */
    rows: async (text: string, values: unknown[] = []) =>
      (await owner.query<Record<string, unknown>>(text, values)).rows,
  };
}

/** A Friday noon: with the usual quiet hours and Sundays closed, 24 hours on are Monday at noon. */
export const FRIDAY = new Date('2026-11-20T12:00:00Z');
export const MONDAY = '2026-11-23T12:00:00.000Z';
export const later = (from: Date, hours: number) => new Date(from.getTime() + hours * 3_600_000);

export async function send(
  order: OrderOnHand,
  body: object | null,
  { now = FRIDAY, customer = order.customer }: { now?: Date; customer?: string } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const request = new Request(`http://app.example/shopper/orders/${order.orderId}`, {
    ...(body === null ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${customerToken(order.domain, { sub: customer })}`,
      'content-type': 'application/json',
      'x-lastscan-order-key': order.orderKey,
    },
  });
  const response = await answerShopper(request, { orderId: order.orderId, now });
  return { status: response.status, body: await response.json() };
}

export const anAsk = (
  order: OrderOnHand,
  change: Partial<Extract<ShopperAction, { intent: 'ask' }>> = {},
) => ({
  intent: 'ask',
  requestKey: randomUUID(),
  parcelId: order.parcelId,
  kind: 'damaged',
  text: 'The lamp is broken.',
  language: 'de',
  ...change,
});

/** The order as its shopper sees it, read as the extension reads it. */
export async function seen(
  order: OrderOnHand,
  now = FRIDAY,
): Promise<NonNullable<ShopperOrder['signedIn']>> {
  const { signedIn } = shopperOrderSchema.parse((await send(order, null, { now })).body);
  if (signedIn === null) throw new Error('nobody is signed in');
  return signedIn;
}

export async function asked(order: OrderOnHand, now = FRIDAY): Promise<string> {
  expect((await send(order, anAsk(order), { now })).status).toBe(200);
  return (await seen(order, now)).asks[0]?.askId ?? '';
}

export const staff = (order: OrderOnHand, askId: string, body: object, now = later(FRIDAY, 1)) =>
  actOnAsk({ shopId: order.shopId, askId, actor: 'user:9', body, now });

export const anAnswer = (change: object = {}) => ({
  intent: 'answer',
  requestKey: randomUUID(),
  text: 'We send another one.',
  ...change,
});
