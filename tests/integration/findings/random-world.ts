import type { PoolClient } from 'pg';
import { addAttestation } from '#app/db/attestations.server.ts';
import { importBatch } from '#app/db/import-batch.server.ts';
import { deleteOrders } from '#app/db/orders.server.ts';
import { writeDisputes } from '#app/db/disputes.server.ts';
import { recordPolicies } from '#app/db/policy-versions.server.ts';
import { recordPrices } from '#app/db/price-points.server.ts';
import { writeProducts } from '#app/db/products-write.server.ts';
import type { ProductFacts } from '#app/db/products.server.ts';
import { writeReturns } from '#app/db/returns.server.ts';
import { writeShopSide, type SideReading } from '#app/db/shop-side.server.ts';
import { statedTimes } from '#app/domain/findings/stated-times.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { NO_SETTINGS } from '#app/domain/findings/compliance-settings.ts';
import type { SubjectKind } from '#app/domain/findings/subjects.ts';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import { assessParcels } from '#app/services/assess-parcels.server.ts';
import { saveComplianceSettings } from '#app/services/save-compliance-settings.server.ts';
import {
  empty,
  fulfillmentRow,
  legRow,
  parcelRow,
  scanRow,
} from '#tests/integration/db/import-rows.factory.ts';
import { orderDetails, storeOrder } from '#tests/integration/findings/facts.factory.ts';

