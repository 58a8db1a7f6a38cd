import { describe, expect, inject, it } from 'vitest';
import { settle } from '#sandbox/quiescence.ts';
import { askApp, sessionToken } from '#tests/e2e/ask-app.ts';
import { DESKTOP, OTHER_STORE, PHONE, shopOf, useDesks } from '#tests/e2e/desk.ts';
import { rows, single } from '#tests/e2e/tables.ts';
import { phrase, say, sentence } from '#tests/e2e/words.ts';
import { HOME_SENTENCE } from '#tests/e2e/screens.ts';

const openDesk = useDesks();

describe('installing from the admin page', () => {
  it('exchanges the session token, shows the import as it goes on, also after a reload, and ends on Home', async () => {
    const desk = await openDesk();
    const { page, app } = desk;
    const { adminUrl } = inject('stack');
    await page.goto(`${adminUrl}/store/${OTHER_STORE}?locale=en`);
    await page.getByRole('link', { name: 'Install Lastscan' }).click();
    await page.getByRole('button', { name: 'Install' }).click();

    const bar = app.getByRole('progressbar', { name: say('import.progressLabel') });
    await bar.waitFor();
    expect(
      await single(
        'select count(*) n from shop_sessions join shops using (shop_id) where domain = $1',
        [shopOf(OTHER_STORE)],
      ),
    ).toBe(1);
    await app.getByText(phrase('import.step')).waitFor();
    await app
      .getByText(sentence('import.counted'))
      .or(app.getByText(sentence('import.countedOpen')))
      .first()
      .waitFor();
    await app
      .getByText(sentence('import.timeLeft'))
      .or(app.getByText(say('import.timeLeftUnknown')))
      .first()
      .waitFor();
    const before = await progressOf(bar);
    await desk.picture('home-import-1280-en');
    await page.setViewportSize(PHONE);
    await desk.picture('home-import-390-en');
    await page.setViewportSize(DESKTOP);

    await page.reload();
    await bar.waitFor();
    expect(await progressOf(bar)).toBeGreaterThanOrEqual(before);

    await app.getByRole('heading', { name: HOME_SENTENCE }).waitFor({ timeout: 60_000 });
    await bar.waitFor({ state: 'detached' });
    expect(desk.problems).toEqual([]);
  });
});

describe('uninstalling in the admin', () => {
  it('shuts the app at once; installing again goes on where it was', async () => {
    const desk = await openDesk();
    const { page, app } = desk;
    const stack = inject('stack');
    const shop = shopOf(OTHER_STORE);
    const parcelsBefore = await parcelsOf(shop);
    expect(parcelsBefore).toBeGreaterThan(0);
    await page.goto(`${stack.adminUrl}/store/${OTHER_STORE}?locale=en`);
    const token = await sessionToken(stack.adminUrl, shop);
    await page.getByRole('button', { name: 'Uninstall' }).click();
    await page.getByRole('link', { name: 'Install Lastscan' }).waitFor();
    await expect.poll(() => statusOf(shop)).toBe('uninstalled');
    expect(
      await single(
        'select count(*) n from shop_sessions join shops using (shop_id) where domain = $1',
        [shop],
      ),
    ).toBe(0);
    const answer = await askApp(stack, '/app/import-progress', { shop, token });
    expect(answer.status).not.toBe(200);

    await page.getByRole('link', { name: 'Install Lastscan' }).click();
    await page.getByRole('button', { name: 'Install' }).click();
    await app.getByRole('heading', { name: HOME_SENTENCE }).waitFor({ timeout: 60_000 });
    expect(await statusOf(shop)).toBe('installed');
    await settle(stack);
    expect(await parcelsOf(shop)).toBe(parcelsBefore);
    expect(desk.problems).toEqual([]);
  });
});

async function statusOf(shop: string): Promise<unknown> {
  return (await rows('select status from shops where domain = $1', [shop]))[0]?.['status'];
}

async function parcelsOf(shop: string): Promise<number> {
  return single('select count(*) n from parcels join shops using (shop_id) where domain = $1', [
    shop,
  ]);
}

async function progressOf(bar: { getAttribute(name: string): Promise<string | null> }) {
  return Number((await bar.getAttribute('value')) ?? (await bar.getAttribute('aria-valuenow')));
}
