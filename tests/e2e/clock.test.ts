import { describe, expect, it } from 'vitest';
import { useDesks } from '#tests/e2e/desk.ts';
import type { Desk } from '#tests/e2e/desk.ts';
import { HOME_SENTENCE } from '#tests/e2e/screens.ts';
import { counted, phrase, say } from '#tests/e2e/words.ts';

const openDesk = useDesks();
const SECONDS = { timeout: 30_000, interval: 500 };

describe('Health', () => {
  it('shows the last webhook and sweep, both sides equal, the API version with its end, and the queue', async () => {
    const desk = await openDesk();
    await desk.open('/app/health');
    for (const key of [
      'webhookTitle',
      'sweepTitle',
      'sourceTitle',
      'parityTitle',
      'apiTitle',
      'queueTitle',
    ]) {
      await desk.app.getByRole('heading', { name: say(`health.${key}`), exact: true }).waitFor();
    }
    await desk.app
      .getByText(/2026-10, supported until 1 Oct 2027|2026-10, supported until Oct 1, 2027/)
      .waitFor();
    await desk.app.getByText(say('health.parityEqual')).waitFor();
    await desk.app
      .getByText(say('health.queueEmpty'))
      .or(desk.app.getByText(phrase('health.queueFine')))
      .first()
      .waitFor();
    await desk.app.getByText(say('health.sweepFine')).waitFor();
    expect(desk.problems).toEqual([]);
  });
});

describe('the sandbox clock', () => {
  it('changes an open Home within seconds, by a day and by a week', async () => {
    const desk = await openDesk();
    await desk.open('/app');
    for (const button of ['+1 d', '+7 d']) {
      const before = await homeSays(desk);
      await desk.page.getByRole('button', { name: button, exact: true }).click();
      await expect.poll(() => homeSays(desk), SECONDS).not.toBe(before);
    }
    expect(desk.problems).toEqual([]);
  });

  it('fills the queue of parcels without a number once suppliers stop uploading numbers', async () => {
    const desk = await openDesk();
    await desk.open('/app');
    const before = await missingNumbers(desk);
    await desk.page.getByText('Incidents', { exact: true }).click();
    const incident = desk.page.getByRole('checkbox', { name: 'Numbers never uploaded' });
    await incident.check();
    await desk.page.getByRole('button', { name: '+7 d', exact: true }).click();
    await expect.poll(() => missingNumbers(desk), SECONDS).toBeGreaterThan(before + 5);
    await incident.uncheck();
    expect(desk.problems).toEqual([]);
  });
});

async function homeSays({ app }: Desk): Promise<string> {
  return (await app.getByRole('heading', { name: HOME_SENTENCE }).textContent()) ?? '';
}

async function missingNumbers({ app }: Desk): Promise<number> {
  await app.getByRole('heading', { name: HOME_SENTENCE }).waitFor();
  const row = app.getByRole('listitem').filter({
    has: app.getByRole('heading', { name: say('queue.missing_number'), exact: true }),
  });
  if ((await row.count()) === 0) return 0;
  const words = await row.getByText(counted('home.count')).textContent();
  return Number(
    counted('home.count')
      .exec(words ?? '')
      ?.slice(1)
      .find(Boolean)
      ?.replaceAll(',', ''),
  );
}
