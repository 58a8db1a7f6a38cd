import type { TestProject } from 'vitest/node';
import { buildIfStale } from '#sandbox/build.ts';
import { launchStack } from '#sandbox/launch.ts';
import type { Stack } from '#sandbox/launch.ts';
import { postJson, settle } from '#sandbox/quiescence.ts';
import { askApp } from '#tests/e2e/ask-app.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The one running stack of the run: sandbox admin, web and worker over a database of their own. */
    stack: Pick<Stack, 'adminUrl' | 'appUrl' | 'databases'>;
  }
}

/** Enough for several pages of parcels and for every state; few enough to import in seconds. */
const ORDERS = 350;
/** The main one, the one that is installed by hand, and the one whose sources are connected. */
const SHOPS = 3;
const SEED = 7;
/** Long enough for a person, or a test, to see the import at work. */
const BULK_DURATION_MS = 2_500;
/** Virtual days pass in seconds here, so the look-alikes must keep up. */
const SOURCE_CALLS_PER_SECOND = 200;
const MAIN_SHOP = 'northwind-lamps.myshopify.com';

/** Once per run: builds what browsers load if it is stale, starts the whole product, and installs it in the main store. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildIfStale();
  const stack = await launchStack({
    ports: null,
    database: `lastscan_e2e_${process.pid}`,
    seed: SEED,
    orders: ORDERS,
    shops: SHOPS,
    bulkDurationMs: BULK_DURATION_MS,
    sourceCallsPerSecond: SOURCE_CALLS_PER_SECOND,
    output: 'errors',
  });
  try {
    await postJson(`${stack.adminUrl}/sandbox/install`, { shop: MAIN_SHOP });
    await askApp(stack, '/app/import-progress', { shop: MAIN_SHOP });
    await settle(stack);
  } catch (error) {
    await stack.stop();
    throw error;
  }
  const { adminUrl, appUrl, databases } = stack;
  project.provide('stack', { adminUrl, appUrl, databases });
  return stack.stop;
}
