import { gid, parseGid } from '../formats.ts';
import type { ShopStore } from '../shop-store.ts';
import type { AdminSchema } from './schema.ts';
import type { GraphContext } from './context.ts';
import { connectionOf, MAX_PAGE } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import { graphError } from './errors.ts';
import { demand } from './resolve-field.ts';
import { countOrders, isVisible, ordersConnection } from './order-search.ts';
import type { OrderArguments } from './order-search.ts';
import { disputeOfEvidence } from './dispute-evidence.ts';
import { disputeEvidenceNode, disputeNode, disputesConnection } from './dispute-nodes.ts';
import { fulfillmentNode, OrderNode, refundById, returnById } from './order-node.ts';
import { paymentsAccountNode, payoutById } from './payments-account-node.ts';
import { serviceAt } from './goods-nodes.ts';
import { GOODS_BY_TYPE, goodsRoots, levelOf } from './goods-roots.ts';
import { serviceLocation } from './service-node.ts';
import { SETTINGS_BY_TYPE, settingsRoots, shopSettings } from './settings-roots.ts';
import { mutations } from './mutations.ts';

/** The query roots that the sandbox models, with the mutations beside them (their names never collide). */
export function rootValue(admin: AdminSchema): Record<string, unknown> {
  return {
    shop: (_: unknown, context: GraphContext) => shopNode(context),
    orders: (args: OrderArguments, context: GraphContext) => ordersConnection(args, context),
    ordersCount: (args: { query?: string | null; limit?: number | null }, context: GraphContext) =>
      countOrders(args, context),
    // Without an id Shopify answers with the primary location.
    location: ({ id }: { id?: string | null }, context: GraphContext) => {
      const [primary] = context.store.inventory.locations.keys();
      if (id == null && primary === undefined) return null;
      return findNode(id ?? gid('Location', primary ?? 0), 'Location', admin, context);
    },
    fulfillmentService: ({ id }: { id: string }, { store }: GraphContext) => serviceOf(id, store),
    ...goodsRoots,
    ...settingsRoots,
    ...singles(admin),
    disputes: disputesConnection,
    shopifyPaymentsAccount: (_: unknown, context: GraphContext) => paymentsAccountNode(context),
    node: ({ id }: { id: string }, context: GraphContext) => findNode(id, null, admin, context),
    nodes: ({ ids }: { ids: string[] }, context: GraphContext) => {
      if (ids.length > MAX_PAGE) {
        throw graphError(
          `The input array size of ${ids.length} is greater than the maximum allowed of ${MAX_PAGE}.`,
          'MAX_INPUT_SIZE_EXCEEDED',
        );
      }
      return ids.map((id) => findNode(id, null, admin, context));
    },
    bulkOperation: ({ id }: { id: string }, context: GraphContext) => context.bulk.find(id),
    bulkOperations: (
      args: ConnectionArguments & { query?: string | null },
      context: GraphContext,
    ) => {
      const status = /status:['"]?(\w+)/i.exec(args.query ?? '')?.[1]?.toUpperCase();
      const found = context.bulk
        .list()
        .filter((operation) => status === undefined || operation.status === status);
      return connectionOf(found, args, context);
    },
    currentBulkOperation: (_: unknown, context: GraphContext) => context.bulk.list().at(-1) ?? null,
    currentAppInstallation: (_: unknown, context: GraphContext) => installationNode(context),
    appInstallation: (_: unknown, context: GraphContext) => installationNode(context),
    ...mutations,
  };
}

/** Root fields that give the one node behind an id. */
const SINGLES = {
  order: 'Order',
  fulfillment: 'Fulfillment',
  refund: 'Refund',
  return: 'Return',
  dispute: 'ShopifyPaymentsDispute',
  disputeEvidence: 'ShopifyPaymentsDisputeEvidence',
  product: 'Product',
  productVariant: 'ProductVariant',
  inventoryItem: 'InventoryItem',
  inventoryLevel: 'InventoryLevel',
  market: 'Market',
  menu: 'Menu',
  page: 'Page',
  returnPolicyProfile: 'ReturnPolicyProfile',
};

function singles(admin: AdminSchema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(SINGLES).map(([field, type]) => [
      field,
      ({ id }: { id: string }, context: GraphContext) => findNode(id, type, admin, context),
    ]),
  );
}

