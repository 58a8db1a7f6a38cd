import { env } from '#app/env.server.ts';

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * The Content-Security-Policy of one answer: only this shop's admin may frame it. A shop that is not a
 * myshopify.com domain (null, hostile) is left out, never echoed. The sandbox's admin page is added when it is set.
 */
export function frameAncestors(shop: string | null): string {
  const { SHOPIFY_ADMIN_ORIGIN: sandboxAdmin } = env();
  const ancestors = [
    ...(shop !== null && SHOP_DOMAIN.test(shop) ? [`https://${shop}`] : []),
    'https://admin.shopify.com',
    ...(sandboxAdmin === undefined ? [] : [new URL(sandboxAdmin).origin]),
  ];
  return `frame-ancestors ${ancestors.join(' ')}; base-uri 'self'; object-src 'none';`;
}
