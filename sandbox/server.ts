import path from 'node:path';
import { parseArgs } from 'node:util';
import { accountRoutes } from './account/account-routes.ts';
import { adminRoutes } from './admin/admin-routes.ts';
import { accountPlatform } from './platform/account-views.ts';
import { adminPlatform } from './platform/admin-views.ts';
import { readAppConfig } from './platform/app-config.ts';
import { startPlatform } from './platform/platform.ts';
import { adminSources } from './sources/admin-sources.ts';
import { mountSources } from './sources/sources.ts';
import { mountSupplierExports } from './suppliers/exports.ts';
import { createWorld } from './world/create-world.ts';

// `node sandbox/server.ts --port 4400 --app-url http://127.0.0.1:4401 --seed 7 --orders 2000`: the local Shopify with
// its admin page, for one app. Prints its address when it answers.
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'app-url': { type: 'string' },
    seed: { type: 'string', default: '7' },
    orders: { type: 'string', default: '2000' },
    shops: { type: 'string', default: '2' },
    'token-lifetime': { type: 'string' },
    'bulk-duration': { type: 'string' },
    'source-rate': { type: 'string' },
    compliance: { type: 'boolean', default: false },
    planning: { type: 'boolean', default: false },
    'planning-scale': { type: 'string', default: '1' },
  },
});
if (values['app-url'] === undefined)
  throw new Error('Say where the app answers: --app-url http://127.0.0.1:4401');

const seed = Number(values.seed);
const now = new Date();
const app = {
  ...readAppConfig(path.resolve(import.meta.dirname, '..', 'shopify.app.toml')),
  url: values['app-url'],
  apiSecret: process.env['SHOPIFY_API_SECRET'] ?? 'lastscan-local-client-secret',
};
const world = createWorld({
  seed,
  startAt: now.getTime(),
  ordersPerShop: Number(values.orders),
  shops: Number(values.shops),
  sources: true,
  compliance: values.compliance,
  planning: values.planning && { scale: Number(values['planning-scale']) },
});
const platform = await startPlatform({
  port: Number(values.port),
  world,
  app,
  now,
  seed,
  // A store on the Plus plan: 1,000 points a second.
  throttle: { maximumAvailable: 20_000, restoreRate: 1_000 },
  // As for an app that was granted read_all_orders: both sides stay comparable while old orders age.
  switches: { sixtyDayWindow: false },
  ...(values['token-lifetime'] === undefined
    ? {}
    : { tokenLifetimeSeconds: Number(values['token-lifetime']) }),
  ...(values['bulk-duration'] === undefined
    ? {}
    : { bulkDurationMs: Number(values['bulk-duration']) }),
});

const sources = mountSources(platform, {
  seed,
  ratePerSecond: values['source-rate'] === undefined ? null : Number(values['source-rate']),
});
mountSupplierExports(platform);

const admin = adminRoutes({
  app: { ...app, scopes: app.requiredScopes },
  platform: {
    ...adminPlatform(platform),
    sources: (shop) => adminSources(sources, platform.origin, shop),
  },
});
const account = accountRoutes({ platform: accountPlatform(platform) });
platform.handle('/', async (request, response) => {
  if (!(await account(request, response)) && !(await admin(request, response))) {
    response
      .writeHead(404, { 'Content-Type': 'text/plain' })
      .end('Nothing is at this address of the sandbox.');
  }
});
console.log(platform.origin);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void platform.stop().then(() => process.exit(0)));
}
// The parent holds our standard input; when it dies, however it dies, so do we.
process.stdin.on('end', () => process.exit(0)).resume();
