import { getExtension } from '@shopify/ui-extensions-tester';
import { render } from 'preact';
import type { OrderBlock } from '#app/contracts/order-block.ts';
import en from '../locales/en.default.json' with { type: 'json' };
import zhCN from '../locales/zh-CN.json' with { type: 'json' };
import zhTW from '../locales/zh-TW.json' with { type: 'json' };

const TEXTS = { en, 'zh-CN': zhCN, 'zh-TW': zhTW } as const;
export type Language = keyof typeof TEXTS;

/** What the app answers to one request after the other; the last answer again and again. A status, or a block. */
export type Answers = readonly (number | Partial<OrderBlock>)[];

export function aParcel(
  told: Partial<OrderBlock['parcels'][number]> = {},
): OrderBlock['parcels'][number] {
  return {
    id: '70-0',
    number: 'LX1CN',
    carrier: 'YunExpress',
    verdict: 'stalled',
    verdictText: 'Silent',
    nextStepText: 'Ask the carrier to trace it',
    tone: 'critical',
    lastScanAt: '2026-11-17T12:00:00Z',
    silentSince: '2026-11-17T12:00:00Z',
    sourceName: '17TRACK',
    sourceAnsweredAt: '2026-11-20T11:40:00Z',
    path: '/app/parcels/70-0',
    ...told,
  };
}

export interface Asked {
  url: string;
  method: string;
  body: unknown;
}

const BLOCK = getExtension('admin.order-details.block.render');
const ACTION = getExtension('admin.order-details.action.render');

/** The page of order 9 in admin with the block on it, or with the action's window open. */
export async function openOrder(
  what: 'block' | 'action',
  { answers, language = 'en' }: { answers: Answers; language?: Language },
): Promise<{ asked: Asked[]; closes: () => number }> {
  const page = what === 'block' ? BLOCK : ACTION;
  page.setUp();
  const asked: Asked[] = [];
  page.fetch = answering(answers, asked);
  page.shopify.data.selected = [{ id: 'gid://shopify/Order/9' }];
  Object.assign(page.shopify.i18n, { translate: translateInto(language) });
  let closes = 0;
  if (what === 'action') {
    ACTION.shopify.close = () => {
      closes += 1;
    };
  }
  await page.render();
  return { asked, closes: () => closes };
}

export function closeOrder(): void {
  render(null, document.body);
  BLOCK.tearDown();
}

function answering(answers: Answers, asked: Asked[]): typeof fetch {
  let reads = 0;
  return (input, init) => {
    const { method = 'GET', body } = init ?? {};
    asked.push({
      url: String(input),
      method,
      body: typeof body === 'string' ? JSON.parse(body) : undefined,
    });
    if (method === 'POST') return Promise.resolve(Response.json({}, { status: 202 }));
    const answer = answers[Math.min(reads, answers.length - 1)] ?? 500;
    reads += 1;
    if (answer === 0) return Promise.reject(new TypeError('Failed to fetch'));
    return Promise.resolve(
      typeof answer === 'number'
        ? Response.json({}, { status: answer })
        : Response.json({ ...EMPTY, ...answer }),
    );
  };
}

const EMPTY: OrderBlock = {
  now: '2026-11-20T12:00:00Z',
  timeZone: 'Europe/Berlin',
  parcels: [],
  findings: [],
  moreFindings: 0,
  openAsks: 0,
  isRechecking: false,
};

/** As Shopify reads the files of `locales/`: keys by their dots, a plural by `count`, `{{name}}` filled in. */
function translateInto(language: Language) {
  return (key: string, values: Record<string, unknown> = {}): string => {
    let text: unknown = TEXTS[language];
    for (const part of key.split('.')) text = partOf(text, part);
    const { count } = values;
    if (typeof count === 'number') {
      const form = new Intl.PluralRules(language).select(count);
      text = partOf(text, form) ?? partOf(text, 'other');
    }
    if (typeof text !== 'string') throw new Error(`no text for ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      if (values[name] === undefined) throw new Error(`no value for ${name} in ${key}`);
      return String(values[name]);
    });
  };
}

function partOf(texts: unknown, part: string): unknown {
  return typeof texts === 'object' && texts !== null ? Reflect.get(texts, part) : undefined;
}
