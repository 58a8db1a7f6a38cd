import { createHmac } from 'node:crypto';
import type { Client } from 'pg';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { openInAdmin } from './browser.ts';
import type { Stack } from './launch.ts';
import { getJson } from './quiescence.ts';

const clockSchema = z.object({ now: z.string() });

/**
 * No carrier of the world says of a parcel that it is lost, so a warehouse does, over the shop's own inbound address: of one
 * parcel that has been silent for long.
 */
export async function tellLost(
  stack: Stack,
  { shop, page, database }: { shop: string; page: Page; database: Client },
): Promise<void> {
  const { rows } = await database.query<{ number: string; carrier: string | null }>(
    `select p.number, p.carrier from parcels p join shops s using (shop_id)
     where s.domain = $1 and p.verdict = 'stalled' and p.number is not null
     order by p.last_physical_at limit 1 offset 1`,
    [shop],
  );
  const [parcel] = rows;
  if (parcel === undefined) throw new Error('No parcel is silent.');
  const { address, secret } = await openInbound(stack, { shop, page, database });
  const { now } = clockSchema.parse(await getJson(`${stack.adminUrl}/sandbox/clock`));
  const body = JSON.stringify({
    version: 1,
    trackings: [
      { number: parcel.number, events: [{ time: now, status: 'lost', text: 'Parcel lost' }] },
    ],
  });
  const seconds = Math.floor(Date.parse(now) / 1_000);
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  const response = await fetch(`${stack.appUrl}/sources/${address}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'lastscan-signature': `t=${seconds},v1=${signature}`,
    },
    body,
  });
  if (!response.ok)
    throw new Error(`The push was answered ${response.status}: ${await response.text()}`);
}

/** Makes the shop's own address as a merchant does, and copies the secret that is shown once. */
async function openInbound(
  { adminUrl }: Stack,
  { shop, page, database }: { shop: string; page: Page; database: Client },
): Promise<{ address: string; secret: string }> {
  const [store] = shop.split('.');
  const sourcesPage = `${adminUrl}/store/${store}/apps/lastscan/app/settings/sources?locale=en`;
  const app = await openInAdmin(page, sourcesPage);
  await app.getByRole('button', { name: 'Create the address' }).click();
  const secret = await app.locator('div[role="status"] code').innerText();
  const { rows } = await database.query<{ address: string }>(
    `select c.address from source_connections c join shops s using (shop_id) where s.domain = $1 and c.source = 'inbound'`,
    [shop],
  );
  const address = rows[0]?.address;
  if (address === undefined) throw new Error('The inbound address was not made.');
  return { address, secret };
}
