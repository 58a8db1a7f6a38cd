import { getExtension } from '@shopify/ui-extensions-tester';
import { fireEvent, waitFor } from '@testing-library/preact';
import { render } from 'preact';
import { expect } from 'vitest';
import type { ShopperOrder } from '#app/contracts/shopper.ts';
import { metafield, translateInto, type Language } from './testing.ts';

export interface SentRequest {
  url: string;
  method: string;
  headers: Headers;
  body: unknown;
}

/** What the far side answers; a promise that does not end is one that does not answer. */
export type FarSide = (request: SentRequest) => Promise<Response>;

export function answering(body: unknown, status = 200): FarSide {
  return () => Promise.resolve(Response.json(body, { status }));
}

export interface PageSettings {
  /** The metafield's value; null = the order has none. */
  value?: string | null;
  language?: Language;
  state?: 'fully_authenticated' | 'pre_authenticated';
  capabilities?: 'network_access'[];
  farSide?: FarSide;
}

const TARGET = 'customer-account.order-status.fulfillment-details.render-after';

/** The order status page of order 9 with shipment 70, and the block rendered on it. */
export async function openShipment({
  value = JSON.stringify({ version: 1, ...metafield() }),
  language = 'en',
  state = 'fully_authenticated',
  capabilities = ['network_access'],
  farSide = () => new Promise(() => undefined),
}: PageSettings = {}): Promise<{ sent: SentRequest[]; logins: () => number }> {
  const page = getExtension(TARGET);
  page.setUp();
  const sent: SentRequest[] = [];
  page.fetch = recording(sent, farSide);
  const { shopify } = page;
  shopify.fulfillmentId = 'gid://shopify/Fulfillment/70';
  shopify.order.value = { id: 'gid://shopify/Order/9', name: '#1009' };
  shopify.extension.capabilities.value = capabilities;
  shopify.authenticationState.value = state;
  shopify.localization.extensionLanguage.value = { isoCode: language };
  shopify.localization.timezone.value = 'Europe/Berlin';
  let logins = 0;
  shopify.requireLogin = () => {
    logins += 1;
    return Promise.resolve();
  };
  translate(shopify.i18n, language);
  if (value !== null) {
    const target = { type: 'order' as const, id: 'gid://shopify/Order/9' };
    const shown = { namespace: '$app', key: 'shopper_view', value, type: 'json' };
    shopify.appMetafields.value = [
      { target, metafield: { ...shown, valueType: 'json_string' as const } },
    ];
  }
  await page.render();
  return { sent, logins: () => logins };
}

/** Takes away what `openShipment` has put up. */
export function closeShipment(): void {
  render(null, document.body);
  getExtension(TARGET).tearDown();
}

export function recording(sent: SentRequest[], farSide: FarSide): typeof fetch {
  return (input, init) => {
    const { body } = init ?? {};
    const request = {
      url: String(input),
      method: init?.method ?? 'GET',
      headers: new Headers(init?.headers),
      body: typeof body === 'string' ? JSON.parse(body) : null,
    };
    sent.push(request);
    return farSide(request);
  };
}

export function translate(i18n: object, language: Language): void {
  Object.assign(i18n, { translate: translateInto(language) });
}

/** The order before what was sent, and the one after. */
export function answeringInTurn(before: ShopperOrder, after: FarSide): FarSide {
  return (request) => (request.method === 'GET' ? answering(before)(request) : after(request));
}

/** What the page says, banners' headings and errors beside fields included. */
export function pageText(): string {
  const attributes = [...document.body.querySelectorAll('[heading], [error], [label]')].flatMap(
    (element) => ['heading', 'error', 'label'].map((name) => element.getAttribute(name) ?? ''),
  );
  return [document.body.textContent, ...attributes].join('\n');
}

/** The button that says this; throws when there is none. */
export function button(words: string): HTMLElementTagNameMap['s-button'] {
  const found = [...document.body.querySelectorAll('s-button')].find(
    ({ textContent }) => textContent === words,
  );
  if (found === undefined) throw new Error(`no button says “${words}” in: ${pageText()}`);
  return found;
}

/** Presses a button once it can be pressed. */
export async function press(words: string): Promise<void> {
  await waitFor(() => expect(button(words).hasAttribute('disabled')).toBe(false));
  fireEvent.click(button(words));
}

/** Writes into the one text field there is. */
export async function write(text: string): Promise<void> {
  const field = await waitFor(() => {
    const found = document.body.querySelector('s-text-area');
    if (found === null) throw new Error('no field to write in');
    return found;
  });
  Object.assign(field, { value: text });
  fireEvent.input(field);
}

/** Chooses in the one select there is. */
export async function choose(kind: string): Promise<void> {
  const field = await waitFor(() => {
    const found = document.body.querySelector('s-select');
    if (found === null) throw new Error('nothing to choose from');
    return found;
  });
  Object.assign(field, { value: kind });
  fireEvent.change(field);
}
