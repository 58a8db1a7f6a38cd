import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const FIRST_ORDER = 5_400_000_000_000n;
const FIRST_DAY_MS = Date.UTC(2026, 0, 1);
const SPREAD_MS = 300 * 86_400_000;
const COUNTRIES = ['DE', 'US', 'FR', 'GB', 'IT', 'ES', 'NL', 'PL', 'AU', 'CA'];
const CARRIERS = [
  ['4PX', 'LX%CN', 'https://track.4px.com/#/result/0/'],
  ['YunExpress', 'YT%', 'https://www.yuntrack.com/parcelTracking?id='],
  ['USPS', '9400111899%', 'https://tools.usps.com/go/TrackConfirmAction?tLabels='],
  ['DHL', '00340434%', 'https://www.dhl.com/tracking?id='],
];

/**
 * Writes a file like the result of the import's grouped bulk operation: one order a line, its fulfillments and their tracking
 * inside, its line items (one or two) and its fulfillment order on the lines behind it. Of 100 orders 7 have no fulfillment, 8 have two, 4 have two numbers in one, 3 have a fulfillment without number.
 */
export async function writeBulkFile(file: string, orders: number): Promise<void> {
  const out = createWriteStream(file, { highWaterMark: 1 << 20 });
  for (let index = 0; index < orders; index += 1) {
    const lines = [orderOf(index, orders), ...partsOf(index)];
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

const orderId = (index: number) => FIRST_ORDER + BigInt(index) * 32_768n;
const amount = (value: number) => ({
  shopMoney: { amount: value.toFixed(2), currencyCode: 'EUR' },
});
const totalOf = (index: number) => (index % 20_000) / 100 + 9.9;

function partsOf(index: number) {
  const parent = `gid://shopify/Order/${orderId(index)}`;
  const isLater = index % 100 < 7;
  const items = Array.from({ length: 1 + (index % 2) }, (_, place) => ({
    id: `gid://shopify/LineItem/${orderId(index) + 1_000_000_000_000n + BigInt(place)}`,
    title: `Desk lamp no. ${index % 500}`,
    sku: `LAMP-${index % 500}`,
    quantity: 1,
    unfulfilledQuantity: isLater ? 1 : 0,
    requiresShipping: true,
    discountedTotalSet: amount(totalOf(index) / (1 + (index % 2))),
    sellingPlan: null,
    product: { id: `gid://shopify/Product/${7_000_000_000_000 + (index % 500)}` },
    variant: { id: `gid://shopify/ProductVariant/${8_000_000_000_000 + (index % 500)}` },
    __parentId: parent,
  }));
  const fulfillmentOrder = {
    id: `gid://shopify/FulfillmentOrder/${orderId(index) + 2_000_000_000_000n}`,
    fulfillBy: null,
    deliveryMethod: {
      id: 'gid://shopify/DeliveryMethod/1',
      methodType: 'SHIPPING',
      maxDeliveryDateTime: null,
    },
    __parentId: parent,
  };
  return [...items, fulfillmentOrder];
}

function orderOf(index: number, orders: number) {
  const id = orderId(index);
  const createdMs = FIRST_DAY_MS + Math.floor((index / orders) * SPREAD_MS);
  const at = (hours: number) => new Date(createdMs + hours * 3_600_000).toISOString();
  const kind = index % 100;
  const fulfillments = kind < 7 ? 0 : kind < 15 ? 2 : 1;
  return {
    id: `gid://shopify/Order/${id}`,
    name: `#${1001 + index}`,
    createdAt: at(0),
    processedAt: at(0),
    updatedAt: at(60),
    cancelledAt: null,
    closedAt: fulfillments === 0 ? null : at(60),
    displayFinancialStatus: 'PAID',
    displayFulfillmentStatus: fulfillments === 0 ? 'UNFULFILLED' : 'FULFILLED',
    totalPriceSet: amount(totalOf(index)),
    sourceName: 'web',
    returnStatus: 'NO_RETURN',
    totalShippingPriceSet: amount(4.9),
    totalRefundedShippingSet: amount(0),
    dutiesIncluded: false,
    currentTotalDutiesSet: null,
    shippingLine: { title: 'Standard' },
    purchasingEntity: { __typename: 'Customer' },
    transactions: [
      {
        id: `gid://shopify/OrderTransaction/${id}`,
        kind: 'SALE',
        status: 'SUCCESS',
        gateway: 'shopify_payments',
        manualPaymentGateway: false,
        createdAt: at(0),
        processedAt: at(0),
        amountSet: amount(totalOf(index)),
      },
    ],
    refunds: [],
    shippingAddress: {
      countryCodeV2: COUNTRIES[index % COUNTRIES.length],
      zip: String(10_000 + ((index * 37) % 89_999)),
    },
    fulfillments: Array.from({ length: fulfillments }, (_, place) => ({
      id: `gid://shopify/Fulfillment/${id - 1_000_000_000_000n + BigInt(place)}`,
      name: `#${1001 + index}-F${place + 1}`,
      status: 'SUCCESS',
      displayStatus: 'IN_TRANSIT',
      createdAt: at(24),
      updatedAt: at(60),
      inTransitAt: at(48),
      deliveredAt: null,
      estimatedDeliveryAt: index % 3 === 0 ? at(300) : null,
      requiresShipping: true,
      originAddress: { countryCode: 'CN' },
      location: null,
      trackingInfo: trackingOf(index, place, kind),
    })),
  };
}

function trackingOf(index: number, place: number, kind: number) {
  const numbers = kind >= 97 ? 0 : kind >= 93 ? 2 : 1;
  return Array.from({ length: numbers }, (_, which) => {
    const [company = '', pattern = '', address = ''] =
      CARRIERS[(index + which) % CARRIERS.length] ?? [];
    // Spread like real numbers, so that the search index sees what it would see.
    const digits = String((index * 2_654_435_761 + place * 97 + which * 13) % 1_000_000_007);
    const number = pattern.replace('%', digits.padStart(10, '0'));
    return { company, number, url: `${address}${number}` };
  });
}
