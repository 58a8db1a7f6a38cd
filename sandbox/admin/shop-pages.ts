import { escape } from './escape.ts';
import type {
  AdminMoney,
  AdminOrder,
  AdminProduct,
  AdminSettings,
  AdminVariant,
} from './shop-views.ts';
import { SHOP_WORDS } from './shop-words.ts';
import { ADMIN_WORDS } from './words.ts';
import type { AdminLocale } from './words.ts';

/** How a page speaks and where its links lead. */
export interface Setting {
  locale: AdminLocale;
  timeZone: string;
  /** The address of a page of the store: `/products/1`. */
  link(path: string): string;
}

/** The main parts of the admin's read-only pages of products, orders and settings. */

export function productsPage(products: readonly AdminProduct[], setting: Setting): string {
  const words = SHOP_WORDS[setting.locale];
  const rows = products.map((product) => {
    const [first] = product.variants;
    return [
      anchor(setting.link(`/products/${product.id}`), product.title),
      badge(product.status),
      number(money(first?.price ?? null, setting.locale)),
      number(money(first?.compareAt ?? null, setting.locale)),
      escape(instant(product.updatedAt, setting)),
    ];
  });
  const { product, status, price, compareAt, updated } = words;
  return page(
    words.products,
    table([product, status, number(price), number(compareAt), updated], rows),
  );
}

export function productPage(product: AdminProduct, setting: Setting): string {
  const words = SHOP_WORDS[setting.locale];
  const rows = product.variants.map((variant) => variantRow(variant, setting));
  const { variant, sku, price, compareAt, barcode, hsCode, origin, available } = words;
  const facts = [
    [words.status, badge(product.status)],
    [words.tags, tagList(product.tags, setting.locale)],
    [words.updated, escape(instant(product.updatedAt, setting))],
  ] as const;
  const prices = [number(price), number(compareAt)];
  const heads = [variant, sku, ...prices, barcode, hsCode, origin, number(available)];
  return page(product.title, factList(facts), table(heads, rows));
}

function variantRow(variant: AdminVariant, { locale }: Setting): Cell[] {
  const { available } = variant;
  return [
    escape(variant.title),
    escape(variant.sku),
    number(money(variant.price, locale)),
    number(money(variant.compareAt, locale)),
    escape(variant.barcode ?? '–'),
    escape(variant.hsCode ?? '–'),
    escape(variant.origin ?? '–'),
    number(available === null ? SHOP_WORDS[locale].notCounted : String(available)),
  ];
}

export function ordersPage(orders: readonly AdminOrder[], setting: Setting): string {
  const { locale } = setting;
  const words = ADMIN_WORDS[locale];
  const rows = orders.map((order) => [
    `<strong>${anchor(setting.link(`/orders/${order.id}`), order.name)}</strong>`,
    escape(instant(order.createdAt, setting)),
    number(money(order.total, locale)),
    badge(fulfillmentOf(order, locale)),
    escape(order.destination),
    trackingOf(order, locale),
    tagList(order.tags, locale),
  ]);
  const { order, date, total, fulfillment, destination, tracking } = words;
  const { tags } = SHOP_WORDS[locale];
  const heads = [order, date, number(total), fulfillment, destination, tracking, tags];
  return page(words.orders, table(heads, rows));
}

/** `around`: what stands above and below the facts. */
export function orderPage(
  order: AdminOrder,
  setting: Setting,
  around: { above: string; below: string },
): string {
  const { locale } = setting;
  const words = { ...ADMIN_WORDS[locale], ...SHOP_WORDS[locale] };
  const returns = order.returns.map(({ name, status }) => `${escape(name)} ${badge(status)}`);
  const facts = [
    [words.date, escape(instant(order.createdAt, setting))],
    [words.tags, tagList(order.tags, locale)],
    [words.payment, badge(order.payment)],
    [words.total, money(order.total, locale)],
    [words.refunded, money(order.refunded, locale)],
    [words.returns, returns.join('<br>') || '–'],
    [words.fulfillment, badge(fulfillmentOf(order, locale))],
    [words.destination, escape(order.destination)],
    [words.tracking, trackingOf(order, locale) || '–'],
  ] as const;
  const rows = order.lines.map((line) => [
    escape(line.title),
    escape(line.sku),
    number(String(line.quantity)),
    number(money(line.unit, locale)),
  ]);
  const heads = [words.line, words.sku, number(words.quantity), number(words.price)];
  const script = '<script type="module" src="/assets/order.js"></script>';
  const { above, below } = around;
  return page(order.name, above, factList(facts), below, table(heads, rows), script);
}

