import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXTENSION_FOLDERS, extensionTarget, extensionTexts, readBundle } from './bundles.ts';
import { appMetafields, extensionFrame } from './frame.ts';

const built = mkdtempSync(path.join(tmpdir(), 'lastscan-bundles-'));
const folders = { ...EXTENSION_FOLDERS, built };

beforeAll(() => {
  mkdirSync(path.join(built, 'shopper-tracking', 'locales'), { recursive: true });
  writeFileSync(path.join(built, 'shopper-tracking', 'a.b.js'), 'export default 1;');
  for (const file of ['en.default', 'zh-TW', 'pt-BR', 'pt'])
    writeFileSync(
      path.join(built, 'shopper-tracking', 'locales', `${file}.json`),
      JSON.stringify({ name: file }),
    );
});
afterAll(() => rmSync(built, { recursive: true }));

test('a built bundle is read by its extension and target', () => {
  expect(readBundle(folders, 'shopper-tracking/a.b.js')).toBe('export default 1;');
});

test.each([
  'shopper-tracking/b.js',
  'shopper-tracking/../../package.json',
  '../shopper-tracking/a.b.js',
  'shopper-tracking/locales/zh-TW.json',
])('%s is no bundle', (name) => {
  expect(readBundle(folders, name)).toBeNull();
});

test.each([
  ['en', 'en'],
  ['zh-TW', 'zh-TW'],
  ['pt-PT', 'pt'],
  ['ja', 'en'],
])('a reader of %s gets the texts in %s', (language, expected) => {
  const { language: given } = extensionTexts(folders, { handle: 'shopper-tracking', language });
  expect(given).toBe(expected);
});

test('a target of another extension is none of an extension’s', () => {
  const target = 'admin.order-details.block.render';
  expect(extensionTarget(folders, { handle: 'order-parcels', target })).not.toBeNull();
  expect(extensionTarget(folders, { handle: 'shopper-tracking', target })).toBeNull();
});

test('the shopper’s block asks for the order’s metafield and for the network', () => {
  const target = 'customer-account.order-status.fulfillment-details.render-after';
  const stated = extensionTarget(folders, { handle: 'shopper-tracking', target });
  expect(stated).toMatchObject({
    metafields: [{ namespace: '$app', key: 'shopper_view' }],
    capabilities: ['network_access'],
  });
});

test('texts of a shop cannot end the script that holds them', () => {
  const html = extensionFrame(
    {
      surface: 'account',
      handle: 'shopper-tracking',
      target: 'a.b',
      language: 'en',
      now: '2026-11-02T09:00:00Z',
      data: { shop: '</script><script>alert(1)</script>' },
    },
    folders,
  );
  expect(html).not.toContain('</script><script>alert');
});

test.each([
  ['json', 'json_string'],
  ['single_line_text_field', 'string'],
])('a metafield of type %s is handed over as %s', (type, valueType) => {
  const field = { namespace: '$app', key: 'a', type, value: '1' };
  const asked = [{ namespace: '$app', key: 'a' }];
  expect(appMetafields([field], asked, 'gid://shopify/Order/1')).toMatchObject([
    { metafield: { valueType } },
  ]);
});