const PLAIN_BY_TYPE = { ...GOODS_BY_TYPE, ...SETTINGS_BY_TYPE };

/** The node behind an id; null when it does not exist for the app or is not of the expected type. */
function findNode(
  id: string,
  expected: string | null,
  admin: AdminSchema,
  context: GraphContext,
): unknown {
  // A level's id names its item too, in a query behind the number.
  const [plainId = ''] = id.split('?');
  const parsed = parseGid(plainId);
  if (parsed === null) throw graphError(`Invalid global id '${id}'`, 'INVALID_FIELD_ARGUMENTS');
  if (expected !== null && parsed.type !== expected) {
    throw graphError(`Invalid id: ${id}`, 'RESOURCE_NOT_FOUND');
  }
  const requirement = admin.requirementOfType(parsed.type);
  if (requirement !== null) demand(requirement, 'node', context);
  const { store } = context;
  switch (parsed.type) {
    case 'Order': {
      const order = store.orders.get(parsed.id);
      return order === undefined || !isVisible(order, context) ? null : new OrderNode(order, store);
    }
    case 'Fulfillment': {
      const fulfillment = store.fulfillments.get(parsed.id);
      if (fulfillment === undefined || !isVisible(fulfillment.order, context)) return null;
      return fulfillmentNode(fulfillment, store);
    }
    case 'Refund':
      return refundById(parsed.id, store);
    case 'Return':
      return returnById(parsed.id, store);
    case 'ShopifyPaymentsDispute': {
      const dispute = store.side.disputes.all.get(parsed.id);
      return dispute === undefined ? null : disputeNode(dispute, store);
    }
    case 'ShopifyPaymentsDisputeEvidence': {
      const dispute = disputeOfEvidence(plainId, store);
      return dispute === null ? null : disputeEvidenceNode(dispute, store);
    }
    case 'ShopifyPaymentsPayout':
      return payoutById(parsed.id, context);
    case 'InventoryLevel':
      return levelOf(id, store);
    case 'BulkOperation':
      return context.bulk.find(id);
    case 'Shop':
      return shopNode(context);
    default:
      return PLAIN_BY_TYPE[parsed.type]?.(parsed.id, store) ?? null;
  }
}

function serviceOf(id: string, store: ShopStore) {
  const locationId = serviceLocation(id, store);
  return locationId === undefined ? null : serviceAt(locationId, store);
}

function servicesOf(store: ShopStore) {
  const services = [...store.suppliers.values()].filter(({ service }) => service !== null);
  return [null, ...services.map(({ location }) => location.id)].map((id) => serviceAt(id, store));
}

function shopNode({ store }: GraphContext) {
  const { shop } = store;
  return {
    __typename: 'Shop',
    id: gid('Shop', store.id),
    name: shop.name,
    email: `owner@${shop.domain}`,
    contactEmail: `hello@${shop.domain}`,
    myshopifyDomain: shop.domain,
    url: `https://${shop.domain}`,
    primaryDomain: { host: shop.domain, url: `https://${shop.domain}`, sslEnabled: true },
    currencyCode: shop.currency,
    ianaTimezone: shop.timeZone,
    weightUnit: 'KILOGRAMS',
    unitSystem: 'METRIC_SYSTEM',
    taxesIncluded: true,
    setupRequired: false,
    plan: {
      displayName: 'Basic',
      publicDisplayName: 'Basic',
      partnerDevelopment: false,
      shopifyPlus: false,
    },
    shopAddress: { countryCodeV2: shop.country, country: shop.country, countryCode: shop.country },
    billingAddress: {
      countryCodeV2: shop.country,
      country: shop.country,
      countryCode: shop.country,
    },
    ...shopSettings(store),
    fulfillmentServices: () => servicesOf(store),
    orders: (args: OrderArguments, context: GraphContext) => ordersConnection(args, context),
  };
}

function installationNode({ scopes, apiKey, store }: GraphContext) {
  return {
    __typename: 'AppInstallation',
    id: gid('AppInstallation', store.id),
    accessScopes: [...scopes].map((handle) => ({
      handle,
      description: handle.replaceAll('_', ' '),
    })),
    app: {
      __typename: 'App',
      id: gid('App', 1),
      apiKey,
      title: 'Lastscan',
      handle: 'lastscan',
      embedded: true,
    },
    launchUrl: `https://${store.shop.domain}/admin/apps/${apiKey}`,
  };
}
