import type { PoolClient } from 'pg';
import type { SourceCardView, SourcePreview, SourcesView } from '#app/contracts/sources.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { listConnections } from '#app/db/source-connections.server.ts';
import type { SourceConnection } from '#app/db/source-connections.server.ts';
import { NO_COUNTS, readDays } from '#app/db/source-days.server.ts';
import {
  readLastScanUpload,
  readNewPerDay,
  readOpenCarriers,
  readOpenGroups,
  readPaces,
  readScopes,
  readShopifyAnswer,
} from '#app/db/source-overview.server.ts';
import type { PaceCount } from '#app/db/source-overview.server.ts';
import { readPushSecrets } from '#app/db/source-secrets.server.ts';
import { readSourceSettings } from '#app/db/source-settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { carrierName, carrierSlug } from '#app/domain/numbers/carriers.ts';
import { expectedCallsPerDay, fitToQuota } from '#app/domain/polling/expected-calls.ts';
import { PACES } from '#app/domain/polling/paces.ts';
import { ASKED_SOURCES } from '#app/domain/scans/source-name.ts';
import type { AskedSource } from '#app/domain/scans/source-name.ts';
import { env } from '#app/env.server.ts';
import { clientWith } from '#app/services/source-client.server.ts';
import { healthOf } from '#app/services/source-health.ts';
import { pacesOfGroups } from '#app/services/source-preview.ts';

/** Days over which new numbers are averaged: two weeks have the same weekends. */
const NEW_OVER_DAYS = 14;
/** Parcels looked at for the preview; of larger shops these stand for all. */
const PREVIEW_PARCELS = 20_000;
/** Shopify is asked every hour; two missed turns mean that it does not answer. */
const SHOPIFY_SILENT_MS = 2 * 3_600_000;
/** Any one of them lets an app write tracking numbers. */
const WRITE_SCOPES = [
  'write_assigned_fulfillment_orders',
  'write_merchant_managed_fulfillment_orders',
  'write_third_party_fulfillment_orders',
];

