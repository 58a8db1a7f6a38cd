import { readFile } from 'node:fs/promises';
import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { INCIDENTS } from '../world/effects.ts';
import type { WorldShop } from '../world/effects.ts';
import { readBody } from '../platform/http.ts';
import type { AdminApp, AdminPlatform } from './admin-contract.ts';
import { escape } from './escape.ts';
import { adminExtensionFrame } from './order-extensions.ts';
import { changeScopes } from './scopes.ts';
import { missingPage } from './shop-pages.ts';
import { shopPage } from './shop-routes.ts';
import { SHOP_WORDS } from './shop-words.ts';
import { SOURCE_WORDS } from './source-words.ts';
import { sourcesPage } from './sources-page.ts';
import { ADMIN_LOCALES, ADMIN_WORDS, adminLocale } from './words.ts';
import type { AdminLocale, AdminWords } from './words.ts';

type Tab = 'home' | 'orders' | 'products' | 'settings' | 'sources' | 'app';

interface Page {
  shop: WorldShop;
  handle: string;
  locale: AdminLocale;
  words: AdminWords;
  search: URLSearchParams;
}

/**
 * The sandbox's admin: `/store/{handle}` with orders, the app's install page and the app itself in a frame.
 * Returns true when it answered the request.
 */
export function adminRoutes({ platform, app }: { platform: AdminPlatform; app: AdminApp }) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? '/', 'http://admin');
    const asset =
      /^\/(?:assets\/)?(app-bridge\.js|admin\.js|order\.js|sources\.js|admin\.css)$/.exec(
        url.pathname,
      );
    if (asset?.[1] !== undefined) return sendAsset(response, asset[1]);
    if (url.pathname === '/') return redirect(response, `/store/${handleOf(platform.shops()[0])}`);

    const match = /^\/store\/([a-z0-9-]+)(\/.*)?$/.exec(url.pathname);
    if (match === null) return false;
    const [, handle = '', rest = ''] = match;
    const shop = platform.shops().find((candidate) => handleOf(candidate) === handle);
    if (shop === undefined)
      return send(response, 404, 'text/plain', 'No such store in this sandbox.');
    const locale = adminLocale(url.searchParams.get('locale') ?? shop.locale);
    const page: Page = {
      shop,
      handle,
      locale,
      words: ADMIN_WORDS[locale],
      search: url.searchParams,
    };

    if (rest === '/session-token') {
      if (!platform.isInstalled(shop.domain)) return send(response, 403, 'application/json', '{}');
      return send(
        response,
        200,
        'application/json',
        JSON.stringify({ token: platform.sessionToken(shop.domain) }),
      );
    }
    if (rest === '/admin-frame') {
      const place = { orderId: Number(page.search.get('order')), handle, locale };
      const now = new Date(platform.now()).toISOString();
      const of = { target: page.search.get('target') ?? '', appUrl: app.url, now };
      const html = adminExtensionFrame(place, of);
      return sendPage(response, html ?? 'There is no such page.', html === null ? 404 : 200);
    }
    if (rest === '/scopes') {
      const body = request.method === 'POST' ? await readBody(request) : {};
      const answer = changeScopes(body, shop.domain, { platform, app });
      return send(response, answer.status, 'application/json', JSON.stringify(answer.body));
    }
    if (request.method === 'POST' && (rest === '/install' || rest === '/uninstall')) {
      await (rest === '/install' ? platform.install(shop.domain) : platform.uninstall(shop.domain));
      return redirect(
        response,
        `/store/${handle}${rest === '/install' ? '/apps/lastscan' : ''}${localeSuffix(page)}`,
      );
    }
    if (rest.startsWith('/apps/lastscan')) {
      const body = platform.isInstalled(shop.domain)
        ? appFrame(
            page,
            app,
            platform.sessionToken(shop.domain),
            rest.slice('/apps/lastscan'.length),
          )
        : installPage(page, app);
      return sendPage(response, body);
    }
    if (rest === '/sources') {
      const main = sourcesPage(platform.sources(shop.domain), { shop: shop.domain, locale });
      return sendPage(response, shell(page, 'sources', main));
    }
    if (rest === '' || rest === '/') return sendPage(response, homePage(page, platform, app));
    const shown = shopPage(rest, page, platform);
    if (shown !== null) return sendPage(response, shell(page, shown.tab, shown.main));
    return sendPage(response, shell(page, 'home', missingPage(locale)), 404);
  };
}

const handleOf = (shop: WorldShop | undefined) => shop?.domain.replace('.myshopify.com', '') ?? '';

function homePage(page: Page, platform: AdminPlatform, app: AdminApp): string {
  const { words } = page;
  const installed = platform.isInstalled(page.shop.domain);
  const stores = platform
    .shops()
    .slice(0, 12)
    .map((shop) => `<li><a href="/store/${handleOf(shop)}">${escape(shop.name)}</a></li>`)
    .join('');
  return shell(
    page,
    'home',
    `<div class="page"><h1>${escape(page.shop.name)}</h1>
    <section class="card"><h2>${words.welcome}</h2><p>${words.welcomeText}</p>
    <a class="button primary" href="/store/${page.handle}/apps/lastscan${localeSuffix(page)}">${installed ? words.open : words.install} Lastscan</a>
    ${installed ? `<form method="post" action="/store/${page.handle}/uninstall${localeSuffix(page)}" style="display:inline"><button>${words.uninstall}</button></form>` : ''}</section>
    <section class="card"><h2>${words.store}</h2><ul>${stores}</ul></section></div>`,
    app,
  );
}

