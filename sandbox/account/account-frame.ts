import { extensionTarget } from '../extensions/bundles.ts';
import type { ExtensionFolders } from '../extensions/bundles.ts';
import { appMetafields, extensionFrame } from '../extensions/frame.ts';
import { numberIn, SHOPPER_EXTENSION, signedInCustomer } from './account-ask.ts';
import type { AccountAsk } from './account-ask.ts';
import type { AccountOrder, AccountPlatform } from './account-contract.ts';
import { signInAddress } from './account-pages.ts';
import { visitQuery } from './visit.ts';

/**
 * The document of the frame that an account page names: its extension with what that page knows. Null for a target that the
 * extension has not.
 */
export function accountFrame(
  { platform, folders }: { platform: AccountPlatform; folders: ExtensionFolders },
  ask: AccountAsk,
): string | null {
  const { shop, base, search, visit } = ask;
  const target = search.get('target') ?? '';
  const stated = extensionTarget(folders, { handle: SHOPPER_EXTENSION, target });
  if (stated === null) return null;
  const orderId = numberIn(search, 'order');
  const order = orderId === null ? null : platform.order(shop.domain, orderId);
  const customer =
    order === null
      ? numberIn(search, 'customer')
      : signedInCustomer(platform, order.customerId, ask);
  const whose = customer === null ? '' : `?customer=${customer}`;
  const page = { shop, base, visit, customerId: customer };
  const query = visitQuery(visit);
  return extensionFrame(
    {
      surface: 'account',
      handle: SHOPPER_EXTENSION,
      target,
      language: visit.language,
      now: new Date(platform.now()).toISOString(),
      data: {
        page: {
          orders: `${base}/account?${query}${customer === null ? '' : `&customer=${customer}`}`,
          order: `${base}/account/orders/{id}?${query}`,
          signIn: order === null ? '' : signInAddress(page, order),
        },
        token: `${base}/customer-token${whose}`,
        customerApi: `${base}/customer-api${whose}`,
        customer: customer === null ? null : `gid://shopify/Customer/${customer}`,
        shop: {
          id: `gid://shopify/Shop/${shop.domain}`,
          name: shop.name,
          myshopifyDomain: shop.domain,
          storefrontUrl: `https://${shop.domain}`,
        },
        timeZone: shop.timeZone,
        currency: shop.currency,
        country: order?.country ?? shop.country,
        ...(order === null
          ? { order: null }
          : {
              ...orderData(order),
              fulfillmentId: `gid://shopify/Fulfillment/${numberIn(search, 'fulfillment') ?? 0}`,
              metafields: appMetafields(
                platform.metafields(shop.domain, order.id),
                stated.metafields,
                orderGid(order),
              ),
            }),
      },
    },
    folders,
  );
}

function orderData(order: AccountOrder) {
  const instant = (ms: number | null) => (ms === null ? undefined : new Date(ms).toISOString());
  return {
    order: {
      id: orderGid(order),
      name: order.name,
      confirmationNumber: order.confirmationNumber,
      processedAt: instant(order.createdAt),
      cancelledAt: instant(order.cancelledAt),
    },
    total: order.total.minor / 100,
  };
}

function orderGid({ id }: AccountOrder): string {
  return `gid://shopify/Order/${id}`;
}
