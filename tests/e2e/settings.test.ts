import { describe, expect, it } from 'vitest';
import { useDesks } from '#tests/e2e/desk.ts';
import type { Desk } from '#tests/e2e/desk.ts';
import { parcelCount } from '#tests/e2e/screens.ts';
import { phrase, say, sentence, worded } from '#tests/e2e/words.ts';

const openDesk = useDesks();

describe('Settings', () => {
  it('names the field with a value out of range in its own words, and saves nothing', async () => {
    const desk = await openDesk();
    await desk.open('/app/settings');
    await choose(desk, 'alerts.mode.fixed');
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
    await silentDays(desk).waitFor({ state: 'detached' });
    expect(desk.problems).toEqual([]);
  });

  it('takes back what was typed with Discard', async () => {
    const desk = await openDesk();
    await desk.open('/app/settings');
    await lateDays(desk).fill('9');
    await saveBar(desk).waitFor();
    await saveBar(desk)
      .getByRole('button', { name: say('common.discard') })
      .click();
    await saveBar(desk).waitFor({ state: 'hidden' });
    expect(await lateDays(desk).inputValue()).toBe('16');
    expect(desk.problems).toEqual([]);
  });

  it('saves fixed limits through the save bar, keeps them over a reload, and judges by them within seconds', async () => {
    const desk = await openDesk();
    const learned = await stalledCount(desk);
    const becomes = async (is: (count: number) => boolean) => {
      const poll = { timeout: 15_000, interval: 500 };
      await expect.poll(async () => is(await stalledCount(desk)), poll).toBe(true);
    };
    await saveSilentDays(desk, '60');
    await becomes((count) => count < learned);
    await saveSilentDays(desk, '2.5');
    await desk.open('/app/settings');
    expect(await silentDays(desk).inputValue()).toBe('2.5');
    await becomes((count) => count > learned);
    const tight = await stalledCount(desk);
    await desk.open('/app/settings');
    await choose(desk, 'alerts.mode.learned');
    await save(desk);
    // Not the very count of the beginning: parcels go on moving while this runs.
    await becomes((count) => count < tight);
    expect(desk.problems).toEqual([]);
  });

  it('offers budgets of false alarms beside fixed rules, and keeps the chosen one over a reload', async () => {
    const desk = await openDesk();
    await desk.open('/app/settings');
    const rows = desk.app.getByRole('table').getByRole('row');
    await rows.filter({ has: desk.app.getByRole('radio', { checked: true }) }).waitFor();
    await expect.poll(() => checkedBudget(desk)).toBe('10');
    await desk.app.getByText(worded('alerts.budget', { number: '20' })).click();
    expect(await desk.app.getByRole('heading', { level: 3 }).first().textContent()).toContain('20');
    await save(desk);
    await desk.open('/app/settings');
    expect(await checkedBudget(desk)).toBe('20');
    await desk.app.getByText(worded('alerts.budget', { number: '10' })).click();
    await save(desk);
    expect(desk.problems).toEqual([]);
  });

  it('shows every limit in days while limits are fixed, and those that nobody learns while they are learned', async () => {
    const desk = await openDesk();
    await desk.open('/app/settings');
    expect(await silentDays(desk).count()).toBe(0);
    expect(await lateDays(desk).count()).toBe(1);
    await choose(desk, 'alerts.mode.fixed');
    await silentDays(desk).waitFor();
    expect(await desk.app.getByRole('table').getByRole('radio').count()).toBe(0);
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

/** The fields of international parcels: the second of their name. */
const field = ({ app }: Desk, name: string) =>
  app.getByRole('textbox', { name: phrase(`settings.field.${name}`) }).nth(1);
const silentDays = (desk: Desk) => field(desk, 'silentDays');
const lateDays = (desk: Desk) => field(desk, 'lateDays');

const saveBar = ({ page }: Desk) => page.getByRole('region', { name: 'Unsaved changes' });

/** Polaris draws over the input itself: people click its words. */
const choose = ({ app }: Desk, key: string) => app.getByText(say(key), { exact: true }).click();

/** Of a hundred good parcels, so many may be flagged. */
async function checkedBudget({ app }: Desk): Promise<string | undefined> {
  const id = await app.getByRole('table').getByRole('radio', { checked: true }).getAttribute('id');
  return id?.split('-').at(-1);
}

async function save(desk: Desk): Promise<void> {
  await saveBar(desk)
    .getByRole('button', { name: say('common.save') })
    .click();
  await desk.page.getByText(say('settings.saved')).waitFor();
  await saveBar(desk).waitFor({ state: 'hidden' });
}

async function saveSilentDays(desk: Desk, days: string): Promise<void> {
  await desk.open('/app/settings');
  await choose(desk, 'alerts.mode.fixed');
  await silentDays(desk).fill(days);
  await save(desk);
}

async function stalledCount(desk: Desk): Promise<number> {
  await desk.open('/app/parcels?verdict=stalled');
  return Number(await parcelCount(desk));
}