const DAY_MS = 86_400_000;
const COUNTRIES = ['US', 'DE', 'FR', 'GB', 'CN'];
const PRODUCTS = 4;
const BEGINNING = new Date('2026-10-01T09:00:00Z');

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A shop in which anything may happen, one thing at a time, each written as the app writes it. */
export function randomWorld({ shopId, roll }: { shopId: number; roll: () => number }) {
  let now = BEGINNING;
  let lastOrder = 1_000;

  const whole = (below: number) => Math.floor(roll() * below);
  const pick = <T>(of: readonly T[]): T | undefined => of[whole(of.length)];
  const write = (work: (sql: PoolClient) => Promise<unknown>) => withShopSql(shopId, work);
  const ago = (days: number) => new Date(now.getTime() - whole(days * 24) * 3_600_000);
  const noLater = (ms: number) => new Date(Math.min(ms, now.getTime()));
  const anOrder = () => String(1_001 + whole(Math.max(1, lastOrder - 1_000)));
  const aProduct = () => 501 + whole(PRODUCTS);

  async function order(orderId: string): Promise<void> {
    const placedAt = ago(45);
    const productId = String(aProduct());
    const shipped = whole(2);
    const isPaid = roll() < 0.9;
    const paid = orderDetails().payments.map((one) => ({ ...one, at: placedAt.toISOString() }));
    await write((sql) =>
      storeOrder(sql, shopId, {
        order: {
          orderId,
          name: `#${orderId}`,
          createdAt: placedAt,
          processedAt: placedAt,
          updatedAt: now,
          cancelledAt: roll() < 0.15 ? now : null,
          destinationCountry: pick([...COUNTRIES, null]) ?? null,
          postcodeHash: String(whole(3)),
          totalMinor: 5_000 + whole(20) * 100,
        },
        details: {
          payments: isPaid ? paid : [],
          isCompany: roll() < 0.1,
          deliverBy: roll() < 0.2 ? new Date(now.getTime() + 5 * DAY_MS).toISOString() : null,
          refunds:
            roll() < 0.2
              ? [
                  {
                    id: `${orderId}9`,
                    at: now.toISOString(),
                    minor: 1_000,
                    shippingMinor: 0,
                    payments: [],
                    returnId: null,
                  },
                ]
              : [],
        },
        line: {
          orderId,
          productId,
          variantId: `${productId}1`,
          unfulfilledQuantity: 1 - shipped,
          orderedAt: placedAt,
        },
      }),
    );
  }

  async function parcel(): Promise<void> {
    const orderId = anOrder();
    const fulfillmentId = `${orderId}5`;
    const shippedAt = ago(20);
    const numberKey = `LX${whole(5)}CN`;
    const about = { fulfillmentId, numberKey, number: numberKey };
    const scan = (milestone: string) =>
      scanRow({
        ...about,
        eventId: `${milestone}${now.getTime()}`,
        milestone,
        country: pick(['US', 'DE', 'CN']) ?? null,
        occurredAt: noLater(shippedAt.getTime() + whole(10) * DAY_MS),
      });
    await write(async (sql) => {
      await importBatch(sql, shopId, {
        ...empty,
        fulfillments: [
          fulfillmentRow({
            fulfillmentId,
            orderId,
            createdAt: shippedAt,
            updatedAt: now,
            status: roll() < 0.1 ? 'CANCELLED' : 'SUCCESS',
          }),
        ],
        parcels: [
          parcelRow({
            ...about,
            orderId,
            orderName: `#${orderId}`,
            shippedAt,
            destination: pick(COUNTRIES) ?? null,
          }),
        ],
        legs: [legRow({ ...about, startedAt: shippedAt })],
        scans: [
          ...(roll() < 0.6 ? [scan('accepted')] : []),
          ...(roll() < 0.4 ? [scan('delivered')] : []),
        ],
      });
      const scope = { kind: 'fulfillments', fulfillmentIds: [fulfillmentId] } as const;
      await assessParcels(sql, { shopId, scope, occasion: 'sync', now });
    });
  }

  /** One thing about an order, all else as it was. */
  async function part(): Promise<void> {
    const [table, change, value] = pick([
      ['orders', 'cancelled_at = $3', roll() < 0.5 ? now : null],
      ['orders', 'destination_country = $3', pick(COUNTRIES)],
      ['orders', 'total_minor = $3', 4_000 + whole(9) * 100],
      ['orders', 'postcode_hash = $3', String(whole(3))],
      ['order_lines', 'unfulfilled_quantity = $3', whole(2)],
      ['order_details', `details = jsonb_set(details, '{isCompany}', $3::jsonb)`, whole(2) === 0],
      [
        'order_details',
        `details = jsonb_set(details, '{methods,0}', to_jsonb($3::text))`,
        pick(['SHIPPING', 'PICK_UP']),
      ],
      ['fulfillments', 'status = $3', pick(['SUCCESS', 'CANCELLED'])],
      ['parcels', 'number_key = $3', `LX${whole(5)}CN`],
    ] as const) ?? ['orders', 'cancelled_at = $3', null];
    await write((sql) =>
      sql.query(`update ${table} set ${change} where shop_id = $1 and order_id = $2`, [
        shopId,
        anOrder(),
        value,
      ]),
    );
  }

  /** A scan of a parcel that is there already. */
  async function scan(): Promise<void> {
    const { rows } = await withShopSql(shopId, (sql) =>
      sql.query<{ id: string; shippedAt: Date }>(
        `select fulfillment_id as id, shipped_at as "shippedAt" from parcels where shop_id = $1 order by 1`,
        [shopId],
      ),
    );
    const parcelOf = pick(rows);
    if (parcelOf === undefined) return;
    const milestone = pick(['accepted', 'in_transit', 'delivered']) ?? 'accepted';
    const row = scanRow({
      fulfillmentId: parcelOf.id,
      eventId: `${milestone}${now.getTime()}`,
      milestone,
      country: pick(['US', 'DE', 'CN']) ?? null,
      occurredAt: noLater(parcelOf.shippedAt.getTime() + whole(240) * 3_600_000),
    });
    await write(async (sql) => {
      await importBatch(sql, shopId, { ...empty, scans: [row] });
      const scope = { kind: 'fulfillments', fulfillmentIds: [parcelOf.id] } as const;
      await assessParcels(sql, { shopId, scope, occasion: 'sync', now });
    });
  }

  async function product(): Promise<void> {
    const productId = aProduct();
    await write((sql) =>
      writeProducts(sql, shopId, {
        products: [
          {
            productId: String(productId),
            title: pick(['Desk lamp', 'Electric pan', 'Lithium battery']) ?? '',
            status: pick(['ACTIVE', 'ACTIVE', 'DRAFT'] as const) ?? 'DRAFT',
            createdAt: new Date('2026-01-01T00:00:00Z'),
            updatedAt: now,
            facts: productFacts(productId, { roll, pick }),
          },
        ],
        readAt: now,
      }),
    );
  }

  async function price(): Promise<void> {
    const prices = [
      {
        variantId: `${aProduct()}1`,
        country: pick(['', 'US', 'DE']) ?? '',
        currency: 'USD',
        priceMinor: 4_000 + whole(20) * 100,
        compareAtMinor: roll() < 0.5 ? 6_000 : null,
      },
    ];
    const seenAt = now;
    await write((sql) => recordPrices(sql, shopId, { prices, seenAt }));
  }

  async function sideOfShop(): Promise<void> {
    const readings: readonly SideReading[] = [
      {
        name: 'markets',
        value: [
          {
            id: '1',
            name: 'All',
            isActive: true,
            countries: roll() < 0.5 ? ['US', 'DE'] : ['US', 'FR', 'GB'],
          },
        ],
      },
      { name: 'locales', value: roll() < 0.5 ? ['en'] : ['en', 'de'] },
      { name: 'privacy', value: { bannerEnabled: roll() < 0.5, bannerAutoManaged: false } },
      { name: 'privacy', missing: { kind: 'scope', scope: 'read_privacy_settings' } },
      {
        name: 'statements',
        value: {
          times:
            roll() < 0.7
              ? statedTimes(
                  `Orders ship within ${1 + whole(9)} days. Delivery takes ${5 + whole(20)} days.`,
                ).map((time) => ({ ...time, where: 'SHIPPING_POLICY' }))
              : [],
          noCustomsFees:
            roll() < 0.3 ? { text: 'No customs fees.', where: 'SHIPPING_POLICY' } : null,
          earlier:
            roll() < 0.5 ? [{ times: [], noCustomsFees: null, seenAt: BEGINNING, until: now }] : [],
        },
      },
      { name: 'locations', value: [{ country: pick(['CN', 'US', 'DE']) ?? null }] },
      { name: 'pages', value: [{ title: 'Imprint', text: pick(['Us', 'Them']) ?? '', url: null }] },
      { name: 'menus', value: roll() < 0.5 ? [] : [{ title: 'Withdraw', url: '/withdraw' }] },
      { name: 'returns', value: true },
      { name: 'disputes', value: true },
      { name: 'policies', value: ['SHIPPING_POLICY', 'REFUND_POLICY'] },
    ];
    const reading = pick(readings);
    if (reading !== undefined) await write((sql) => writeShopSide(sql, shopId, [reading], now));
  }

  async function policy(): Promise<void> {
    const body = pick([
      'We ship within 5 days.',
      'You may withdraw within 14 days of receipt.',
      'See the EU ODR platform at ec.europa.eu/consumers/odr.',
    ]);
    const policies = [{ type: 'REFUND_POLICY', locale: '', body: body ?? '', url: null }];
    const seenAt = now;
    await write((sql) => recordPolicies(sql, shopId, { policies, seenAt }));
  }

  async function answer(subject: { kind: SubjectKind; id: string }): Promise<void> {
    const asked = RULES.filter(
      (rule) => rule.subject === subject.kind && rule.attestations.length > 0,
    );
    const code = pick(asked.flatMap(({ attestations }) => attestations));
    if (code === undefined) return;
    await write((sql) =>
      addAttestation(sql, shopId, {
        code,
        subject,
        answer: roll() < 0.8 ? 'yes' : 'no',
        choice: '',
        note: 'As told',
        link: null,
        file: null,
        actor: 'user:1',
        now,
        until: roll() < 0.5 ? new Date(now.getTime() + whole(20) * DAY_MS + 3_600_000) : null,
      }),
    );
  }
  const productAnswer = () => answer({ kind: 'product', id: String(aProduct()) });
  const shopAnswer = () => answer({ kind: 'shop', id: 'shop' });

  async function takeBack(kind = 'shop'): Promise<void> {
    await write((sql) =>
      sql.query(
        `update attestations set withdrawn_at = $2, withdrawn_by = 'user:1' where shop_id = $1 and subject_kind = $3`,
        [shopId, now, kind],
      ),
    );
  }
  const takeBackOfProducts = () => takeBack('product');

  async function notice(): Promise<void> {
    await write((sql) =>
      sql.query(
        `insert into delay_notices (shop_id, order_id, sent_at, new_ship_by, answer, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, 'user:1', $3)`,
        [
          shopId,
          anOrder(),
          now,
          roll() < 0.7 ? new Date(now.getTime() + 10 * DAY_MS) : null,
          pick(['none', 'accepted', 'cancelled']),
        ],
      ),
    );
  }

  async function settings(): Promise<void> {
    await saveComplianceSettings({
      shopId,
      form: {
        ...NO_SETTINGS,
        rulesOff: roll() < 0.5 ? [pick(RULES)?.id ?? ''] : [],
        promiseToShip: roll() < 0.4 ? { days: 1 + whole(20), unit: 'calendar' } : null,
        targets: roll() < 0.4 ? ['US', 'DE'] : null,
        digestTo: '',
      },
      now,
    });
  }

  async function dispute(): Promise<void> {
    const orderId = anOrder();
    const disputes = [
      {
        disputeId: `${orderId}7`,
        orderId,
        status: pick(['NEEDS_RESPONSE', 'UNDER_REVIEW', 'WON', 'LOST']) ?? '',
        initiatedAt: ago(10),
        facts: {
          type: pick(['CHARGEBACK', 'INQUIRY'] as const) ?? 'INQUIRY',
          reason: 'PRODUCT_NOT_RECEIVED',
          networkReasonCode: null,
          minor: 6_500,
          currency: 'USD',
          evidenceDueBy: new Date(now.getTime() + 7 * DAY_MS).toISOString(),
          evidenceSentOn: null,
          finalizedOn: null,
        },
      },
    ];
    await write((sql) => writeDisputes(sql, shopId, { disputes, readAt: now }));
  }

  async function refund(): Promise<void> {
    const orderId = anOrder();
    const returns = [
      {
        returnId: `${orderId}8`,
        orderId,
        facts: {
          name: `#${orderId}-R1`,
          status: pick(['REQUESTED', 'OPEN', 'CLOSED'] as const) ?? 'OPEN',
          requestedAt: ago(20).toISOString(),
          approvedAt: null,
          closedAt: null,
          reasons: pick([['UNWANTED'], ['DEFECTIVE'], []]) ?? [],
          quantity: 1,
          goodsMinor: 6_000,
          goodsBackAt: roll() < 0.5 ? ago(5).toISOString() : null,
          refundIds: [],
        },
      },
    ];
    await write((sql) => writeReturns(sql, shopId, { returns, readAt: now }));
  }

  const passTime = (hours: number) => async () => {
    now = new Date(now.getTime() + whole(hours) * 3_600_000);
  };
  /** What touches single subjects. */
  const small = [
    ...Array.from({ length: 4 }, () => () => order(String((lastOrder += 1)))),
    ...Array.from({ length: 4 }, () => () => order(anOrder())),
    ...Array.from({ length: 4 }, () => parcel),
    ...Array.from({ length: 10 }, () => part),
    ...Array.from({ length: 6 }, () => scan),
    ...Array.from({ length: 4 }, () => product),
    price,
    price,
    productAnswer,
    takeBackOfProducts,
    notice,
    notice,
    dispute,
    dispute,
    refund,
    refund,
    () => write((sql) => deleteOrders(sql, shopId, [anOrder()])),
    passTime(30),
    passTime(12 * 24),
  ];
  /** What touches the whole shop. */
  const large = [sideOfShop, sideOfShop, policy, shopAnswer, takeBack, settings];

  return {
    now: () => now,
    /** Some orders, goods and texts to begin with. */
    begin: async () => {
      now = new Date(now.getTime() + 1_000);
      for (let count = 0; count < PRODUCTS * 2; count += 1) await product();
      for (let count = 0; count < PRODUCTS; count += 1) await price();
      for (let count = 0; count < 8; count += 1) await sideOfShop();
      for (let count = 0; count < 12; count += 1) await order(String((lastOrder += 1)));
    },
    pass: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    /** One thing happens: one that touches single subjects, or any. */
    happen: async (kind: 'small' | 'any') => {
      now = new Date(now.getTime() + 1_000);
      await pick(kind === 'small' ? small : [...small, ...large])?.();
    },
  };
}

