import { beforeAll, describe, expect, it } from 'vitest';
import { checkScreen, type Screen } from '#tests/e2e/check-screen.ts';
import { useDesks, type Desk } from '#tests/e2e/desk.ts';
import { SCREEN_LANGUAGES, phrase, say, sentence, type Language } from '#tests/e2e/words.ts';

const openDesk = useDesks();

describe('Cash', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });

  it('asks for the balance and the threshold where they are missing, and says then how long cash holds', async () => {
    const { app } = desk;
    await desk.open('/app/cash');
    await app.getByRole('heading', { name: spoken('noOpening') }).waitFor();
    await app.getByText(say('cash.gap.no_opening')).waitFor();
    await type(desk, 'cash.quick.opening', 'a lot');
    await app.getByText(say('cash.fault.not_an_amount')).waitFor();
    await type(desk, 'cash.quick.opening', '9,000.00');
    await app.getByRole('heading', { name: spoken('noThreshold') }).waitFor();
    await type(desk, 'cash.quick.threshold', '5000');
    await app
      .getByText(/\$5,000/)
      .first()
      .waitFor();
    await app.getByLabel(say('cash.quick.threshold')).waitFor({ state: 'detached' });
    expect(await app.getByText(say('cash.gap.no_opening')).count()).toBe(0);
    expect(desk.problems).toEqual([]);
  });

  it('has its chart as a table within reach of the keyboard, and scenarios side by side', async () => {
    const { app, page } = desk;
    const button = app.getByRole('button', { name: say('common.showTable') });
    await button.focus();
    await page.keyboard.press('Enter');
    const weeks = app.getByRole('table', { name: say('cash.chart.label') });
    expect(await weeks.getByRole('rowheader').count()).toBe(13);
    const scenarios = app.getByRole('table', { name: say('cash.scenarios.title') });
    for (const scenario of ['as_is', 'ads_down_20', 'supplier_terms_14', 'reserve_25'])
      await scenarios.getByRole('rowheader', { name: say(`cash.scenario.${scenario}`) }).waitFor();
    await app.getByRole('button', { name: say('cash.drivers.weeks') }).click();
    await app
      .getByRole('button', { name: sentence('cash.drivers.week') })
      .first()
      .click();
    expect(desk.problems).toEqual([]);
  });

  it('takes a cost, takes it away and brings it back', async () => {
    const { app, page } = desk;
    await desk.open('/app/cash/setup');
    const add = app.getByRole('button', { name: say('cash.costs.add') });
    await add.focus();
    await page.keyboard.press('Enter');
    const dialog = app.getByRole('dialog');
    await dialog.getByLabel(say('cash.item.name')).fill('Rent');
    await dialog.getByLabel(say('cash.item.amount')).fill('1.200');
    await dialog.getByRole('button', { name: say('common.save') }).click();
    await dialog.getByText(say('cash.fault.amount_unclear')).waitFor();
    await dialog.getByLabel(say('cash.item.amount')).fill('1200');
    await dialog.getByRole('button', { name: say('common.save') }).click();
    const row = app.getByRole('rowheader', { name: 'Rent' });
    await row.waitFor();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => add.evaluate((button) => button.matches(':focus'))).toBe(true);
    await app.getByRole('button', { name: 'Remove Rent' }).click();
    await app.getByText(say('cash.costs.removed')).waitFor();
    await row.waitFor({ state: 'detached' });
    await app.getByRole('button', { name: say('common.undo') }).click();
    await row.waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('asks of a bank statement what reads in two ways, and names the row it leaves out', async () => {
    const { app } = desk;
    const statement = [
      'Date;Description;Amount',
      '03/04/2026;PayPal payout;120,50',
      '05/04/2026;Rent;-1.200,00',
      ';Card fee;-3,00',
    ].join('\n');
    const buffer = Buffer.from(statement);
    await app
      .locator('input[type=file]')
      .nth(1)
      .setInputFiles({ name: 'bank.csv', mimeType: 'text/csv', buffer });
    await app.getByText(say('cash.question.choice.dmy')).click();
    await app.getByRole('button', { name: say('cash.question.go') }).click();
    await app.getByText(sentence('cash.file.faults')).waitFor();
    await app.getByText(say('cash.row.date_missing')).waitFor();
    await app
      .getByRole('button', { name: say('common.undo') })
      .last()
      .click();
    await app.getByText(say('cash.file.undone')).waitFor();
    expect(desk.problems).toEqual([]);
  });
});

/** The first line, whether or not much is left out of it. */
function spoken(sentenceKey: 'noOpening' | 'noThreshold'): RegExp {
  const keys = [`cash.sentence.${sentenceKey}`, `cash.sentence.${sentenceKey}Without`];
  return new RegExp(keys.map((key) => phrase(key).source).join('|'));
}

/** Types into one of the fields that stand under the first line. */
async function type({ app }: Desk, label: string, amount: string): Promise<void> {
  const field = app.getByLabel(say(label));
  await field.fill(amount);
  await field.press('Enter');
}

const SCREENS: Screen[] = [
  {
    name: 'cash',
    path: () => '/app/cash',
    heading: (language: Language) => say('cash.scenarios.title', language),
  },
  {
    name: 'cash-setup',
    path: () => '/app/cash/setup',
    heading: (language: Language) => say('cash.setup.balanceTitle', language),
  },
  {
    name: 'cash-returns',
    path: () => '/app/cash/returns',
    heading: (language: Language) => say('cash.returns.ratesTitle', language),
  },
];

describe.each(SCREEN_LANGUAGES)('in %s', (language) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });

  it.each(SCREENS)(
    '$name has no serious barrier, no sideways scroll at 390 px and no error behind it',
    async (screen) => {
      expect(await checkScreen(desk, screen, language)).toEqual([]);
    },
  );
});
