import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { openBrowser, openWindow } from '#sandbox/browser.ts';
import { phrase } from '#tests/e2e/words.ts';
import type { Language } from '#tests/e2e/words.ts';

/** The store that is installed from the first test on. */
export const STORE = 'northwind-lamps';
/** The store whose installing and uninstalling is looked at. */
export const OTHER_STORE = 'hanfeng-outdoor';
/** The store whose tracking sources are connected; what happens in it disturbs no other test. */
export const SOURCES_STORE = 'ember-living-3';
export const shopOf = (store: string) => `${store}.myshopify.com`;

const SCREENS = path.resolve(import.meta.dirname, '..', '..', '.artifacts', 'screens');
export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** The admin's chrome above the frame, generously: what a frame needs to be seen whole. */
const CHROME_HEIGHT = 260;

/** One person before the admin page. */
export interface Desk {
  page: Page;
  /** The app, inside its frame. */
  app: FrameLocator;
  /** What went wrong behind the screen so far: console errors, page errors, failed requests. */
  problems: string[];
  /** Opens a path of the app (`/app/parcels?q=RB`) in the admin of a store. */
  open(path: string, where?: { language?: Language; store?: string }): Promise<void>;
  /** Waits until the app's frame has its words in the given language, by its navigation. */
  ready(language?: Language): Promise<void>;
  /** The whole height of the app's frame, as `.artifacts/screens/{name}.png`. */
  picture(name: string): Promise<void>;
}

/** Gives a test file its browser; every desk is a window of its own, closed with its test. */
export function useDesks(): (size?: { width: number; height: number }) => Promise<Desk> {
  let browser: Browser | null = null;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  // What is left open goes on asking the app for news. A desk opened before the tests serves them all.
  const ofTest: BrowserContext[] = [];
  let isTest = false;
  beforeEach(() => {
    isTest = true;
  });
  afterEach(async ({ task }) => {
    isTest = false;
    for (const window of ofTest.splice(0)) {
      if (task.result?.state === 'fail') await pictureOfFailure(window, task.id);
      await window.close();
    }
  });
  return async (size = DESKTOP) => {
    if (browser === null) throw new Error('The browser opens before the first test.');
    const window = await openWindow(browser, size);
    if (isTest) ofTest.push(window);
    return deskAt(await window.newPage());
  };
}

async function pictureOfFailure(window: BrowserContext, id: string): Promise<void> {
  for (const page of window.pages())
    await page.screenshot({ path: path.join(SCREENS, `failed-${id}.png`) });
}

function deskAt(page: Page): Desk {
  const { adminUrl } = inject('stack');
  const app = page.frameLocator('iframe[name="app-iframe"]');
  return {
    page,
    app,
    problems: watch(page),
    async open(path, { language = 'en', store = STORE } = {}) {
      const address = new URL(`${adminUrl}/store/${store}/apps/lastscan${path}`);
      address.searchParams.set('locale', language);
      await page.goto(address.href);
      await this.ready(language);
    },
    async ready(language = 'en') {
      await page.locator('#app-nav').getByText(phrase('nav.parcels', language)).waitFor();
      const frame = page.frame({ name: 'app-iframe' });
      await frame?.waitForFunction(hasReactTakenOver).catch(async (error: unknown) => {
        const state = await frame.evaluate(() => document.readyState).catch(String);
        const seen = [frame.url(), state, ...this.problems].join('\n');
        throw new Error(`The app did not come to life.\n${seen}`, { cause: error });
      });
    },
    async picture(name) {
      const size = page.viewportSize() ?? DESKTOP;
      const height = await app
        .locator('body')
        .evaluate((body) => body.ownerDocument.documentElement.scrollHeight);
      await page.setViewportSize({ ...size, height: height + CHROME_HEIGHT });
      mkdirSync(SCREENS, { recursive: true });
      await page
        .locator('iframe')
        .screenshot({ path: path.join(SCREENS, `${name}.png`), animations: 'disabled' });
      await page.setViewportSize(size);
    },
  };
}

/** Before React has taken over the server's page, a click is lost. */
function hasReactTakenOver(): boolean {
  const first = document.body.firstElementChild;
  return first !== null && Object.keys(first).some((key) => key.startsWith('__reactFiber'));
}

function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    // React's own warnings, hydration among them, are errors here. Chromium's advice on preloading is not looked at.
    if (message.type() === 'error') problems.push(`error: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // What a navigation cuts off is no failure.
    if (reason !== 'net::ERR_ABORTED') problems.push(`failed: ${request.url()} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  return problems;
}
