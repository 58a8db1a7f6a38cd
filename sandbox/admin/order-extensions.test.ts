import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXTENSION_FOLDERS } from '../extensions/bundles.ts';
import { adminExtensionFrame, orderExtensions } from './order-extensions.ts';

const built = mkdtempSync(path.join(tmpdir(), 'lastscan-bundles-'));
const folders = { ...EXTENSION_FOLDERS, built };
const place = { orderId: 1, handle: 'northwind-lamps', locale: 'en' } as const;

beforeAll(() => {
  mkdirSync(path.join(built, 'order-parcels'));
  writeFileSync(path.join(built, 'order-parcels', 'admin.order-details.block.render.js'), '');
});
afterAll(() => rmSync(built, { recursive: true }));

test('an order’s page holds the app’s block and, behind its menu, its action', () => {
  const { above, below } = orderExtensions(place, true, folders);
  expect(above).toContain('More actions');
  expect(above).toContain('target=admin.order-details.action.render');
  expect(below).toContain('target=admin.order-details.block.render');
});

test('without the app there is neither, but the way to the shopper’s page', () => {
  const { above, below } = orderExtensions(place, false, folders);
  expect(above).toContain('/store/northwind-lamps/account/orders/1?language=en');
  expect(above).not.toContain('More actions');
  expect(below).toBe('');
});

test('a block that is not built says so', () => {
  const { below } = orderExtensions(place, true, { ...folders, built: path.join(built, 'none') });
  expect(below).toContain('not built');
});

test('a frame knows its order and where the app answers; of a target that none has there is no frame', () => {
  const of = { appUrl: 'http://127.0.0.1:9', now: '2026-11-02T09:00:00Z' };
  const target = 'admin.order-details.block.render';
  const html = adminExtensionFrame(place, { ...of, target }, folders);
  expect(html).toContain('"id":"gid://shopify/Order/1"');
  expect(html).toContain('"appUrl":"http://127.0.0.1:9"');
  expect(adminExtensionFrame(place, { ...of, target: 'admin.none' }, folders)).toBeNull();
});
