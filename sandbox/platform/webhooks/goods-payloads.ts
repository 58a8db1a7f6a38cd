import type { WorldRefund, WorldTransaction } from '#sandbox/world/shop-side.ts';
import { gid, restDecimal, restInstant } from '../formats.ts';
import type { ProductRecord, VariantRecord } from '../inventory.ts';
import type { OrderRecord } from '../records.ts';
import type { ShopStore } from '../shop-store.ts';

type Payload = Record<string, unknown>;

/** REST-shaped payload of `products/create` and `products/update`. */
export function productPayload(product: ProductRecord, store: ShopStore): Payload {
  const { timeZone } = store.shop;
  const { more } = product;
  const createdAt = restInstant(product.createdAt, timeZone);
  return {
    id: product.id,
    admin_graphql_api_id: gid('Product', product.id),
    title: product.title,
    body_html: more.descriptionHtml,
    handle: more.handle,
    vendor: product.vendor,
    product_type: product.productType,
    status: more.status.toLowerCase(),
    tags: more.tags.join(', '),
    created_at: createdAt,
    published_at: more.status === 'ACTIVE' ? createdAt : null,
    updated_at: restInstant(store.inventory.changeOfProduct(product), timeZone),
    options: [{ product_id: product.id, name: 'Title', position: 1 }],
    images: [],
    variants: product.variants.map((record) => variantPayload(record, store)),
  };
}

function variantPayload(record: VariantRecord, store: ShopStore): Payload {
  const { variant, product, position, more } = record;
  const { currency, timeZone } = store.shop;
  const { compareAtMinor } = variant;
  return {
    id: variant.id,
    admin_graphql_api_id: gid('ProductVariant', variant.id),
    product_id: product.id,
    title: variant.title,
    position,
    sku: variant.sku,
    barcode: more.barcode,
    price: restDecimal(variant.priceMinor, currency),
    compare_at_price: compareAtMinor === null ? null : restDecimal(compareAtMinor, currency),
    inventory_policy: variant.tracked && !variant.mayOversell ? 'deny' : 'continue',
    inventory_item_id: variant.inventoryItemId,
    inventory_quantity: store.inventory.availableOf(variant.inventoryItemId),
    created_at: restInstant(product.createdAt, timeZone),
    updated_at: restInstant(store.inventory.changeOfVariant(record), timeZone),
  };
}

/** REST-shaped payload of `refunds/create`, and of an order's `refunds`. */
export function refundPayload(refund: WorldRefund, order: OrderRecord, store: ShopStore): Payload {
  const createdAt = restInstant(refund.createdAt, store.shop.timeZone);
  const { returnId, shippingMinor } = refund;
  return {
    id: refund.id,
    admin_graphql_api_id: gid('Refund', refund.id),
    order_id: order.id,
    created_at: createdAt,
    processed_at: createdAt,
    note: null,
    restock: false,
    return:
      returnId === null ? null : { id: returnId, admin_graphql_api_id: gid('Return', returnId) },
    refund_line_items: [],
    refund_shipping_lines:
      shippingMinor === 0
        ? []
        : [{ id: refund.id, subtotal_amount: restDecimal(shippingMinor, order.currency) }],
    transactions: refund.transactions.map((each) => transactionPayload(each, order, store)),
  };
}

function transactionPayload(
  transaction: WorldTransaction,
  order: OrderRecord,
  store: ShopStore,
): Payload {
  const processedAt = restInstant(transaction.processedAt, store.shop.timeZone);
  return {
    id: transaction.id,
    admin_graphql_api_id: gid('OrderTransaction', transaction.id),
    order_id: order.id,
    kind: transaction.kind.toLowerCase(),
    status: transaction.status.toLowerCase(),
    gateway: transaction.gateway,
    amount: restDecimal(transaction.amountMinor, order.currency),
    currency: order.currency,
    created_at: processedAt,
    processed_at: processedAt,
  };
}
