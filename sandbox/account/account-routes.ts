import type { IncomingMessage, ServerResponse } from 'node:http';
import { EXTENSION_FOLDERS, extensionTarget, isBuilt } from '../extensions/bundles.ts';
import type { ExtensionFolders } from '../extensions/bundles.ts';
import { appMetafields, extensionFrame } from '../extensions/frame.ts';
import { serveExtension } from '../extensions/extension-routes.ts';
import { readBody, sendJson } from '../platform/http.ts';
import type { WorldShop } from '../world/effects.ts';
import type { AccountOrder, AccountPlatform } from './account-contract.ts';
import { orderStatusPage, ordersPage, signInAddress } from './account-pages.ts';
import type { AccountPage, Framed } from './account-pages.ts';
import { barWords } from './bar-words.ts';
import { sendAccountAsset } from './assets.ts';
import { visitOf, visitQuery } from './visit.ts';
import type { Visit } from './visit.ts';

const EXTENSION = 'shopper-tracking';
const SHIPMENT = 'customer-account.order-status.fulfillment-details.render-after';
const ANNOUNCEMENT = 'customer-account.order-index.announcement.render';

interface Ask {
  shop: WorldShop;
  base: string;
  search: URLSearchParams;
  visit: Visit;
}

/**
 * What a shop's customers see: `/store/{handle}/account` (their orders) and `/store/{handle}/account/orders/{id}` (an order's
 * status), each with the built extensions in frames of their own, and what those frames ask. True when it answered.
 */
export function accountRoutes({
  platform,
  folders = EXTENSION_FOLDERS,
}: {
  platform: AccountPlatform;
  folders?: ExtensionFolders;
}) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? '/', 'http://account');
    if (await sendAccountAsset(url.pathname, response)) return true;
    if (await serveExtension(url.pathname, response, folders)) return true;
    const [, handle, rest] =
      /^\/store\/([a-z0-9-]+)\/(account(?:\/.*)?|customer-api|customer-token|customer-frame)$/.exec(
        url.pathname,
      ) ?? [];
    const shop = platform.shops().find(({ domain }) => domain === `${handle}.myshopify.com`);
    if (shop === undefined || rest === undefined) return false;
    const { searchParams: search } = url;
    const visit = visitOf(search, shop.locale);
    const ask: Ask = { shop, base: `/store/${handle}`, search, visit };
    switch (rest) {
      case 'customer-token': {
        const token = platform.isInstalled(shop.domain)
          ? platform.customerToken(shop.domain, numberIn(search, 'customer'))
          : null;
        sendJson(response, token === null ? 403 : 200, token === null ? {} : { token });
        return true;
      }
      case 'customer-api': {
        const asker = { shop: shop.domain, customerId: numberIn(search, 'customer') };
        const answer = await platform.askCustomerApi(asker, await readBody(request));
        sendJson(response, answer.status, answer.body);
        return true;
      }
      default: {
        const html = rest === 'customer-frame' ? frameOf(ask) : pageOf(rest, ask);
        response
          .writeHead(html === null ? 404 : 200, {
            'Content-Type': 'text/html; charset=utf-8',
            'Cache-Control': 'no-store',
          })
          .end(html ?? 'There is no such page.');
        return true;
      }
    }
  };

  function pageOf(rest: string, ask: Ask): string | null {
    const [, id] = /^account\/orders\/(\d+)$/.exec(rest) ?? [];
    if (id !== undefined) {
      const order = platform.order(ask.shop.domain, Number(id));
      return order === null ? null : statusPage(order, ask);
    }
    return /^account\/?$/.test(rest) ? listPage(ask) : null;
  }

  function statusPage(order: AccountOrder, ask: Ask): string {
    const { shop, base, visit } = ask;
    const signedIn = signedInCustomer(order.customerId, ask);
    const page = { shop, base, visit, customerId: signedIn ?? order.customerId };
    return orderStatusPage(page, order, (shipment) =>
      framed(ask, SHIPMENT, { order: order.id, fulfillment: shipment.id }, shipment.id),
    );
  }

  function listPage(ask: Ask): string {
    const { shop, base, visit } = ask;
    const whose = numberIn(ask.search, 'customer') ?? platform.newestCustomer(shop.domain);
    const viewed = whose === null ? null : signedInCustomer(whose, ask);
    const page: AccountPage = { shop, base, visit, customerId: whose };
    const orders = viewed === null ? [] : platform.ordersOf(shop.domain, viewed);
    const customer: Record<string, number> = viewed === null ? {} : { customer: viewed };
    const state = viewed === null ? 'unauthenticated' : 'authenticated';
    const announced = framed({ ...ask, visit: { ...visit, state } }, ANNOUNCEMENT, customer, 0);
    return ordersPage(page, orders, announced);
  }

  /** Who is signed in where `owner`'s things are looked at; null: nobody. */
  function signedInCustomer(owner: number, { shop, visit }: Ask): number | null {
    if (visit.state !== 'authenticated') return null;
    return visit.viewer === 'own' ? owner : platform.otherCustomer(shop.domain, owner);
  }

  function framed(
    { shop, base, visit }: Ask,
    target: string,
    of: Record<string, number>,
    key: number,
  ): Framed {
    const words = barWords(visit.language);
    if (!platform.isInstalled(shop.domain)) return { note: words.notInstalled };
    if (visit.state === 'unauthenticated') return { note: words.hidden };
    if (!isBuilt(folders, { handle: EXTENSION, target })) return { note: words.missing };
    const ids = Object.entries(of).map(([name, id]) => `&${name}=${id}`);
    const src = `${base}/customer-frame?target=${target}&${visitQuery(visit)}${ids.join('')}`;
    return { src, title: `Lastscan ${key === 0 ? '' : key}`.trim() };
  }

  function frameOf(ask: Ask): string | null {
    const { shop, base, search, visit } = ask;
    const target = search.get('target') ?? '';
    const stated = extensionTarget(folders, { handle: EXTENSION, target });
    if (stated === null) return null;
    const orderId = numberIn(search, 'order');
    const order = orderId === null ? null : platform.order(shop.domain, orderId);
    const customer =
      order === null ? numberIn(search, 'customer') : signedInCustomer(order.customerId, ask);
    const whose = customer === null ? '' : `?customer=${customer}`;
    const page = { shop, base, visit, customerId: customer };
    const query = visitQuery(visit);
    return extensionFrame(
      {
        surface: 'account',
        handle: EXTENSION,
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
          ...orderData(order, search, stated.metafields, shop),
        },
      },
      folders,
    );
  }

  function orderData(
    order: AccountOrder | null,
    search: URLSearchParams,
    asked: readonly { namespace: string; key: string }[],
    shop: WorldShop,
  ) {
    if (order === null) return { order: null };
    const id = `gid://shopify/Order/${order.id}`;
    const instant = (ms: number | null) => (ms === null ? undefined : new Date(ms).toISOString());
    return {
      order: {
        id,
        name: order.name,
        confirmationNumber: order.confirmationNumber,
        processedAt: instant(order.createdAt),
        cancelledAt: instant(order.cancelledAt),
      },
      fulfillmentId: `gid://shopify/Fulfillment/${numberIn(search, 'fulfillment') ?? 0}`,
      total: order.total.minor / 100,
      metafields: appMetafields(platform.metafields(shop.domain, order.id), asked, id),
    };
  }
}

/** A whole number in the address; null when there is none. */
function numberIn(search: URLSearchParams, name: string): number | null {
  const text = search.get(name) ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
