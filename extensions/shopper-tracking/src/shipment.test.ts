import { waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SHOPPER_STATES } from '#app/domain/shopper/shopper-parcel.ts';
import { LOCALES, metafield, NOW, order, parcel, translateInto, type Language } from './testing.ts';
import { answering, button, closeShipment, openShipment, pageText } from './testing-page.ts';

afterEach(() => {
  closeShipment();
  vi.useRealTimers();
});

/** What was told is on the screen by then. */
const A_FRAME_MS = 50;

const alone = { capabilities: [] };
const valueOf = (changes: Parameters<typeof metafield>[0]) =>
  JSON.stringify({ version: 1, ...metafield(changes) });

describe('the block from the metafield alone', () => {
  it.each(SHOPPER_STATES)(
    'says %s in its own sentence, with the time it was known',
    async (state) => {
      await openShipment({ ...alone, value: valueOf({ parcels: [parcel({ state })] }) });
      expect(pageText()).toContain(LOCALES.en.state[state]);
      expect(pageText()).toContain('As of November 27 at 9:30 AM');
    },
  );

  it('names both carriers and links the numbers whose page is known', async () => {
    await openShipment(alone);
    expect(pageText()).toContain('First part of the journey: YunExpress');
    expect(pageText()).toContain('Delivery to you: DHL 00340434161094042557');
    const links = [...document.body.querySelectorAll('s-link')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      'https://carrier.example/YT2633000001',
    ]);
    expect(links[0]?.getAttribute('accessibilityLabel')).toContain('in a new window');
  });

  it('puts what only the shopper can do before the state', async () => {
    const legs = parcel().legs.map((leg) => ({
      ...leg,
      url: `https://carrier.example/${leg.kind}`,
    }));
    const needy = parcel({ state: 'customs_needs_you', need: 'answer_customs', legs });
    await openShipment({ ...alone, value: valueOf({ parcels: [needy] }) });
    const banner = document.body.querySelector('s-banner');
    expect(banner?.getAttribute('heading')).toBe('This needs you');
    expect(banner?.textContent).toContain('Carrier: DHL. Number: 00340434161094042557.');
    expect(banner?.querySelector('s-link')?.getAttribute('href')).toBe(
      'https://carrier.example/last_mile',
    );
    const text = document.body.textContent;
    expect(text.indexOf('Customs or the carrier needs')).toBeLessThan(
      text.indexOf(LOCALES.en.state.customs_needs_you),
    );
  });

  it('shows every parcel of its shipment and none of another', async () => {
    const parcels = [
      parcel(),
      parcel({ id: '70-1', state: 'delivered' }),
      parcel({ id: '7-0', state: 'lost' }),
      parcel({ id: '700-0', state: 'returned' }),
    ];
    await openShipment({ ...alone, value: valueOf({ parcels }) });
    expect(pageText()).toContain('Parcel 1 of 2');
    expect(pageText()).toContain('Parcel 2 of 2');
    expect(pageText()).toContain(LOCALES.en.state.on_the_way);
    expect(pageText()).toContain(LOCALES.en.state.delivered);
    expect(pageText()).not.toContain(LOCALES.en.state.lost);
    expect(pageText()).not.toContain(LOCALES.en.state.returned);
  });

  it('asks nothing outside where the platform does not allow it', async () => {
    const { sent } = await openShipment(alone);
    expect(sent).toEqual([]);
    expect(document.body.querySelectorAll('s-button')).toHaveLength(0);
  });

  it('reads what an older release wrote, without the fields that came later', async () => {
    const old = {
      id: '70-0',
      state: 'silent',
      verdict: 'stalled',
      since: '2026-11-20T08:00:00.000Z',
      next: { code: 'shop_clears_up', until: null },
    };
    const { at, api, key } = metafield();
    await openShipment({
      ...alone,
      value: JSON.stringify({ version: 0, at, api, key, parcels: [old] }),
    });
    expect(pageText()).toContain(LOCALES.en.state.silent);
    expect(pageText()).toContain('This has been so since November 20.');
  });

  it('says that a parcel cannot be shown when its state is one of a newer release', async () => {
    const newer = { ...parcel(), state: 'teleported' };
    const { at, api, key } = metafield();
    await openShipment({
      ...alone,
      value: JSON.stringify({ version: 2, at, api, key, parcels: [newer], new: true }),
    });
    expect(pageText()).toContain('Parcels of this order that cannot be shown here: 1.');
    expect(pageText()).not.toContain('teleported');
  });

  it('says that nothing is known of a shipment that is in no list yet', async () => {
    await openShipment({ ...alone, value: valueOf({ parcels: [] }) });
    expect(pageText()).toContain(LOCALES.en.details.nothingYet);
  });

  it.each([
    ['no metafield', null],
    ['no JSON', '<html>'],
    ['another shape', '{"version":1}'],
    ['an address that is not encrypted', valueOf({ api: 'http://lastscan.example' })],
  ])('renders nothing with %s', async (_, value) => {
    const { sent } = await openShipment({ value });
    expect(document.body.textContent).toBe('');
    expect(sent).toEqual([]);
  });

  it.each(Object.keys(LOCALES).filter((known): known is Language => known in LOCALES))(
    'speaks %s throughout',
    async (language) => {
      await openShipment({ ...alone, language });
      expect(pageText()).toContain(translateInto(language)('state.on_the_way'));
      expect(pageText()).not.toMatch(/\{\{|undefined|Invalid/u);
    },
  );

  it('shows hostile texts as text and follows no address but an encrypted one', async () => {
    const hostile = '<img src=x onerror=alert(1)>{{until}}';
    const [leg] = parcel().legs;
    const legs = leg === undefined ? [] : [{ ...leg, carrier: hostile, number: '"><script>' }];
    const own = { language: 'en', text: hostile };
    await openShipment({
      ...alone,
      value: JSON.stringify({
        version: 1,
        ...metafield(),
        parcels: [
          parcel({ own, legs }),
          { ...parcel({ id: '70-1' }), legs: [{ ...leg, url: 'javascript:alert(1)' }] },
        ],
      }),
    });
    expect(document.body.textContent).toContain(hostile);
    expect(document.body.querySelectorAll('img, script')).toHaveLength(0);
    expect(document.body.innerHTML).not.toContain('javascript:');
  });
});

describe('details from the endpoint', () => {
  it('are asked for once, with the token, the order’s key and the language', async () => {
    const { sent } = await openShipment({ language: 'de', farSide: answering(order()) });
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.url).toBe('https://lastscan.example/shopper/orders/9?language=de');
    expect(sent[0]?.method).toBe('GET');
    expect(sent[0]?.headers.get('Authorization')).toBe('Bearer mock-session-token');
    expect(sent[0]?.headers.get('X-Lastscan-Order-Key')).toBe('k'.repeat(32));
  });

  it('replace the first paint, time and clock included', async () => {
    await openShipment({
      farSide: answering(order({ parcels: [parcel({ state: 'in_customs' })] })),
    });
    expect(pageText()).toContain(LOCALES.en.state.on_the_way);
    await waitFor(() => expect(pageText()).toContain(LOCALES.en.state.in_customs));
    expect(pageText()).toContain('As of November 27 at 3:00 PM');
    expect(pageText()).toContain('3 days ago');
    expect(pageText()).not.toContain(LOCALES.en.state.on_the_way);
  });

  it('leave room for what will be asked while they load', async () => {
    await openShipment();
    expect(button('Ask about this parcel').hasAttribute('disabled')).toBe(true);
    expect(document.body.querySelectorAll('s-skeleton-paragraph')).toHaveLength(0);
  });

  it('have a skeleton only where there is nothing to show before them', async () => {
    await openShipment({ value: valueOf({ parcels: [] }), farSide: answering(order()) });
    expect(document.body.querySelectorAll('s-skeleton-paragraph')).toHaveLength(1);
    await waitFor(() => expect(pageText()).toContain(LOCALES.en.state.on_the_way));
    expect(document.body.querySelectorAll('s-skeleton-paragraph')).toHaveLength(0);
  });

  it.each([
    ['is down', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['fails', answering('', 500)],
    ['knows no such order', answering({ refused: 'not_found' }, 404)],
    ['does not take the token', answering({ refused: 'not_signed_in' }, 401)],
    ['answers something else', answering({ hello: 'world' })],
    ['answers no JSON', () => Promise.resolve(new Response('<html>'))],
  ])('stay those of the metafield when the endpoint %s', async (_, farSide) => {
    await openShipment({ farSide });
    await waitFor(() =>
      expect(pageText()).toContain(
        'Newer details cannot be loaded at the moment. This is what was known on November 27 at 9:30 AM.',
      ),
    );
    expect(pageText()).toContain(LOCALES.en.state.on_the_way);
    expect(document.body.querySelectorAll('s-button')).toHaveLength(0);
  });

  it('are waited for eight seconds and no longer', async () => {
    vi.useFakeTimers();
    const { sent } = await openShipment();
    while (sent.length === 0) await vi.advanceTimersByTimeAsync(1);
    await vi.advanceTimersByTimeAsync(7_999);
    expect(pageText()).not.toContain('cannot be loaded');
    await vi.advanceTimersByTimeAsync(1);
    await vi.advanceTimersByTimeAsync(A_FRAME_MS);
    expect(pageText()).toContain('cannot be loaded');
  });
});

describe('whoever is not signed in', () => {
  const stranger = answering(order({ signedIn: null }));

  it('is offered to sign in, and nothing else', async () => {
    const { logins } = await openShipment({ state: 'pre_authenticated', farSide: stranger });
    await waitFor(() =>
      expect(button('Sign in to ask about this parcel').hasAttribute('disabled')).toBe(false),
    );
    button('Sign in to ask about this parcel').dispatchEvent(new Event('click'));
    expect(logins()).toBe(1);
    expect(document.body.querySelectorAll('s-button')).toHaveLength(1);
  });

  it('is not sent to sign in where they are already', async () => {
    await openShipment({ farSide: stranger });
    await waitFor(() => expect(document.body.querySelectorAll('s-button')).toHaveLength(0));
    expect(pageText()).toContain('As of November 27 at 3:00 PM');
  });
});

it('tells what happened by the endpoint’s clock, not by the machine’s', async () => {
  vi.useFakeTimers({ now: new Date('2020-01-01T00:00:00Z'), toFake: ['Date'] });
  await openShipment(alone);
  expect(pageText()).toContain('2 days ago');
  closeShipment();
  await openShipment({ farSide: answering(order({ at: NOW.toISOString() })) });
  await waitFor(() => expect(pageText()).toContain('3 days ago'));
});
