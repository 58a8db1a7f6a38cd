import { getExtension } from '@shopify/ui-extensions-tester';
import { waitFor } from '@testing-library/preact';
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { metafield, parcel, type Language } from './testing.ts';
import { answering, recording, translate, type FarSide, type SentRequest } from './testing-page.ts';

const page = getExtension('customer-account.order-index.announcement.render');

afterEach(() => {
  render(null, document.body);
  page.tearDown();
});

async function openOrders(farSide: FarSide, language: Language = 'en'): Promise<SentRequest[]> {
  page.setUp();
  const sent: SentRequest[] = [];
  page.fetch = recording(sent, farSide);
  translate(page.shopify.i18n, language);
  await page.render();
  await waitFor(() => expect(sent).toHaveLength(1));
  return sent;
}

function anOrder(id: number, need: 'answer_customs' | 'collect' | 'be_there' | null) {
  const value = JSON.stringify({
    version: 1,
    ...metafield({ parcels: [parcel(), parcel({ need })] }),
  });
  return { id: `gid://shopify/Order/${id}`, name: `#${1000 + id}`, metafield: { value } };
}

const withOrders = (...nodes: unknown[]) =>
  answering({ data: { customer: { orders: { nodes } } } });
/** Long enough for an answer to have been shown. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the announcement above the orders', () => {
  it('tells of an order that needs its shopper, with the way to it', async () => {
    await openOrders(withOrders(anOrder(1, null), anOrder(2, 'collect')));
    await waitFor(() =>
      expect(document.body.textContent).toBe(
        'A parcel of order #1002 is ready for you to collect. See what to do',
      ),
    );
    const link = document.body.querySelector('s-announcement s-link');
    expect(link?.getAttribute('href')).toBe('shopify:customer-account/orders/2');
    expect(link?.getAttribute('accessibilityLabel')).toBe('See what to do for order #1002');
  });

  it('asks the customer’s own latest orders, newest first', async () => {
    const sent = await openOrders(withOrders());
    expect(sent[0]).toMatchObject({
      url: 'shopify://customer-account/api/2026-07/graphql.json',
      method: 'POST',
      body: {
        query: expect.stringMatching(
          /orders\(first: 20, sortKey: PROCESSED_AT, reverse: true\)[\s\S]*metafield\(namespace: "\$app", key: "shopper_view"\)/u,
        ),
      },
    });
  });

  it('tells of three orders at most', async () => {
    await openOrders(withOrders(...[1, 2, 3, 4].map((id) => anOrder(id, 'answer_customs'))));
    await waitFor(() => expect(document.body.querySelectorAll('s-link')).toHaveLength(3));
    expect(document.body.textContent).not.toContain('#1004');
  });

  it('speaks the shopper’s language', async () => {
    await openOrders(withOrders(anOrder(2, 'be_there')), 'de');
    await waitFor(() =>
      expect(document.body.textContent).toContain(
        'Für ein Paket der Bestellung #1002 wird jemand gebraucht, der es annimmt.',
      ),
    );
  });

  it.each([
    ['no order needs anything', withOrders(anOrder(1, null))],
    [
      'no order has a metafield',
      withOrders({ id: 'gid://shopify/Order/1', name: '#1', metafield: null }),
    ],
    [
      'a metafield is none of ours',
      withOrders({ ...anOrder(1, null), metafield: { value: '{}' } }),
    ],
    ['the customer is not known', answering({ data: { customer: null } })],
    ['access is refused', answering({ data: null, errors: [{ message: 'ACCESS_DENIED' }] })],
    ['nobody answers', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['no JSON comes back', () => Promise.resolve(new Response('<html>', { status: 502 }))],
  ])('is not there when %s', async (_, farSide) => {
    await openOrders(farSide);
    await settled();
    expect(document.body.innerHTML).toBe('');
  });

  it('shows a hostile name as text', async () => {
    const hostile = { ...anOrder(2, 'collect'), name: '<img src=x onerror=alert(1)>' };
    await openOrders(withOrders(hostile));
    await waitFor(() => expect(document.body.textContent).toContain('order <img src=x'));
    expect(document.body.querySelectorAll('img')).toHaveLength(0);
  });
});
