import { env } from '#app/env.server.ts';

/** The address of one of the app's pages inside Shopify admin, for a mail. `path` begins with `/app`. */
export function adminAddress(domain: string, path: string): string {
  const { SHOPIFY_ADMIN_ORIGIN, SHOPIFY_API_KEY } = env();
  const store = domain.replace(/\.myshopify\.com$/, '');
  // The sandbox's admin knows the app by its name.
  const [origin, app] =
    SHOPIFY_ADMIN_ORIGIN === undefined
      ? ['https://admin.shopify.com', SHOPIFY_API_KEY]
      : [SHOPIFY_ADMIN_ORIGIN, 'lastscan'];
  return `${origin}/store/${store}/apps/${app}${path}`;
}
