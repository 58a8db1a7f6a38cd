import { escape } from '../admin/escape.ts';
import type { AdminMoney } from '../admin/shop-views.ts';
import type { WorldShop } from '../world/effects.ts';
import type { AccountLine, AccountOrder, Shipment } from './account-contract.ts';
import { ACCOUNT_WORDS } from './account-words.ts';
import { barWords } from './bar-words.ts';
import { ACCOUNT_LANGUAGES, PAGE_STATES, VIEWERS, visitQuery } from './visit.ts';
import type { AccountLanguage, Visit } from './visit.ts';

/** One page of a customer's account: whose shop, who looks, and where its links lead. */
export interface AccountPage {
  shop: WorldShop;
  /** `/store/northwind-lamps`. */
  base: string;
  visit: Visit;
  /** Whose orders are listed. */
  customerId: number | null;
}

/** Frames of extensions by place, or what is said instead of them. */
export type Framed = { src: string; title: string } | { note: string };

/** The order status page: each shipment with what extensions say below it, and the order's summary. */
export function orderStatusPage(
  page: AccountPage,
  order: AccountOrder,
  frameOf: (shipment: Shipment) => Framed,
): string {
  const { visit } = page;
  const words = ACCOUNT_WORDS[visit.language];
  const isKnown = visit.state !== 'unauthenticated' && visit.viewer !== 'other';
  const shipments = order.shipments.map((shipment, index) =>
    shipmentCard(shipment, {
      page,
      title: words.shipment(index + 1, order.shipments.length),
      framed: frameOf(shipment),
    }),
  );
  const when = order.cancelledAt === null ? order.createdAt : order.cancelledAt;
  const said = order.cancelledAt === null ? words.confirmed : words.cancelled;
  const signIn =
    visit.state === 'authenticated'
      ? ''
      : `<section class="card sign-in"><p>${escape(words.signInText)}</p><a class="button" href="${escape(signInAddress(page, order))}">${escape(words.signIn)}</a></section>`;
  return shell(
    page,
    `${words.order(order.name)}`,
    `<p class="back"><a href="${escape(ordersAddress(page))}">← ${escape(words.orders)}</a></p>
    <div class="title"><h1>${escape(words.order(order.name))}</h1><p>${escape(said(day(when, page)))}</p></div>
    <div class="columns"><div>${signIn}${shipments.join('')}${waitingCard(order, page)}</div>
    <aside>${summaryCard(order, page)}${isKnown ? personCard(order, page) : ''}</aside></div>`,
    order,
  );
}

/** The list of a customer's orders, the extensions' announcement above it. */
export function ordersPage(
  page: AccountPage,
  orders: readonly AccountOrder[],
  framed: Framed,
): string {
  const words = ACCOUNT_WORDS[page.visit.language];
  const items = orders.map((order) => {
    const address = `${page.base}/account/orders/${order.id}?${visitQuery(page.visit)}`;
    const last = order.shipments.at(-1);
    const status = last === undefined ? words.waiting : words.status[last.status];
    return `<li class="card order"><div><h2><a href="${escape(address)}">${escape(words.order(order.name))}</a></h2>
      <p>${escape(words.confirmed(day(order.createdAt, page)))}</p><p>${escape(status)}</p></div>
      <div class="end"><strong>${escape(money(order.total, page))}</strong><a class="button" href="${escape(address)}" aria-label="${escape(`${words.view}: ${order.name}`)}">${escape(words.view)}</a></div></li>`;
  });
  return shell(
    page,
    words.orders,
    `${frame(framed)}<h1>${escape(words.orders)}</h1>
    ${items.length === 0 ? `<p>${escape(words.noOrders)}</p>` : `<ul class="orders">${items.join('')}</ul>`}`,
    null,
  );
}

function shipmentCard(
  shipment: Shipment,
  { page, title, framed }: { page: AccountPage; title: string; framed: Framed },
): string {
  const words = ACCOUNT_WORDS[page.visit.language];
  return `<section class="card shipment" aria-label="${escape(title)}"><header><h2>${escape(words.status[shipment.status])}</h2><p>${escape(title)} · ${escape(words.shipped(day(shipment.shippedAt, page)))}</p></header>
  ${lineList(shipment.lines, page)}
  <dl><dt>${escape(words.tracking)}</dt><dd>${trackingOf(shipment, page)}</dd></dl>
  ${frame(framed)}</section>`;
}

function trackingOf({ tracking }: Shipment, { visit }: AccountPage): string {
  const words = ACCOUNT_WORDS[visit.language];
  const known = tracking.flatMap((each) => (each.number === null ? [] : [each]));
  if (known.length === 0) return escape(words.noTracking);
  if (visit.state === 'unauthenticated')
    return `<span class="redacted">${escape(words.redacted)}</span>`;
  return known
    .map(({ company, number, url }) => {
      const text = escape(number ?? '');
      const shown =
        url === null
          ? text
          : `<a href="${escape(url)}" target="_blank" rel="noreferrer">${text}</a>`;
      return `${escape(company ?? '')} ${shown}`;
    })
    .join('<br>');
}

function waitingCard(order: AccountOrder, page: AccountPage): string {
  if (order.waiting.length === 0) return '';
  const { waiting } = ACCOUNT_WORDS[page.visit.language];
  return `<section class="card"><header><h2>${escape(waiting)}</h2></header>${lineList(order.waiting, page)}</section>`;
}

