import { describe, expect, test } from 'vitest';
import {
  CARRIERS,
  carrierHome,
  carrierName,
  carrierSlug,
  findCarrier,
  trackingUrl,
} from '#app/domain/numbers/carriers.ts';
import { SHOPIFY_CARRIERS } from '#app/domain/numbers/shopify-carriers.ts';

describe('carrierSlug', () => {
  test.each([
    ['云途', 'yunexpress'],
    ['云途物流', 'yunexpress'],
    ['燕文', 'yanwen'],
    ['递四方', '4px'],
    ['菜鸟', 'cainiao'],
    ['顺丰', 'sf-express'],
    ['顺丰速运', 'sf-express'],
    ['中国邮政', 'china-post'],
    ['圆通速递', 'yto'],
    ['极兔', 'jt-express-cn'],
    ['J&T Express', 'jt-express'],
    [' yun  EXPRESS ', 'yunexpress'],
    ['La Poste Colissimo', 'colissimo'],
    ['Correos de España', 'correos'],
    ['Zásilkovna', 'packeta'],
    ['DHL', 'dhl-express'],
    ['DHL eCommerce', 'dhl-ecommerce'],
    ['dhl-global-mail', 'dhl-ecommerce'],
    ['AliExpress Standard Shipping', 'cainiao'],
    ['ePacket', 'china-ems'],
    ['Other', null],
    ['', null],
    [null, null],
  ])('of %j is %j', (name, slug) => {
    expect(carrierSlug(name)).toBe(slug);
  });

  test('knows every slug, name and Chinese name of the table as itself', () => {
    for (const { slug, name, nameZh } of CARRIERS) {
      expect([slug, name, nameZh].map(carrierSlug)).toEqual([slug, slug, slug]);
    }
  });

  test('gives no two carriers the same name', () => {
    const owners = new Map<string, string>();
    for (const carrier of CARRIERS) {
      for (const name of [carrier.slug, carrier.name, carrier.nameZh, ...carrier.aliases]) {
        expect(carrierSlug(name), `${name} of ${carrier.slug}`).toBe(carrier.slug);
        owners.set(name, carrier.slug);
      }
    }
    expect(owners.size).toBeGreaterThan(CARRIERS.length * 2);
  });

  test('knows most of the names Shopify knows', () => {
    const known = SHOPIFY_CARRIERS.filter((name) => carrierSlug(name) !== null);
    expect(known.length).toBeGreaterThan(60);
  });
});

test('tracking pages are https and take the number as text', () => {
  const templates = CARRIERS.flatMap((carrier) => carrier.trackingUrl ?? []);
  for (const template of templates) expect(template).toMatch(/^https:\/\/[^{]+\{number\}/);
  expect(trackingUrl('usps', '94 00&x')).toContain('94%2000%26x');
  expect(trackingUrl('china-post', 'RX001234563CN')).toBeNull();
});

test('no two carriers have the same key at 17TRACK or the same slug at AfterShip', () => {
  for (const key of ['seventeenTrackKey', 'aftershipSlug'] as const) {
    const all = CARRIERS.flatMap((carrier) => carrier[key] ?? []);
    expect(new Set(all).size).toBe(all.length);
  }
});

test('a national post without an entry is a carrier all the same', () => {
  expect(findCarrier('post-bt')).toMatchObject({ name: 'Post of Bhutan', countries: ['BT'] });
  expect(findCarrier('post-xx')).toBeNull();
  expect(carrierName('nobody')).toBe('nobody');
  expect([carrierHome('yanwen'), carrierHome('ups'), carrierHome('nobody')]).toEqual([
    'CN',
    null,
    null,
  ]);
});
