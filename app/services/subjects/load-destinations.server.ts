import type { PoolClient } from 'pg';
import { measureDestinations, openOrdersTo } from '#app/db/destination-subjects.server.ts';
import { busiestCountries } from '#app/db/price-points.server.ts';
import type { StatedTimeRecord } from '#app/db/shop-side.server.ts';
import { known, missing } from '#app/domain/findings/fact.ts';
import type { DestinationSubject } from '#app/domain/findings/subjects.ts';
import { statedFor } from '#app/services/subjects/shop-knowledge.server.ts';
import type { ShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';

/** Destinations as rules see them, in a fixed number of questions. */
export async function loadDestinationSubjects(
  sql: PoolClient,
  shopId: number,
  { ids, shop }: { ids: readonly string[]; shop: ShopKnowledge },
): Promise<Map<string, DestinationSubject>> {
  const { now } = shop;
  const countries = ids.filter((id) => /^[A-Z]{2}$/.test(id));
  const measured = await measureDestinations(sql, shopId, { countries, now });
  const open = await openOrdersTo(sql, shopId, { countries, now });
  return new Map(
    countries.map((id) => [
      id,
      {
        kind: 'destination',
        id,
        shop: shop.context,
        claim: claimFor(id, shop),
        orderToScan: measured.get(id)?.toScan ?? null,
        orderToDoor: measured.get(id)?.toDoor ?? null,
        open: (open.get(id) ?? []).map(({ orderedAt, minor, currency }) => ({
          orderedAt,
          value: { minor, currency },
        })),
      },
    ]),
  );
}

/** Destinations of the last ninety days' orders, in order, after the given one. */
export async function listDestinations(
  sql: PoolClient,
  shopId: number,
  { after, limit, now }: { after: string | null; limit: number; now: Date },
): Promise<string[]> {
  const countries = (await busiestCountries(sql, shopId, now)).sort();
  return countries.filter((country) => after === null || country > after).slice(0, limit);
}

/** What the shop's texts say of a country: sentences that name it, else those that name no country. */
function claimFor(
  country: string,
  { side: { statements }, context }: ShopKnowledge,
): DestinationSubject['claim'] {
  if (statements === null) return missing({ kind: 'not_read', field: 'shopPolicies' });
  if ('missing' in statements) return missing(statements.missing);
  const { times } = statements.value;
  const where = { country, home: context.country };
  const pick = (kind: StatedTimeRecord['kind']) => statedFor(times, kind, where);
  const deliver = pick('deliver');
  const ship = pick('ship');
  const first = deliver ?? ship;
  if (first === undefined) return missing({ kind: 'empty', field: 'SHIPPING_POLICY' });
  // One unit for both: business days of the other are taken as calendar days.
  const isMixed = deliver !== undefined && ship !== undefined && deliver.unit !== ship.unit;
  const daysOf = (time: StatedTimeRecord | undefined) => {
    if (time === undefined) return null;
    return isMixed && time.unit === 'business' ? Math.ceil((time.days * 7) / 5) : time.days;
  };
  return known(
    {
      text: first.text,
      ...(ship !== undefined && ship !== first ? { dispatchText: ship.text } : {}),
      where: first.where,
      dispatchDays: daysOf(ship),
      deliveryDays: daysOf(deliver),
      unit: isMixed ? 'calendar' : first.unit,
    },
    { at: statements.changedAt, origin: 'text' },
  );
}
