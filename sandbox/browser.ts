import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import chromiumPackage from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';

/** Shopify's library answers 410 to anything that calls itself headless. */
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';

/**
 * A real Chromium from npm: nothing else is downloaded. Close it when done.
 * It sees the same fonts on every machine: Open Sans, which its package brings, and two Chinese ones from npm.
 */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    env: { ...process.env, FONTCONFIG_FILE: writeFontConfiguration() },
    executablePath: await chromiumPackage.executablePath(),
    // Not the package's own list: it is for serverless hosts (one process, no web security).
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
    headless: true,
  });
}

/** A person's window: desktop (1280 × 900) unless told otherwise. */
export async function openWindow(
  browser: Browser,
  { width = 1280, height = 900 }: { width?: number; height?: number } = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ userAgent: USER_AGENT, viewport: { width, height } });
  context.setDefaultTimeout(20_000);
  return context;
}

/** Opens a page of the embedded app in the sandbox's admin and waits until React has taken over: before, a click is lost. */
export async function openInAdmin(page: Page, address: string): Promise<FrameLocator> {
  await page.goto(address);
  await page.frameLocator('iframe[name="app-iframe"]').locator('main').waitFor();
  await page.frame({ name: 'app-iframe' })?.waitForFunction(() => {
    const first = document.body.firstElementChild;
    return first !== null && Object.keys(first).some((key) => key.startsWith('__reactFiber'));
  });
  return page.frameLocator('iframe[name="app-iframe"]');
}

function writeFontConfiguration(): string {
  const require = createRequire(import.meta.url);
  const folders = [
    // Where the Chromium package unpacks its font.
    path.join(tmpdir(), 'fonts'),
    ...['@embedpdf/fonts-sc', '@embedpdf/fonts-tc'].map((name) =>
      path.join(path.dirname(require.resolve(name)), '..', 'fonts'),
    ),
  ];
  const home = path.join(tmpdir(), 'lastscan-fonts');
  mkdirSync(home, { recursive: true });
  const file = path.join(home, 'fonts.conf');
  const lines = folders.map((folder) => `<dir>${folder}</dir>`);
  const preferred = ['Open Sans', 'Noto Sans S Chinese', 'Noto Sans T Chinese']
    .map((family) => `<family>${family}</family>`)
    .join('');
  const aliases = ['sans-serif', 'serif', 'system-ui'].map(
    (family) => `<alias><family>${family}</family><prefer>${preferred}</prefer></alias>`,
  );
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${[...lines, ...aliases].join('')}<cachedir>${home}</cachedir></fontconfig>`,
  );
  return file;
}
