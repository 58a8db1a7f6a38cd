import { Client, escapeIdentifier } from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { postJson } from '#sandbox/quiescence.ts';
import { sessionToken } from '#tests/e2e/ask-app.ts';
import { STORE, shopOf } from '#tests/e2e/desk.ts';

const shop = shopOf(STORE);

describe('the database after a whole run', () => {
  it('holds no name, mail address, phone, street or postcode of any buyer, in no table and no job', async () => {
    const planted = await personalData();
    expect(planted.length).toBeGreaterThan(500);
    const found: string[] = [];
    for (const { table, text } of await everyTable()) {
      for (const secret of planted) if (text.includes(secret)) found.push(`${table}: ${secret}`);
    }
    expect(found).toEqual([]);
  });

  it('would show them if they were there: what is not personal is found', async () => {
    const tables = await everyTable();
    expect(tables.filter(({ text }) => text.includes('#1010')).length).toBeGreaterThan(0);
    expect(tables.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['public.orders', 'public.parcels', 'public.webhook_inbox']),
    );
  });
});

const answerSchema = z.object({
  data: z.object({
    orders: z.object({
      nodes: z.array(
        z.object({
          email: z.string(),
          phone: z.string(),
          shippingAddress: z.object({
            name: z.string(),
            lastName: z.string(),
            address1: z.string(),
            zip: z.string(),
          }),
        }),
      ),
    }),
  }),
});
const grantSchema = z.object({ access_token: z.string() });
/** A shorter postcode is also an order's number or an amount. */
const SHORTEST_TELLING_POSTCODE = 6;

/** What the store knows of its newest 200 buyers, asked of it by an app that was granted to see them. */
async function personalData(): Promise<string[]> {
  const { adminUrl } = inject('stack');
  const headers = { 'Content-Type': 'application/json', 'X-Forwarded-Host': shop };
  const grant = await fetch(`${adminUrl}/admin/oauth/access_token`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      client_id: 'lastscan-local-client-id',
      client_secret: 'lastscan-local-client-secret',
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: await sessionToken(adminUrl, shop),
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      // A person's token: the app's own offline token is left alone.
      requested_token_type: 'urn:shopify:params:oauth:token-type:online-access-token',
    }),
  });
  const { access_token: token } = grantSchema.parse(await grant.json());
  await postJson(`${adminUrl}/sandbox/switches`, { protectedData: 'level2' });
  try {
    const answer = await fetch(`${adminUrl}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { ...headers, 'X-Shopify-Access-Token': token },
      body: JSON.stringify({
        query:
          '{ orders(first: 200, reverse: true) { nodes { email phone shippingAddress { name lastName address1 zip } } } }',
      }),
    });
    const { nodes } = answerSchema.parse(await answer.json()).data.orders;
    const all = nodes.flatMap(
      ({ email, phone, shippingAddress: { name, lastName, address1, zip } }) => [
        email,
        phone,
        name,
        lastName,
        address1,
        ...(zip.length >= SHORTEST_TELLING_POSTCODE ? [zip] : []),
      ],
    );
    // Also as bytes: a bytea column writes itself in hexadecimal.
    return [...new Set(all)].flatMap((text) => [text, Buffer.from(text).toString('hex')]);
  } finally {
    await postJson(`${adminUrl}/sandbox/switches`, { protectedData: 'level1' });
  }
}

/** Hashes, salts and keys: in so much that is random any six digits are somewhere. */
const RANDOM_COLUMNS = [
  'commitment',
  'customer_hash',
  'digest',
  'frontier',
  'hashes',
  'order_key',
  'public_key',
  'salt',
  'written_digest',
];

/** Every row of every table there is, as text. */
async function everyTable(): Promise<{ table: string; text: string }[]> {
  const database = new Client({ connectionString: inject('stack').databases.adminUrl });
  await database.connect();
  try {
    const { rows } = await database.query<{ schema: string; name: string }>(
      `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`,
    );
    const tables: { table: string; text: string }[] = [];
    for (const { schema, name } of rows) {
      const { rows: lines } = await database.query<{ line: string }>(
        `select (to_jsonb(t) - $1::text[])::text as line
         from ${escapeIdentifier(schema)}.${escapeIdentifier(name)} t`,
        [RANDOM_COLUMNS],
      );
      tables.push({ table: `${schema}.${name}`, text: lines.map(({ line }) => line).join('\n') });
    }
    return tables;
  } finally {
    await database.end();
  }
}
