import type { IncomingMessage, ServerResponse } from 'node:http';
import { EXTENSION_FOLDERS, isBuilt } from '../extensions/bundles.ts';
import type { ExtensionFolders } from '../extensions/bundles.ts';
import { serveExtension } from '../extensions/extension-routes.ts';
import { readBody, sendJson } from '../platform/http.ts';
import { numberIn, SHOPPER_EXTENSION, signedInCustomer } from './account-ask.ts';
import type { AccountAsk } from './account-ask.ts';
import type { AccountOrder, AccountPlatform } from './account-contract.ts';
import { accountFrame } from './account-frame.ts';
import { orderStatusPage, ordersPage } from './account-pages.ts';
import type { AccountPage, Framed } from './account-pages.ts';
import { barWords } from './bar-words.ts';
import { sendAccountAsset } from './assets.ts';
import { visitOf, visitQuery } from './visit.ts';

const SHIPMENT = 'customer-account.order-status.fulfillment-details.render-after';
const ANNOUNCEMENT = 'customer-account.order-index.announcement.render';

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
    const ask: AccountAsk = { shop, base: `/store/${handle}`, search, visit };
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
        const html =
          rest === 'customer-frame' ? accountFrame({ platform, folders }, ask) : pageOf(rest, ask);
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

  function pageOf(rest: string, ask: AccountAsk): string | null {
    const [, id] = /^account\/orders\/(\d+)$/.exec(rest) ?? [];
    if (id !== undefined) {
      const order = platform.order(ask.shop.domain, Number(id));
      return order === null ? null : statusPage(order, ask);
    }
    return /^account\/?$/.test(rest) ? listPage(ask) : null;
  }

  function statusPage(order: AccountOrder, ask: AccountAsk): string {
    const { shop, base, visit } = ask;
    const signedIn = signedInCustomer(platform, order.customerId, ask);
    const page = { shop, base, visit, customerId: signedIn ?? order.customerId };
    return orderStatusPage(page, order, (shipment) =>
      framed(ask, SHIPMENT, { order: order.id, fulfillment: shipment.id }, shipment.id),
    );
  }

  function listPage(ask: AccountAsk): string {
    const { shop, base, visit } = ask;
    const whose = numberIn(ask.search, 'customer') ?? platform.newestCustomer(shop.domain);
    const viewed = whose === null ? null : signedInCustomer(platform, whose, ask);
    const page: AccountPage = { shop, base, visit, customerId: whose };
    const orders = viewed === null ? [] : platform.ordersOf(shop.domain, viewed);
    const customer: Record<string, number> = viewed === null ? {} : { customer: viewed };
    const state = viewed === null ? 'unauthenticated' : 'authenticated';
    const announced = framed({ ...ask, visit: { ...visit, state } }, ANNOUNCEMENT, customer, 0);
    return ordersPage(page, orders, announced);
  }

  function framed(
    { shop, base, visit }: AccountAsk,
    target: string,
    of: Record<string, number>,
    key: number,
  ): Framed {
    const words = barWords(visit.language);
    if (!platform.isInstalled(shop.domain)) return { note: words.notInstalled };
    if (visit.state === 'unauthenticated') return { note: words.hidden };
    if (!isBuilt(folders, { handle: SHOPPER_EXTENSION, target })) return { note: words.missing };
    const ids = Object.entries(of).map(([name, id]) => `&${name}=${id}`);
    const src = `${base}/customer-frame?target=${target}&${visitQuery(visit)}${ids.join('')}`;
    return { src, title: `Lastscan ${key === 0 ? '' : key}`.trim() };
  }
}
