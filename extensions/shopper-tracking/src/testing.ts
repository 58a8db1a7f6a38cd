import de from '../locales/de.json' with { type: 'json' };
import en from '../locales/en.default.json' with { type: 'json' };
import es from '../locales/es.json' with { type: 'json' };
import fr from '../locales/fr.json' with { type: 'json' };
import ja from '../locales/ja.json' with { type: 'json' };
import pt from '../locales/pt.json' with { type: 'json' };
import zhCN from '../locales/zh-CN.json' with { type: 'json' };
import zhTW from '../locales/zh-TW.json' with { type: 'json' };
import type { OrderMetafield } from '#app/contracts/read-order-metafield.ts';
import type { ShopperAsk, ShopperOrder, ShopperParcelView } from '#app/contracts/shopper.ts';
import type { Translate } from './say.ts';

export const LOCALES = { en, 'zh-CN': zhCN, 'zh-TW': zhTW, de, fr, es, pt, ja };
export type Language = keyof typeof LOCALES;

/** As the platform translates, but strict: a key without a text and a placeholder without a value are errors. */
export function translateInto(language: Language): Translate {
  return (key, values = {}) => {
    const text = textAt(LOCALES[language], key);
    if (typeof text !== 'string') throw new Error(`${language} has no text for ${key}`);
    return text.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`${key} in ${language} needs ${name}`);
      return value;
    });
  };
}

function textAt(texts: unknown, key: string): unknown {
  return key.split('.').reduce<unknown>((at, step) => {
    const found = typeof at === 'object' && at !== null ? Object.entries(at) : [];
    return found.find(([name]) => name === step)?.[1];
  }, texts);
}

/** On its way from China to Germany, last scanned three days before `NOW`. */
export function parcel(changes: Partial<ShopperParcelView> = {}): ShopperParcelView {
  return {
    id: '70-0',
    state: 'on_the_way',
    verdict: 'on_track',
    since: '2026-11-12T08:00:00.000Z',
    own: null,
    origin: 'CN',
    destination: 'DE',
    legs: [
      {
        kind: 'supplier',
        number: 'YT2633000001',
        carrier: 'YunExpress',
        url: 'https://carrier.example/YT2633000001',
      },
      { kind: 'last_mile', number: '00340434161094042557', carrier: 'DHL', url: null },
    ],
    lastScan: { milestone: 'departed_origin', at: '2026-11-24T13:05:00.000Z', country: 'CN' },
    silence: {
      from: '2026-11-24T13:05:00.000Z',
      usualUntil: '2026-11-29T10:00:00.000Z',
      basis: 'lane',
    },
    delivery: { earliestOn: '2026-11-30', latestOn: '2026-12-04', confidence: 0.8, basis: 'lane' },
    next: { code: 'next_scan_by', until: '2026-11-29T10:00:00.000Z' },
    need: null,
    ...changes,
  };
}

export const NOW = new Date('2026-11-27T14:00:00.000Z');

export function metafield(changes: Partial<OrderMetafield> = {}): OrderMetafield {
  return {
    at: '2026-11-27T08:30:00.000Z',
    api: 'https://lastscan.example',
    key: 'k'.repeat(32),
    parcels: [parcel()],
    more: 0,
    ...changes,
  };
}

export function order(changes: Partial<ShopperOrder> = {}): ShopperOrder {
  return {
    version: 1,
    at: NOW.toISOString(),
    parcels: [parcel()],
    signedIn: { canAsk: true, asks: [], answerBy: '2026-11-30T10:00:00.000Z', notice: null },
    ...changes,
  };
}

/** The order for its signed-in customer. */
export const signedIn = (changes: Partial<NonNullable<ShopperOrder['signedIn']>>): ShopperOrder =>
  order({
    signedIn: {
      canAsk: true,
      asks: [],
      answerBy: '2026-11-30T10:00:00.000Z',
      notice: null,
      ...changes,
    },
  });

export function ask(changes: Partial<ShopperAsk> = {}): ShopperAsk {
  return {
    askId: '2f4a2f0e-58f3-4d7f-9a63-0c35c0a11b11',
    parcelId: '70-0',
    kind: 'damaged',
    state: 'open',
    askedAt: '2026-11-27T13:59:00.000Z',
    dueAt: '2026-11-30T10:00:00.000Z',
    messages: [{ author: 'shopper', text: 'The lid is cracked.', at: '2026-11-27T13:59:00.000Z' }],
    ...changes,
  };
}