export function settingsPage(
  { policies, markets }: AdminSettings,
  scopes: readonly string[],
  setting: Setting,
): string {
  const words = SHOP_WORDS[setting.locale];
  const written = policies.map(({ title, updatedAt }) => [
    escape(title),
    escape(instant(updatedAt, setting)),
  ]);
  const sold = markets.map(({ name, status, countries }) => [
    escape(name),
    badge(status),
    escape(countries.join(', ')),
  ]);
  const granted = scopes.map((scope) => `<li><code>${escape(scope)}</code></li>`);
  return page(
    words.settings,
    `<section class="card"><h2>${words.permissions}</h2><ul>${granted.join('')}</ul></section>`,
    written.length === 0
      ? `<section class="card"><h2>${words.policies}</h2><p>${words.noPolicies}</p></section>`
      : table([words.policies, words.updated], written),
    table([words.markets, words.status, ADMIN_WORDS[setting.locale].destination], sold),
  );
}

/** Instead of a page of Shopify admin that the sandbox does not have. */
export function missingPage(locale: AdminLocale): string {
  return `<div class="page"><section class="card"><p>${SHOP_WORDS[locale].noPage}</p></section></div>`;
}

function page(title: string, ...parts: readonly string[]): string {
  return `<div class="page wide"><h1>${escape(title)}</h1>${parts.join('')}</div>`;
}

/** HTML, or a number to be set flush right. */
type Cell = string | { number: string };

function table(heads: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const row = (cells: readonly Cell[], tag: 'td' | 'th') => {
    const items = cells.map((cell) =>
      typeof cell === 'string'
        ? `<${tag}>${cell}</${tag}>`
        : `<${tag} class="number">${cell.number}</${tag}>`,
    );
    return `<tr>${items.join('')}</tr>`;
  };
  const head = row(heads, 'th');
  const body = rows.map((cells) => row(cells, 'td'));
  return `<section class="card scroll" tabindex="0"><table><thead>${head}</thead><tbody>${body.join('')}</tbody></table></section>`;
}

function factList(facts: readonly (readonly [string, string])[]): string {
  const items = facts.map(([label, value]) => `<div><dt>${label}</dt><dd>${value}</dd></div>`);
  return `<section class="card"><dl class="facts">${items.join('')}</dl></section>`;
}

const number = (text: string): Cell => ({ number: text });
const badge = (text: string) => `<span class="badge">${escape(text)}</span>`;
const anchor = (href: string, text: string) => `<a href="${escape(href)}">${escape(text)}</a>`;

function tagList(tags: readonly string[], locale: AdminLocale): string {
  return tags.length === 0 ? SHOP_WORDS[locale].noTags : tags.map(badge).join(' ');
}

function fulfillmentOf({ fulfillments }: AdminOrder, locale: AdminLocale): string {
  if (fulfillments.length === 0) return ADMIN_WORDS[locale].unfulfilled;
  return fulfillments.map(({ status }) => status).join(', ');
}

function trackingOf({ fulfillments }: AdminOrder, locale: AdminLocale): string {
  const numbers = fulfillments.flatMap(({ tracking }) =>
    tracking.length > 0 ? tracking : [{ company: null, number: null }],
  );
  return numbers
    .map(({ company, number: known }) =>
      known === null ? ADMIN_WORDS[locale].noTracking : `${company ?? ''} ${known}`.trim(),
    )
    .map(escape)
    .join('<br>');
}

/** A dash for nothing. */
function money(amount: AdminMoney | null, locale: AdminLocale): string {
  if (amount === null) return '–';
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: amount.currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return escape(format.format(amount.minor / 10 ** digits));
}

function instant(iso: string, { locale, timeZone }: Setting): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  return format.format(new Date(iso));
}