function summaryCard(order: AccountOrder, page: AccountPage): string {
  const words = ACCOUNT_WORDS[page.visit.language];
  const lines = order.lines.map(
    (line) =>
      `<div><dt>${escape(line.title)} × ${line.quantity}</dt><dd>${escape(money(line.total, page))}</dd></div>`,
  );
  return `<section class="card"><h2>${escape(words.summary)}</h2><dl class="sums">${lines.join('')}
  <div class="total"><dt>${escape(words.total)}</dt><dd>${escape(money(order.total, page))}</dd></div></dl></section>`;
}

function personCard(order: AccountOrder, page: AccountPage): string {
  const words = ACCOUNT_WORDS[page.visit.language];
  const country = new Intl.DisplayNames(page.visit.language, { type: 'region' }).of(order.country);
  const address = [...order.address, country ?? order.country].map(escape).join('<br>');
  return `<section class="card"><h2>${escape(words.contact)}</h2><p>${escape(order.customerName)}<br>${escape(order.email)}</p>
  <h2>${escape(words.address)}</h2><p>${address}</p><h2>${escape(words.confirmation)}</h2><p>${escape(order.confirmationNumber)}</p></section>`;
}

function lineList(lines: readonly AccountLine[], page: AccountPage): string {
  const items = lines.map(
    (line) =>
      `<li><span class="thumb" aria-hidden="true"></span><span>${escape(line.title)} × ${line.quantity}</span><span>${escape(money(line.total, page))}</span></li>`,
  );
  return `<ul class="lines">${items.join('')}</ul>`;
}

function frame(framed: Framed): string {
  return 'note' in framed
    ? `<p class="sandbox-note">${escape(framed.note)}</p>`
    : `<div class="extension"><iframe title="${escape(framed.title)}" src="${escape(framed.src)}"></iframe></div>`;
}

function ordersAddress({ base, visit, customerId }: AccountPage): string {
  const whose = customerId === null ? '' : `&customer=${customerId}`;
  return `${base}/account?${visitQuery(visit)}${whose}`;
}

/** Where `requireLogin` and the page's own button lead: the same page, its customer signed in. */
export function signInAddress({ base, visit }: AccountPage, order: AccountOrder): string {
  const signedIn = visitQuery({ ...visit, viewer: 'own', state: 'authenticated' });
  return `${base}/account/orders/${order.id}?${signedIn}`;
}

function shell(page: AccountPage, title: string, main: string, order: AccountOrder | null): string {
  const { shop, visit } = page;
  const words = ACCOUNT_WORDS[visit.language];
  return `<!doctype html><html lang="${visit.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · ${escape(shop.name)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/account.css"></head><body>
<a class="skip" href="#main">${escape(words.skip)}</a>${bar(page, order)}
<header class="shop"><strong>${escape(shop.name)}</strong><nav aria-label="${escape(shop.name)}"><a href="${escape(ordersAddress(page))}"${order === null ? ' aria-current="page"' : ''}>${escape(words.orders)}</a></nav></header>
<main id="main">${main}</main><script type="module" src="/assets/account.js"></script></body></html>`;
}

const LANGUAGE_NAMES: Record<AccountLanguage, string> = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ja: '日本語',
};

/** The sandbox's own control, clearly none of the shop's page. */
function bar({ base, visit, customerId }: AccountPage, order: AccountOrder | null): string {
  const words = barWords(visit.language);
  const select = (name: string, label: string, options: [string, string][], now: string) =>
    `<label>${escape(label)} <select name="${name}">${options
      .map(
        ([value, text]) =>
          `<option value="${value}"${value === now ? ' selected' : ''}>${escape(text)}</option>`,
      )
      .join('')}</select></label>`;
  const languages = ACCOUNT_LANGUAGES.map((each): [string, string] => [each, LANGUAGE_NAMES[each]]);
  const note = visit.viewer === 'other' ? words.otherNote : '';
  const locale = ['en', 'zh-CN', 'zh-TW'].includes(visit.language) ? visit.language : 'en';
  const customer =
    order === null && customerId !== null
      ? `<input type="hidden" name="customer" value="${customerId}">`
      : '';
  return `<form class="sandbox-bar" method="get" aria-label="${escape(words.bar)}" lang="${locale}"><strong>${escape(words.bar)}</strong>${customer}
  ${select(
    'as',
    words.who,
    VIEWERS.map((each) => [each, words.viewer[each]]),
    visit.viewer,
  )}
  ${
    order === null
      ? ''
      : select(
          'state',
          words.state,
          PAGE_STATES.map((each) => [each, words.states[each]]),
          visit.state,
        )
  }
  ${select('language', words.language, languages, visit.language)}
  ${order === null ? '' : `<a href="${escape(`${base}/orders/${order.id}?locale=${locale}`)}">${escape(words.admin)}</a>`}
  ${note === '' ? '' : `<p>${escape(note)}</p>`}</form>`;
}

function day(instantMs: number, { shop, visit }: AccountPage): string {
  const format = new Intl.DateTimeFormat(visit.language === 'en' ? 'en-GB' : visit.language, {
    dateStyle: 'medium',
    timeZone: shop.timeZone,
  });
  return format.format(instantMs);
}

function money({ minor, currency }: AdminMoney, { visit }: AccountPage): string {
  const format = new Intl.NumberFormat(visit.language, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}