function installPage(page: Page, app: AdminApp): string {
  const { words } = page;
  return shell(
    page,
    'app',
    `<div class="page"><h1>Lastscan</h1><section class="card"><h2>${words.installTitle}</h2><p>${words.installText}</p>
    <ul>${app.scopes.map((scope) => `<li><code>${escape(scope)}</code></li>`).join('')}</ul>
    <form method="post" action="/store/${page.handle}/install${localeSuffix(page)}"><button class="primary">${words.install}</button></form></section></div>`,
    app,
  );
}

function appFrame(page: Page, app: AdminApp, token: string, path: string): string {
  const inApp = path === '' || path === '/' ? '/app' : path;
  const source = new URL(inApp, app.url);
  for (const [name, value] of page.search)
    if (name !== 'locale') source.searchParams.append(name, value);
  const appPath = source.pathname + source.search;
  const parameters: Record<string, string> = {
    embedded: '1',
    host: Buffer.from(`admin.shopify.com/store/${page.handle}`)
      .toString('base64')
      .replaceAll('=', ''),
    id_token: token,
    locale: page.locale,
    shop: page.shop.domain,
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  for (const [name, value] of Object.entries(parameters)) source.searchParams.set(name, value);
  const signed = [...source.searchParams]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  source.searchParams.set('hmac', createHmac('sha256', app.apiSecret).update(signed).digest('hex'));
  const { words } = page;
  return shell(
    page,
    'app',
    `<div class="appbar"><h1 id="app-title">Lastscan</h1><div id="app-buttons"></div></div>
    <div class="savebar" role="region" aria-label="${words.unsaved}" hidden><span>${words.unsaved}</span><div id="save-buttons"></div></div>
    <div class="loading" role="progressbar" aria-label="${words.loading}" hidden></div>
    <iframe title="Lastscan" name="app-iframe" allow="clipboard-write" src="${escape(source.href)}"></iframe>
    <dialog id="consent" aria-labelledby="consent-title"><h2 id="consent-title">${words.consentTitle}</h2><p>${words.consentText}</p><ul></ul>
    <form method="dialog"><button value="decline">${words.decline}</button><button value="allow" class="primary">${words.allow}</button></form></dialog>
    <div class="toasts" role="status"></div>`,
    app,
    appPath,
  );
}

function shell(page: Page, current: Tab, main: string, app?: AdminApp, appPath = '/app'): string {
  const { words, locale, handle } = page;
  const here = (name: string) => (name === current ? ' aria-current="page"' : '');
  const data = JSON.stringify({
    words,
    handle,
    appOrigin: app === undefined ? '' : new URL(app.url).origin,
    appPath,
  });
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(page.shop.name)} · Lastscan sandbox</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/admin.css"></head><body>
<a class="skip" href="#main">${words.skip}</a>
<header><strong>${escape(page.shop.name)}</strong><span class="grow"></span><label>${words.language}
<select id="locale">${ADMIN_LOCALES.map((option) => `<option value="${option}"${option === locale ? ' selected' : ''}>${{ en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' }[option]}</option>`).join('')}</select></label></header>
<nav aria-label="${words.store}"><a href="/store/${handle}${localeSuffix(page)}"${here('home')}>${words.home}</a><a href="/store/${handle}/orders${localeSuffix(page)}"${here('orders')}>${words.orders}</a><a href="/store/${handle}/products${localeSuffix(page)}"${here('products')}>${SHOP_WORDS[locale].products}</a><a href="/store/${handle}/settings${localeSuffix(page)}"${here('settings')}>${SHOP_WORDS[locale].settings}</a>
<span class="section">${words.apps}</span><a href="/store/${handle}/apps/lastscan${localeSuffix(page)}"${here('app')}>Lastscan</a><div class="sub" id="app-nav"></div>
<span class="section">${words.sandbox}</span><a href="/store/${handle}/sources${localeSuffix(page)}"${here('sources')}>${SOURCE_WORDS[locale].title}</a>
<section class="sandbox" aria-label="${words.sandboxClock}"><output id="clock" aria-live="off"></output>
<div class="row"><button data-hours="6">${words.plus6h}</button><button data-hours="24">${words.plus1d}</button><button data-hours="168">${words.plus7d}</button></div>
<details><summary>${words.incidents}</summary>${INCIDENTS.map((incident) => `<label><input type="checkbox" data-incident="${incident}"> ${words.incident[incident] ?? incident}</label>`).join('')}</details></section></nav>
<main id="main"${current === 'app' && main.includes('<iframe') ? ' class="framed"' : ''}>${main}</main>
<script type="application/json" id="page-data">${data.replaceAll('<', '\\u003c')}</script><script type="module" src="/assets/admin.js"></script></body></html>`;
}

const localeSuffix = (page: Page) => `?locale=${page.locale}`;

const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};
async function sendAsset(response: ServerResponse, name: string): Promise<true> {
  const body = await readFile(new URL(`./browser/${name}`, import.meta.url), 'utf8');
  return send(response, 200, TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain', body);
}
const sendPage = (response: ServerResponse, html: string, status = 200) =>
  send(response, status, 'text/html; charset=utf-8', html);
function send(response: ServerResponse, status: number, type: string, body: string): true {
  response
    .writeHead(status, {
      'Content-Type': type,
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*',
    })
    .end(body);
  return true;
}
function redirect(response: ServerResponse, location: string): true {
  response.writeHead(303, { Location: location }).end();
  return true;
}
