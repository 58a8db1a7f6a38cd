import type { PoolClient } from 'pg';
import { loadShopRecord, validAnswers } from '#app/db/shop-knowledge.server.ts';
import type { ShopRecord } from '#app/db/shop-knowledge.server.ts';
import { loadShopSide } from '#app/db/shop-side.server.ts';
import type {
  ShopSide,
  ShopSideValue,
  StatedTimeRecord,
  Statement,
  StoredSide,
} from '#app/db/shop-side.server.ts';
import { known, missing } from '#app/domain/findings/fact.ts';
import type { Fact, FactOrigin } from '#app/domain/findings/fact.ts';
import { isAmong } from '#app/domain/findings/stated-places.ts';
import type { ShopContext } from '#app/domain/findings/subjects.ts';

/** What every kind of subject is told of its shop, and what some are made of. */
export interface ShopKnowledge {
  context: ShopContext;
  record: ShopRecord;
  side: ShopSide;
  now: Date;
}

/** In three questions; null when there is no such shop. */
export async function loadShopKnowledge(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<ShopKnowledge | null> {
  const record = await loadShopRecord(sql, shopId, now);
  if (record === null) return null;
  const side = await loadShopSide(sql, shopId);
  const answers = await validAnswers(sql, shopId, { kind: 'shop', ids: ['shop'], now });
  const context: ShopContext = {
    // Until Shopify has told: no amount of the shop is read before it has.
    currency: record.currency ?? 'USD',
    country: record.country,
    timeZone: record.timeZone ?? 'UTC',
    installedAt: record.installedAt,
    targets: targetsOf(record, side, now),
    shipsFrom: shipsFromOf(record, side, now),
    attestations: answers.get('shop') ?? {},
  };
  return { context, record, side, now };
}

/** A side of the shop as a fact. `field` names it where nothing was read yet. */
export function sideFact<T, V>(
  side: StoredSide<T> | null,
  field: string,
  valueOf: (value: T) => V,
  origin: FactOrigin = 'shopify',
): Fact<V> {
  if (side === null) return missing({ kind: 'not_read', field });
  if ('missing' in side) return missing(side.missing);
  return known(valueOf(side.value), { at: side.changedAt, origin });
}

/** What the merchant said; else the countries of active markets that a shipping zone reaches too. */
export function targetsOf(
  { settings }: ShopRecord,
  side: ShopSide,
  now: Date,
): Fact<readonly string[]> {
  if (settings.targets !== null) return known(settings.targets, { at: now, origin: 'merchant' });
  const { markets, shipping_zones: zones } = side;
  const shipped = zones !== null && 'value' in zones ? zones.value : null;
  const isShippedTo = (country: string) =>
    shipped === null || shipped.restOfWorld || shipped.countries.includes(country);
  if (markets !== null && 'value' in markets) {
    const countries = markets.value
      .filter(({ isActive }) => isActive)
      .flatMap((each) => each.countries);
    const targets = [...new Set(countries)].filter(isShippedTo).sort();
    if (targets.length > 0) return known(targets, { at: markets.changedAt, origin: 'shopify' });
  }
  // "Rest of the world" names no country: then only markets or the merchant can say.
  if (zones !== null && shipped !== null && !shipped.restOfWorld) {
    return known(shipped.countries.toSorted(), { at: zones.changedAt, origin: 'shopify' });
  }
  return nothingSaid(markets, 'markets');
}

/** What the merchant said; else where its locations are and where its parcels of the last year came from. */
function shipsFromOf(
  { settings, origins }: ShopRecord,
  side: ShopSide,
  now: Date,
): Fact<readonly string[]> {
  if (settings.shipsFrom !== null)
    return known(settings.shipsFrom, { at: now, origin: 'merchant' });
  const { locations } = side;
  const places =
    locations !== null && 'value' in locations
      ? locations.value.flatMap(({ country }) => country ?? [])
      : [];
  const countries = [...new Set([...origins, ...places])].sort();
  if (countries.length === 0) return nothingSaid(locations, 'locations');
  return known(countries, { at: locations?.changedAt ?? now, origin: 'shopify' });
}

/** Why no country is known: what should tell could not be read, or tells none. */
function nothingSaid(side: StoredSide<unknown> | null, field: string): Fact<readonly string[]> {
  if (side !== null && 'missing' in side) return missing(side.missing);
  return missing({ kind: side === null ? 'not_read' : 'empty', field });
}

/** What the shop's texts said to an order placed then: as they were seen at that time, else as they were first seen. */
export function statementAt(
  statements: StoredSide<ShopSideValue<'statements'>> | null,
  placedAt: Date,
): Fact<Statement> {
  if (statements === null) return missing({ kind: 'not_read', field: 'shopPolicies' });
  if ('missing' in statements) return missing(statements.missing);
  const { value, changedAt } = statements;
  const earlier = value.earlier?.find(({ until }) => placedAt < until);
  return known(earlier ?? value, { at: earlier?.seenAt ?? changedAt, origin: 'text' });
}

/** The first time that the shop's texts state for a country (null: not known): where they name it, else everywhere. */
export function statedFor(
  times: readonly StatedTimeRecord[],
  kind: StatedTimeRecord['kind'],
  { country, home }: { country: string | null; home: string | null },
): StatedTimeRecord | undefined {
  const own = times.filter((time) => time.kind === kind);
  const named =
    country === null
      ? undefined
      : own.find(({ places = [] }) => isAmong(places, { country, home }));
  return named ?? own.find(({ places = [] }) => places.length === 0);
}
