import { describe, expect, it } from 'vitest';
import { useDesks } from '#tests/e2e/desk.ts';
import type { Desk } from '#tests/e2e/desk.ts';
import { parcelCount } from '#tests/e2e/screens.ts';
import { phrase, say, sentence } from '#tests/e2e/words.ts';

const openDesk = useDesks();

describe('Settings', () => {
  it('names the field with a value out of range in its own words, and saves nothing', async () => {
    const desk = await openDesk();
    await desk.open('/app/settings');
    await silentDays(desk).fill('400');
    await saveBar(desk)
      .getByRole('button', { name: say('common.save') })
      .click();
    await desk.app.getByText(sentence('settingsError.out_of_range')).waitFor();
    expect(await silentDays(desk).getAttribute('aria-invalid')).toBe('true');
    await desk.app.getByText(sentence('settings.errorsTitle')).waitFor();
    await saveBar(desk)
      .getByRole('button', { name: say('common.discard') })
      .click();
    await expect.poll(() => silentDays(desk).inputValue()).toBe('5');
    expect(desk.problems).toEqual([]);
  });

  it('takes back what was typed with Discard', async () => {
    const desk = await openDesk();
    await desk.open('/app/settings');
    await silentDays(desk).fill('9');
    await saveBar(desk).waitFor();
    await saveBar(desk)
      .getByRole('button', { name: say('common.discard') })
      .click();
    await saveBar(desk).waitFor({ state: 'hidden' });
    expect(await silentDays(desk).inputValue()).toBe('5');
    expect(desk.problems).toEqual([]);
  });

  it('saves a limit through the save bar, keeps it over a reload, and judges by it within seconds', async () => {
    const desk = await openDesk();
    const silent = await stalledCount(desk);
    await saveSilentDays(desk, '2.5');
    await desk.open('/app/settings');
    expect(await silentDays(desk).inputValue()).toBe('2.5');
    await expect
      .poll(() => stalledCount(desk), { timeout: 15_000, interval: 500 })
      .toBeGreaterThan(silent);
    await saveSilentDays(desk, '5');
    await expect.poll(() => stalledCount(desk), { timeout: 15_000, interval: 500 }).toBe(silent);
    expect(desk.problems).toEqual([]);
  });

  it('switches the whole app to the chosen language, whatever the admin speaks', async () => {
    const desk = await openDesk();
    await desk.open('/app/settings');
    await desk.app.getByRole('combobox', { name: say('settings.language') }).selectOption('zh-TW');
    await saveBar(desk)
      .getByRole('button', { name: say('common.save') })
      .click();
    await desk.ready('zh-TW');
    await desk.app
      .getByRole('heading', { name: say('settings.title', 'zh-TW'), level: 1 })
      .waitFor();
    await desk.app
      .getByRole('combobox', { name: say('settings.language', 'zh-TW') })
      .selectOption('auto');
    await saveBar(desk)
      .getByRole('button', { name: say('common.save', 'zh-TW') })
      .click();
    await desk.ready('en');
    expect(desk.problems).toEqual([]);
  });
});

/** The field of international parcels: the second of its name. */
const silentDays = ({ app }: Desk) =>
  app.getByRole('textbox', { name: phrase('settings.field.silentDays') }).nth(1);

const saveBar = ({ page }: Desk) => page.getByRole('region', { name: 'Unsaved changes' });

async function saveSilentDays(desk: Desk, days: string): Promise<void> {
  await desk.open('/app/settings');
  await silentDays(desk).fill(days);
  await saveBar(desk)
    .getByRole('button', { name: say('common.save') })
    .click();
  await desk.page.getByText(say('settings.saved')).waitFor();
  await saveBar(desk).waitFor({ state: 'hidden' });
}

async function stalledCount(desk: Desk): Promise<number> {
  await desk.open('/app/parcels?verdict=stalled');
  return Number(await parcelCount(desk));
}
