import type { Client } from 'pg';
import { z } from 'zod';
import { USER_AGENT } from './browser.ts';
import type { Stack } from './launch.ts';
import { postJson } from './quiescence.ts';

const tokenSchema = z.object({ token: z.string() });
const PUSH_SOURCES = { seventeen_track: '17track', aftership: 'aftership' } as const;
/** Carriers inside a country are AfterShip's in this store; everything else is 17TRACK's. */
const DOMESTIC = ['usps', 'ups'];

/**
 * Connects both sources as a merchant does on Settings → Sources, has stated next numbers confirmed without asking, and
 * tells the look-alikes where to push to, as one does in a source's own dashboard.
 */
export async function connectSources(
  stack: Stack,
  { shop, database }: { shop: string; database: Client },
): Promise<void> {
  const act = (body: unknown) => actOnSources(stack, { shop, body });
  const webhookSecret = 'SANDBOX-AFTERSHIP-SECRET';
  await act({
    intent: 'connect',
    source: 'seventeen_track',
    key: 'SANDBOX-17TRACK-KEY',
    webhookSecret: '',
  });
  await act({
    intent: 'connect',
    source: 'aftership',
    key: 'SANDBOX-AFTERSHIP-KEY',
    webhookSecret,
  });
  const plan = { dailyCalls: null, perThousandMinor: null, creditCurrency: null };
  await act({
    intent: 'save',
    settings: {
      plans: [
        {
          source: 'seventeen_track',
          plan: { ...plan, serves: { mode: 'except', carriers: DOMESTIC } },
        },
        { source: 'aftership', plan: { ...plan, serves: { mode: 'only', carriers: DOMESTIC } } },
      ],
      links: { confirmStated: true, writeBack: false },
    },
  });
  const { rows } = await database.query<{
    source: keyof typeof PUSH_SOURCES;
    address: string;
    mode: string;
  }>(
    `select source, address, serves->>'mode' as mode from source_connections join shops using (shop_id)
      where domain = $1 and state = 'connected'`,
    [shop],
  );
  if (rows.length !== 2 || rows.some(({ mode }) => mode === 'all'))
    throw new Error(`The sources were not connected: ${JSON.stringify(rows)}`);
  for (const { source, address } of rows) {
    await postJson(`${stack.adminUrl}/sandbox/sources`, {
      source: PUSH_SOURCES[source],
      webhookUrl: `${stack.appUrl}/sources/${address}`,
    });
  }
}

async function actOnSources(
  { adminUrl, appUrl }: Stack,
  { shop, body }: { shop: string; body: unknown },
): Promise<void> {
  const { token } = tokenSchema.parse(
    await postJson(`${adminUrl}/sandbox/session-token`, { shop }),
  );
  const response = await fetch(`${appUrl}/app/settings/sources.data`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'User-Agent': USER_AGENT,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const answer = await response.text();
  if (!response.ok || !answer.includes('"done"'))
    throw new Error(`Settings → Sources answered ${response.status}: ${answer.slice(0, 500)}`);
}
