import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { Missing } from '#app/domain/findings/fact.ts';

export type StatedTimeRecord = z.infer<typeof statedTimeSchema>;

const statedTimeSchema = z.object({
  kind: z.enum(['ship', 'deliver']),
  /** The longest it may take. */
  days: z.int(),
  unit: z.enum(['calendar', 'business']),
  text: z.string(),
  /** Where it holds (domain/findings/stated-places.ts); empty or left out: everywhere. */
  places: z.array(z.string()).optional(),
  /** A policy's type, or a page's title. */
  where: z.string(),
});

/** What texts say at one time: times, the shipping policy's first, and the sentence that no customs fees come. */
export type Statement = z.infer<typeof statementSchema>;

const statementSchema = z.object({
  times: z.array(statedTimeSchema),
  noCustomsFees: z.object({ text: z.string(), where: z.string() }).nullable(),
});

/** The kinds of facts of the shop itself, and what the value of each is. */
export const SHOP_SIDES = {
  markets: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      isActive: z.boolean(),
      /** ISO alpha-2; empty: it is not made of countries. */
      countries: z.array(z.string()),
    }),
  ),
  shipping_zones: z.object({ countries: z.array(z.string()), restOfWorld: z.boolean() }),
  locations: z.array(z.object({ id: z.string().nullish(), country: z.string().nullable() })),
  /** Published ones, the primary one first. */
  locales: z.array(z.string()),
  menus: z.array(z.object({ title: z.string(), url: z.string() })),
  /** Published pages: plain text, and links of it. */
  pages: z.array(z.object({ title: z.string(), text: z.string(), url: z.string().nullable() })),
  privacy: z.object({ bannerEnabled: z.boolean(), bannerAutoManaged: z.boolean() }),
  return_rules: z.array(
    z.object({
      name: z.string(),
      isDefault: z.boolean(),
      marketIds: z.array(z.string()),
      canAcceptReturns: z.boolean(),
      /** Null: no end. */
      windowDays: z.int().nullable(),
    }),
  ),
  /** The types that are published; their texts lie in `policy_versions`. */
  policies: z.array(z.string()),
  /** What the shop's own texts say now, and what they said to orders that were placed before `until`, oldest first. */
  statements: statementSchema.extend({
    earlier: z
      .array(statementSchema.extend({ seenAt: z.coerce.date(), until: z.coerce.date() }))
      .optional(),
  }),
  /** Whether they can be read at all; the facts lie in tables of their own. */
  returns: z.literal(true),
  disputes: z.literal(true),
  publications: z.literal(true),
} as const;
export type ShopSideName = keyof typeof SHOP_SIDES;
export type ShopSideValue<N extends ShopSideName> = z.infer<(typeof SHOP_SIDES)[N]>;

/** One kind of the shop's facts as read last. */
export type StoredSide<T> =
  { value: T; readAt: Date; changedAt: Date } | { missing: Missing; readAt: Date; changedAt: Date };

/** Null: never read. */
export type ShopSide = { [N in ShopSideName]: StoredSide<ShopSideValue<N>> | null };

/** Everything that is known of the shop itself. */
export async function loadShopSide(sql: PoolClient, shopId: number): Promise<ShopSide> {
  const { rows } = await sql.query(
    `select name, value, missing, read_at as "readAt", changed_at as "changedAt" from shop_side where shop_id = $1`,
    [shopId],
  );
  const stored = rowsSchema.parse(rows);
  const side = <T>(name: ShopSideName, schema: z.ZodType<T>): StoredSide<T> | null => {
    const row = stored.find((each) => each.name === name);
    if (row === undefined) return null;
    const { readAt, changedAt } = row;
    if (row.missing !== null) return { missing: row.missing, readAt, changedAt };
    return { value: schema.parse(row.value), readAt, changedAt };
  };
  return {
    markets: side('markets', SHOP_SIDES.markets),
    shipping_zones: side('shipping_zones', SHOP_SIDES.shipping_zones),
    locations: side('locations', SHOP_SIDES.locations),
    locales: side('locales', SHOP_SIDES.locales),
    menus: side('menus', SHOP_SIDES.menus),
    pages: side('pages', SHOP_SIDES.pages),
    privacy: side('privacy', SHOP_SIDES.privacy),
    return_rules: side('return_rules', SHOP_SIDES.return_rules),
    policies: side('policies', SHOP_SIDES.policies),
    statements: side('statements', SHOP_SIDES.statements),
    returns: side('returns', SHOP_SIDES.returns),
    disputes: side('disputes', SHOP_SIDES.disputes),
    publications: side('publications', SHOP_SIDES.publications),
  };
}

/** What was read, or why it was not. */
export type SideReading<N extends ShopSideName = ShopSideName> = {
  [Name in N]: { name: Name } & ({ value: ShopSideValue<Name> } | { missing: Missing });
}[N];

/** Keeps what was read; `changed_at` moves only where something is another than before. */
export async function writeShopSide(
  sql: PoolClient,
  shopId: number,
  readings: readonly SideReading[],
  now: Date,
): Promise<void> {
  if (readings.length === 0) return;
  await sql.query(
    `insert into shop_side as s (shop_id, name, value, missing, read_at, changed_at)
     select $1, name, value::jsonb, missing::jsonb, $5, $5
       from unnest($2::text[], $3::text[], $4::text[]) as r(name, value, missing) order by name
     on conflict (shop_id, name) do update set
       value = excluded.value, missing = excluded.missing, read_at = excluded.read_at,
       changed_at = case when s.value is distinct from excluded.value or s.missing is distinct from excluded.missing
         then excluded.changed_at else s.changed_at end`,
    [
      shopId,
      readings.map(({ name }) => name),
      readings.map((reading) => ('value' in reading ? JSON.stringify(reading.value) : null)),
      readings.map((reading) => ('missing' in reading ? JSON.stringify(reading.missing) : null)),
      now,
    ],
  );
}

const missingSchema = z.union([
  z.object({ kind: z.literal('scope'), scope: z.string() }),
  z.object({ kind: z.literal('empty'), field: z.string() }),
  z.object({ kind: z.literal('not_read'), field: z.string() }),
  z.object({ kind: z.literal('attestation'), attestation: z.string() }),
  z.object({ kind: z.literal('history'), since: z.coerce.date(), days: z.number() }),
]);

const rowsSchema = z.array(
  z.object({
    name: z.string(),
    value: z.unknown(),
    missing: missingSchema.nullable(),
    readAt: z.date(),
    changedAt: z.date(),
  }),
);
