import { openBrowser, openWindow } from './browser.ts';
import { compare } from './compare.ts';
import type { Comparison } from './compare.ts';
import { launchStack } from './launch.ts';
import type { Stack } from './launch.ts';
import { postJson, settle } from './quiescence.ts';
import { SHOPIFY_INCIDENTS } from './world/effects.ts';

const SHOP = 'northwind-lamps.myshopify.com';
const STORE = '/store/northwind-lamps';
const STEP_HOURS = 12;
const IMPORT_TIMEOUT_MS = 180_000;

/**
 * Installs the app in the sandbox store through a browser, lets `days` virtual days pass with every incident in turn,
 * and compares both sides. Returns 0 only when parity is exact and no verdict contradicts its own evidence.
 */
export async function runCheck({
  seed,
  orders,
  days,
}: {
  seed: number;
  orders: number;
  days: number;
}): Promise<0 | 1> {
  const stack = await launchStack({
    ports: null,
    database: `lastscan_check_${process.pid}`,
    seed,
    orders,
    // The app renews five minutes before expiry: so one is renewed every half minute.
    tokenLifetimeSeconds: 330,
    output: 'errors',
  });
  try {
    const { firstScreenMs, importedMs, sentence } = await installThroughBrowser(stack);
    console.log(`Installed through the browser; Home says: “${sentence}”`);
    // As Shopify does: some deliveries come twice, and none in order.
    await postJson(`${stack.adminUrl}/sandbox/switches`, { duplicateRate: 0.05, reorderWindow: 8 });
    await liveThrough(stack, days);
    const result = await compare(stack, SHOP);
    print(result, { firstScreenMs, importedMs, days });
    const isExact = result.parity.every(({ shopify, lastscan }) => shopify === lastscan);
    const isSound = result.contradictions.every(({ count }) => count === 0);
    console.log(isExact && isSound ? '\nPASS' : '\nFAIL');
    return isExact && isSound ? 0 : 1;
  } finally {
    await stack.stop();
  }
}

/** Installs the app as a merchant does, and waits until its first import is over. */
export async function installThroughBrowser(stack: Stack, store = STORE) {
  const browser = await openBrowser();
  try {
    const window = await openWindow(browser);
    const page = await window.newPage();
    await page.goto(`${stack.adminUrl}${store}`);
    await page.getByRole('link', { name: 'Install Lastscan' }).click();
    const startedAt = Date.now();
    await page.getByRole('button', { name: 'Install' }).click();
    const app = page.frameLocator('iframe[name="app-iframe"]');
    // The first screen that tells something: the import's progress, or already the sentence.
    const sentence = app.getByRole('heading', {
      name: /parcels? needs? you today|Nothing needs you/,
    });
    await app.getByRole('progressbar').or(sentence).first().waitFor();
    const firstScreenMs = Date.now() - startedAt;
    await settle(stack);
    await sentence.waitFor({ timeout: IMPORT_TIMEOUT_MS });
    const importedMs = Date.now() - startedAt;
    return { firstScreenMs, importedMs, sentence: (await sentence.textContent()) ?? '' };
  } finally {
    await browser.close();
  }
}

/** Every incident gets its own days, one after another; the last days are quiet so that sweeps can repair. */
async function liveThrough(stack: Stack, days: number): Promise<void> {
  const daysEach = Math.max(1, Math.floor((days - 2) / SHOPIFY_INCIDENTS.length));
  const stepsADay = 24 / STEP_HOURS;
  let on: string | null = null;
  for (let step = 0; step < days * stepsADay; step += 1) {
    const due = SHOPIFY_INCIDENTS[Math.floor(step / stepsADay / daysEach)] ?? null;
    if (due !== on) {
      if (on !== null)
        await postJson(`${stack.adminUrl}/sandbox/incidents`, { name: on, on: false });
      if (due !== null)
        await postJson(`${stack.adminUrl}/sandbox/incidents`, { name: due, on: true });
      console.log(`day ${Math.floor(step / stepsADay) + 1}: ${due ?? 'no incident'}`);
      on = due;
    }
    await postJson(`${stack.adminUrl}/sandbox/clock`, { advanceHours: STEP_HOURS });
    await settle(stack);
  }
}

function print(
  result: Comparison,
  { firstScreenMs, importedMs, days }: { firstScreenMs: number; importedMs: number; days: number },
): void {
  console.log(`\nAfter ${days} virtual days, with every incident in turn`);
  console.table(
    Object.fromEntries(
      result.parity.map(({ what, shopify, lastscan }) => [
        what,
        { Shopify: shopify, Lastscan: lastscan, equal: shopify === lastscan },
      ]),
    ),
  );
  const truths = [
    ...new Set([...result.confusion.values()].flatMap((row) => [...row.keys()])),
  ].toSorted();
  console.log('Verdicts (rows) against the truth of the world (columns)');
  console.table(
    Object.fromEntries(
      [...result.confusion].map(([verdict, row]) => [
        verdict,
        Object.fromEntries(truths.map((truth) => [truth, row.get(truth) ?? 0])),
      ]),
    ),
  );
  console.log('Verdicts that contradict their own evidence');
  console.table(
    Object.fromEntries(
      result.contradictions.map(({ rule, count, examples }) => [
        rule,
        { parcels: count, examples: examples.join(' ') },
      ]),
    ),
  );
  const { sent, lost, retried, duplicated } = result.webhooks;
  console.table({
    'webhooks sent': sent,
    'webhooks lost': lost,
    'webhooks retried': retried,
    'webhooks duplicated': duplicated,
    'orders repaired by the sweep': result.repairedBySweep,
    'first useful screen, ms': firstScreenMs,
    'import finished, ms': importedMs,
  });
}
