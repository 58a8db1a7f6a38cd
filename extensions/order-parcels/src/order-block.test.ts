import { fireEvent, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import en from '../locales/en.default.json' with { type: 'json' };
import zhCN from '../locales/zh-CN.json' with { type: 'json' };
import zhTW from '../locales/zh-TW.json' with { type: 'json' };
import { aParcel, closeOrder, openOrder, type Answers, type Language } from './testing-page.ts';
import { MOST_RECHECK_READS, RECHECK_EVERY_MS } from './use-order-block.ts';

afterEach(() => {
  closeOrder();
  vi.useRealTimers();
});

/** What stands on the page, a line an element. */
function lines(): string[] {
  return [...document.body.querySelectorAll('s-badge, s-link, s-text, s-heading')].map(
    ({ textContent }) => textContent,
  );
}

const says = (text: string) => waitFor(() => expect(lines()).toContain(text));

function linkOf(text: string): string | null | undefined {
  return [...document.body.querySelectorAll('s-link')]
    .find(({ textContent }) => textContent === text)
    ?.getAttribute('href');
}

function button(text: string): Element {
  const found = [...document.body.querySelectorAll('s-button')].find(
    ({ textContent }) => textContent === text,
  );
  if (found === undefined) throw new Error(`no button “${text}” on the page`);
  return found;
}

const openBlock = (answers: Answers, language: Language = 'en') =>
  openOrder('block', { answers, language });

describe('the block on an order’s page', () => {
  it('asks the app about this order in the language of its words', async () => {
    const { asked } = await openBlock([{ parcels: [aParcel()] }], 'zh-TW');
    await says('包裹已 3 天沒有掃描 · 17TRACK 20 分鐘前回應');
    expect(asked).toEqual([{ url: '/order-block/9?locale=zh-TW', method: 'GET', body: undefined }]);
  });

  it('says of each parcel what it does, both clocks and what is next, with its page in the app', async () => {
    await openBlock([
      { parcels: [aParcel(), aParcel({ id: '71-0', number: 'LX2CN', path: '/app/parcels/71-0' })] },
    ]);
    await says('Parcel silent for 3 days · 17TRACK answered 20 minutes ago');
    expect(lines().slice(0, 5)).toEqual([
      'Silent',
      'LX1CN',
      'YunExpress',
      'Parcel silent for 3 days · 17TRACK answered 20 minutes ago',
      'Next: Ask the carrier to trace it',
    ]);
    expect(document.body.querySelector('s-badge')?.getAttribute('tone')).toBe('critical');
    expect(linkOf('LX1CN')).toBe('app:app/parcels/70-0');
    expect(linkOf('LX2CN')).toBe('app:app/parcels/71-0');
  });

  test.each<[string, Parameters<typeof aParcel>[0], string]>([
    [
      'was never scanned',
      { lastScanAt: null, silentSince: '2026-11-18T11:00:00Z' },
      'Never scanned, number known for 2 days · 17TRACK answered 20 minutes ago',
    ],
    [
      'has no number',
      { lastScanAt: null, number: null, silentSince: '2026-11-18T13:00:00Z' },
      'Shipped without a number for 47 hours · 17TRACK answered 20 minutes ago',
    ],
    [
      'has arrived',
      { silentSince: null, sourceAnsweredAt: '2026-11-20T12:00:30Z' },
      'Journey over · 17TRACK answered just now',
    ],
    [
      'has a source that has not answered',
      { sourceName: 'Shopify', sourceAnsweredAt: null },
      'Parcel silent for 3 days · Shopify has not answered yet',
    ],
  ])('says so of a parcel that %s', async (_what, told, clocks) => {
    await openBlock([{ parcels: [aParcel(told)] }]);
    await waitFor(() => expect(lines()).toContain(clocks));
  });

  it('lists warnings with their day in the shop’s zone, and counts what it does not list', async () => {
    const finding = (id: string, deadlineAt: string | null) => ({
      id,
      title: `Warning ${id}`,
      deadlineAt,
      path: `/app/compliance/${id}`,
    });
    await openBlock([
      {
        findings: [
          finding('a', '2026-11-19T23:30:00Z'),
          finding('b', '2026-11-25T23:30:00Z'),
          finding('c', null),
        ],
        moreFindings: 1,
        openAsks: 2,
      },
    ]);
    await says('Was due 20 Nov 2026');
    expect(lines()).toEqual([
      'No parcel yet. The first appears here when the order ships.',
      'Warnings',
      'Warning a',
      'Was due 20 Nov 2026',
      'Warning b',
      'By 26 Nov 2026',
      'Warning c',
      '1 more warning',
      '2 questions from the shopper wait for an answer',
    ]);
    expect(linkOf('Warning b')).toBe('app:app/compliance/b');
    expect(linkOf('2 questions from the shopper wait for an answer')).toBe('app:app/asks');
  });

  it('says what it waits for while it is read, and what is folded once it was', async () => {
    await openBlock([{ parcels: [aParcel(), aParcel({ id: '71-0' })] }]);
    expect(document.body.querySelector('s-spinner')?.getAttribute('accessibilityLabel')).toBe(
      'Reading what is known of the parcels',
    );
    await says('Silent');
    expect(document.body.querySelector('s-spinner')).toBeNull();
    expect(document.body.querySelector('s-admin-block')?.getAttribute('collapsedSummary')).toBe(
      'Silent',
    );
  });

  it('of an order that Lastscan has not heard of says so', async () => {
    await openBlock([404]);
    const words =
      'Lastscan does not know this order yet. New orders appear within a minute or two.';
    await waitFor(() => expect(lines()).toContain(words));
  });

  test.each([0, 500, 401])('that cannot be read (%d) can be read again', async (failure) => {
    await openBlock([failure, { parcels: [aParcel()] }]);
    await says('What it knows of this order could not be read. Nothing is lost.');
    fireEvent.click(button('Try again'));
    await waitFor(() => expect(lines()).toContain('LX1CN'));
  });
});

describe('a recheck', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });

  /** Lets the answers that are due come in. */
  const pass = (reads: number) => vi.advanceTimersByTimeAsync(reads * RECHECK_EVERY_MS);

  async function recheck(answers: Answers, what: 'block' | 'action' = 'block') {
    const opened = await openOrder(what, { answers });
    await pass(1);
    fireEvent.click(button('Recheck now'));
    await pass(0);
    return opened;
  }

  test.each(['block', 'action'] as const)('from the %s is queued and says so', async (what) => {
    const { asked } = await recheck([{ parcels: [aParcel()] }], what);
    expect(asked.at(-1)).toEqual({
      url: '/order-block/9',
      method: 'POST',
      body: { intent: 'recheck' },
    });
    expect(lines()).toContain(
      'Queued. Shopify is being read again; this usually takes a few seconds.',
    );
  });

  test.each(['block', 'action'] as const)('from the %s says what it has changed', async (what) => {
    const before = { parcels: [aParcel()] };
    const after = {
      parcels: [
        aParcel({ verdictText: 'Delivered' }),
        aParcel({ id: '71-0', number: null, verdictText: 'No number' }),
      ],
    };
    await recheck([before, { ...before, isRechecking: true }, after], what);
    await pass(1);
    expect(lines()).not.toContain('Read again. What has changed:');
    await pass(1);
    expect(lines()).toEqual(
      expect.arrayContaining([
        'Read again. What has changed:',
        'LX1CN: Silent → Delivered',
        'No number: new, No number',
      ]),
    );
  });

  it('that changed nothing says so', async () => {
    await recheck([{ parcels: [aParcel()] }]);
    await pass(1);
    expect(lines()).toContain('Read again. Nothing has changed.');
  });

  it('that takes longer than a minute lets its reader go', async () => {
    const { asked } = await recheck([{ parcels: [aParcel()], isRechecking: true }]);
    await pass(MOST_RECHECK_READS + 5);
    expect(lines()).toContain(
      'Still in the queue. What changes appears here the next time the order is opened.',
    );
    expect(asked).toHaveLength(2 + MOST_RECHECK_READS);
  });

  it('keeps what was read when a later reading fails', async () => {
    await recheck([{ parcels: [aParcel()] }, 0, { parcels: [aParcel()] }]);
    await pass(1);
    expect(lines()).toContain('LX1CN');
    await pass(1);
    expect(lines()).toContain('Read again. Nothing has changed.');
  });
});

it('the action’s window closes when its reader says so', async () => {
  const { closes } = await openOrder('action', { answers: [{ parcels: [aParcel()] }] });
  await says('LX1CN');
  fireEvent.click(button('Close'));
  expect(closes()).toBe(1);
});

test.each([
  ['zh-CN', zhCN],
  ['zh-TW', zhTW],
])('%s has every text of English, with its placeholders', (_language, texts) => {
  expect(shapeOf(texts)).toEqual(shapeOf(en));
});

/** Keys with the placeholders of their texts; a plural is one text, whatever its forms. */
function shapeOf(texts: object): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const visit = (node: object, path: string) => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value !== 'string') visit(value, `${path}${key}.`);
      else if (key !== 'one') found[path + key] = (value.match(/\{\{\w+\}\}/g) ?? []).sort();
    }
  };
  visit(texts, '');
  return found;
}
