import type { Frame } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useDesks } from '#tests/e2e/desk.ts';
import type { Desk } from '#tests/e2e/desk.ts';
import { HOME_SENTENCE, parcelCount } from '#tests/e2e/screens.ts';
import { counted, say } from '#tests/e2e/words.ts';

const openDesk = useDesks();
const QUEUES = ['missing_number', 'never_scanned', 'stalled', 'customs_hold', 'late', 'returning'];

describe('Home', () => {
  it('opens each queue as a filtered list of as many parcels as it promised', async () => {
    const desk = await openDesk();
    await desk.open('/app');
    await desk.app.getByRole('heading', { name: HOME_SENTENCE }).waitFor();
    const seen: string[] = [];
    for (const queue of QUEUES) {
      const row = desk.app.getByRole('listitem').filter({ has: queueHeading(desk, queue) });
      if ((await row.count()) === 0) continue;
      const promised = await row.getByText(counted('home.count')).textContent();
      await row.getByRole('link').click();
      await desk.app.getByRole('tab', { name: say(`verdict.${queue}`), selected: true }).waitFor();
      expect(`${queue}: ${await parcelCount(desk)}`).toBe(
        `${queue}: ${counted('home.count')
          .exec(promised ?? '')
          ?.slice(1)
          .find(Boolean)}`,
      );
      seen.push(queue);
      await desk.page.goBack();
      await desk.app.getByRole('heading', { name: HOME_SENTENCE }).waitFor();
    }
    expect(seen.length).toBeGreaterThanOrEqual(4);
    expect(desk.problems).toEqual([]);
  });

  it('is worked by keyboard alone: Tab to a queue with a visible focus, Enter opens it, Space selects its parcels', async () => {
    const desk = await openDesk();
    await desk.open('/app');
    await desk.app.getByRole('heading', { name: HOME_SENTENCE }).waitFor();
    const frame = desk.page.frame({ name: 'app-iframe' });
    if (frame === null) throw new Error('The app stands in a frame.');
    const name = say('home.workThroughQueue').replace('{{queue}}', say('queue.stalled'));
    await tabTo(desk, frame, name);
    expect(await hasVisibleFocus(frame)).toBe(true);
    await desk.page.keyboard.press('Enter');
    await desk.app.getByRole('tab', { name: say('verdict.stalled'), selected: true }).waitFor();
    const [first] = await desk.app.getByRole('checkbox', { name: /^Select #/ }).all();
    const label =
      (await first?.evaluate((box) => box.closest('label')?.textContent ?? box.ariaLabel)) ?? '';
    await tabTo(desk, frame, label);
    await desk.page.keyboard.press('Space');
    expect(await first?.isChecked()).toBe(true);
    await desk.app
      .getByRole('button', { name: say('parcels.recheck') })
      .first()
      .waitFor();
    expect(desk.problems).toEqual([]);
  });
});

const queueHeading = (desk: Desk, queue: string) =>
  desk.app.getByRole('heading', { name: say(`queue.${queue}`), exact: true });

const MOST_TABS = 60;

/** Presses Tab until the focus in the app stands on what carries this name. */
async function tabTo({ page }: Desk, frame: Frame, name: string): Promise<void> {
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    await page.keyboard.press('Tab');
    const focused = await frame.evaluate(() => {
      const element = document.activeElement;
      const label = element?.closest('label')?.textContent;
      return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
    });
    if (focused.trim() === name.trim()) return;
  }
  throw new Error(`Tab did not reach “${name}”`);
}

async function hasVisibleFocus(frame: Frame): Promise<boolean> {
  return frame.evaluate(() => {
    const element = document.activeElement;
    if (element === null || !element.matches(':focus-visible')) return false;
    const drawn = [getComputedStyle(element), getComputedStyle(element, '::after')];
    return drawn.some(
      ({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || boxShadow !== 'none',
    );
  });
}