function productFacts(
  productId: number,
  { roll, pick }: { roll: () => number; pick: <T>(of: readonly T[]) => T | undefined },
): ProductFacts {
  return {
    description: pick(['A lamp of steel.', 'Ships in 10 days. Eco-friendly.', '']) ?? '',
    vendor: 'Lumen & Oak',
    productType: 'Lamp',
    tags: [],
    category: { id: 'hg-13-4-2', fullName: 'Home & Garden > Lighting > Lamps' },
    mediaCount: 1,
    isPublished: true,
    currency: 'USD',
    metafields: {},
    statedShipTime: roll() < 0.3 ? 'Ships in 10 days.' : null,
    saysNoCustomsFees: roll() < 0.2 ? 'No customs fees.' : null,
    variants: [
      {
        id: `${productId}1`,
        title: 'White',
        sku: pick(['LAMP', `LAMP-${productId}`, null]) ?? null,
        barcode: pick(['4006381333931', '123', null]) ?? null,
        priceMinor: 6_000,
        compareAtMinor: null,
        inventoryPolicy: roll() < 0.3 ? 'CONTINUE' : 'DENY',
        inventoryQuantity: Math.floor(roll() * 5) - 2,
        isTracked: true,
        requiresShipping: true,
        hsCode: pick(['940521', null, '120999']) ?? null,
        hsByCountry: {},
        originCountry: pick(['CN', null]) ?? null,
        weightGrams: 500,
        hasUnitPrice: false,
        sellingPlans: [],
        metafields: {},
      },
    ],
  };
}