/** What the Sources page shows. No key and no secret is part of it. */
export async function loadSources({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<SourcesView> {
  return withShopSql(shopId, async (sql) => {
    const connections = await listConnections(sql, shopId);
    const paces = await readPaces(sql, shopId, now);
    const days = await readDays(sql, shopId, now);
    const newPerDay = await readNewPerDay(sql, shopId, { now, days: NEW_OVER_DAYS });
    const openCarriers = await readOpenCarriers(sql, shopId);
    const answeredAt = await readShopifyAnswer(sql, shopId);
    const open = openCarriers.reduce((sum, { parcels }) => sum + parcels, 0);
    const connected: SourceCardView[] = [];
    for (const connection of connections)
      connected.push(await cardOf(sql, { shopId, connection, paces, days, newPerDay, now }));
    const tracked = connected.reduce((sum, card) => sum + card.backlog.tracked, 0);
    const scopes = await readScopes(sql, shopId);
    const facts = await readShopFacts(sql, shopId);
    return {
      shopify: {
        answeredAt: iso(answeredAt),
        isAnswering:
          answeredAt !== null && now.getTime() - answeredAt.getTime() <= SHOPIFY_SILENT_MS,
      },
      connected,
      previews: await previewsOf(sql, { shopId, connections, newPerDay, open, now }),
      coverage: { open, asked: Math.min(tracked, open) },
      carriers: carriersOf(openCarriers),
      links: {
        ...(await readSourceSettings(sql, shopId)),
        canWrite: WRITE_SCOPES.some((scope) => scopes.includes(scope)),
      },
      currency: facts.currency ?? 'USD',
      csv: { lastUploadAt: iso(await readLastScanUpload(sql, shopId)) },
    };
  });
}

async function cardOf(
  sql: PoolClient,
  facts: {
    shopId: number;
    connection: SourceConnection;
    paces: readonly PaceCount[];
    days: Awaited<ReturnType<typeof readDays>>;
    newPerDay: number;
    now: Date;
  },
): Promise<SourceCardView> {
  const { shopId, connection, now } = facts;
  const { source, address, quota, serves, dailyCalls, perThousandMinor, creditCurrency } =
    connection;
  const asked = ASKED_SOURCES.find((name) => name === source);
  const paces = facts.paces.filter((pace) => pace.source === source);
  const day = facts.days.get(source);
  // 17TRACK's pushes are signed with the key.
  const secrets = source === 'seventeen_track' ? null : await readPushSecrets(sql, shopId, source);
  const until = secrets?.previous?.until ?? null;
  return {
    source,
    state: connection.state,
    health: healthOf(connection),
    connectedAt: connection.connectedAt.toISOString(),
    answeredAt: iso(connection.answeredAt),
    failingSince: iso(connection.failingSince),
    errorKind: connection.errorKind,
    pausedUntil:
      connection.pausedUntil !== null && connection.pausedUntil > now
        ? connection.pausedUntil.toISOString()
        : null,
    pushUrl: address === null ? null : `${env().SHOPIFY_APP_URL}/sources/${address}`,
    hasPushSecret: source === 'seventeen_track' || secrets !== null,
    oldSecretUntil: until !== null && until > now ? until.toISOString() : null,
    rank: connection.rank,
    plan: { serves, dailyCalls, perThousandMinor, creditCurrency },
    quota: quota === null ? null : { ...quota, at: quota.at.toISOString() },
    today: day?.today ?? NO_COUNTS,
    expectedCalls:
      asked === undefined
        ? null
        : expectedCallsOf(asked, { paces, newPerDay: facts.newPerDay, dailyCalls }),
    backlog: {
      tracked: paces.reduce((sum, { count }) => sum + count, 0),
      due: paces.reduce((sum, { due }) => sum + due, 0),
      oldestDueAt: iso(earliest(paces.map(({ oldestDueAt }) => oldestDueAt))),
    },
    errors: day?.errors ?? [],
  };
}

function expectedCallsOf(
  source: AskedSource,
  {
    paces,
    newPerDay,
    dailyCalls,
  }: { paces: readonly PaceCount[]; newPerDay: number; dailyCalls: number | null },
): number {
  const counts = Object.fromEntries(
    PACES.map((pace) => [pace, paces.find((one) => one.pace === pace)?.count ?? 0]),
  );
  const { numbersPerCall } = limitsOf(source);
  const { calls } = fitToQuota(counts, { numbersPerCall, newPerDay, callsPerDay: dailyCalls });
  return Math.ceil(calls);
}

/** What connecting would mean, for the sources that are not connected. */
async function previewsOf(
  sql: PoolClient,
  {
    shopId,
    connections,
    newPerDay,
    open,
    now,
  }: {
    shopId: number;
    connections: readonly SourceConnection[];
    newPerDay: number;
    /** Parcels on their way, those without a number included. */
    open: number;
    now: Date;
  },
): Promise<SourcePreview[]> {
  const missing = ASKED_SOURCES.filter(
    (source) => !connections.some((connection) => connection.source === source),
  );
  if (missing.length === 0) return [];
  const { groups, parcels } = await readOpenGroups(sql, shopId, { now, atMost: PREVIEW_PARCELS });
  const scale = parcels < PREVIEW_PARCELS ? 1 : Math.max(1, open / parcels);
  const counts = pacesOfGroups(
    groups.map((group) => ({ ...group, parcels: group.parcels * scale })),
    now,
  );
  return missing.map((source) => {
    const { numbersPerCall } = limitsOf(source);
    const { calls, registrations } = expectedCallsPerDay(counts, { numbersPerCall, newPerDay });
    return {
      source,
      callsPerDay: Math.ceil(calls),
      registerNow: Math.round(parcels * scale),
      registerPerDay: Math.ceil(registrations),
    };
  });
}

function limitsOf(source: AskedSource) {
  return clientWith({ source, key: 'limits' }).limits;
}

/** Carriers we know by slug; names that are no carrier's of ours cannot be chosen. */
function carriersOf(open: readonly { carrierKey: string; parcels: number }[]) {
  const bySlug = new Map<string, number>();
  for (const { carrierKey, parcels } of open) {
    const slug = carrierSlug(carrierKey);
    if (slug !== null) bySlug.set(slug, (bySlug.get(slug) ?? 0) + parcels);
  }
  return [...bySlug]
    .map(([slug, parcels]) => ({ slug, name: carrierName(slug), parcels }))
    .sort((one, other) => other.parcels - one.parcels || (one.slug < other.slug ? -1 : 1));
}

function earliest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce(
    (first, at) => (at !== null && (first === null || at < first) ? at : first),
    null,
  );
}

function iso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
