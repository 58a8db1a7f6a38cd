import { z } from 'zod';
import { INCIDENTS } from '#sandbox/world/effects.ts';
import { extensionControls } from './extension-controls.ts';
import { BadRequest, readBody, sendJson } from './http.ts';
import type { Handler, Router } from './http.ts';
import { merchantControls, parse } from './merchant-controls.ts';
import type { Platform } from './platform-contract.ts';
import { planningTruth } from './planning-truth.ts';
import { parseSwitchPatch } from './switches.ts';

const HOUR_MS = 3_600_000;
const clockSchema = z.object({
  advanceHours: z
    .number()
    .min(0)
    .max(24 * 366),
});
const incidentSchema = z.object({ name: z.enum(INCIDENTS), on: z.boolean() });
const shopSchema = z.object({ shop: z.string(), userId: z.string().optional() });
const trackingSchema = z.object({
  shop: z.string(),
  fulfillmentId: z.number().int(),
  tracking: z
    .array(
      z.object({
        company: z.string().nullable(),
        number: z.string().nullable(),
        url: z.string().nullable().default(null),
      }),
    )
    .max(10),
});
const webhookSchema = z.object({
  shop: z.string(),
  topic: z.enum(['customers/data_request', 'customers/redact', 'shop/redact', 'shop/update']),
  orderId: z.number().int().optional(),
});

/**
 * What tests, the demo's page and the app's clock ask over HTTP under `/sandbox/`: `clock`, `incidents`, `switches`,
 * `truth?shop=`, `rule-truth?shop=`, `planning-truth?shop=&at=` (`planning-truth.ts`), `stats?shop=`, `shops`, `idle`, `install`, `uninstall`, `session-token`, `webhooks`,
 * `tracking` (another app or a person writes a fulfillment's numbers), what merchants do (`merchant-controls.ts`), and what shoppers and banks see (`extension-controls.ts`).
 */
export function mountControlApi(router: Router, platform: Platform): void {
  const routes: Record<string, (body: Record<string, unknown>, url: URL) => unknown> = {
    'GET clock': () => clockNow(platform),
    'POST clock': async (body) => {
      await platform.advanceBy(parse(clockSchema, body).advanceHours * HOUR_MS);
      return clockNow(platform);
    },
    'GET incidents': () => incidents(platform),
    'POST incidents': (body) => {
      const { name, on } = parse(incidentSchema, body);
      platform.world.setIncident(name, on);
      return incidents(platform);
    },
    'GET switches': () => platform.switches,
    'POST switches': (body) => Object.assign(platform.switches, parseSwitches(body)),
    'GET truth': (_, url) => ({ truth: platform.world.truth(shopParameter(platform, url)) }),
    'GET rule-truth': (_, url) => ({
      truth: platform.world.ruleTruth(shopParameter(platform, url)),
    }),
    'GET planning-truth': (_, url) => planningTruth(platform, url),
    'GET stats': (_, url) => platform.stats(shopParameter(platform, url)),
    'GET shops': () => ({ shops: platform.world.shops }),
    'GET idle': async () => {
      await platform.idle();
      return clockNow(platform);
    },
    'POST install': async (body) => platform.install(parse(shopSchema, body).shop),
    'POST uninstall': async (body) => platform.uninstall(parse(shopSchema, body).shop),
    'POST session-token': (body) => {
      const { shop, userId } = parse(shopSchema, body);
      return { token: platform.sessionToken(shop, userId) };
    },
    'POST tracking': (body) => {
      const given = parse(trackingSchema, body);
      const at = platform.clock.now();
      const change = platform.apply({ kind: 'tracking_updated', at, ...given });
      if (change === null) throw new BadRequest('fulfillmentId: no such fulfillment');
      return {};
    },
    'POST webhooks': (body) => {
      const { shop, topic, orderId } = parse(webhookSchema, body);
      return platform.trigger(shop, topic, orderId);
    },
    ...merchantControls(platform),
    ...extensionControls(platform),
  };
  const handler: Handler = async (request, response, url) => {
    const name = url.pathname.replace(/^\/sandbox\//, '');
    const route = routes[`${request.method} ${name}`];
    if (route === undefined) {
      sendJson(response, 404, { errors: `No such control: ${request.method} ${name}` });
      return;
    }
    const body = request.method === 'POST' ? await readBody(request) : {};
    sendJson(response, 200, (await route(body, url)) ?? {}, { 'Cache-Control': 'no-store' });
  };
  router.handle('/sandbox/', handler);
}

function clockNow({ clock }: Platform): { now: string } {
  return { now: new Date(clock.now()).toISOString() };
}

function incidents({ world }: Platform): { available: readonly string[]; on: string[] } {
  return { available: INCIDENTS, on: [...world.incidents] };
}

function shopParameter(platform: Platform, url: URL): string {
  const shop = url.searchParams.get('shop') ?? platform.world.shops[0]?.domain ?? '';
  platform.store(shop);
  return shop;
}

function parseSwitches(body: unknown) {
  try {
    return parseSwitchPatch(body);
  } catch (error) {
    throw new BadRequest(error instanceof Error ? error.message : String(error));
  }
}
