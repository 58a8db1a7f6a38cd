import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { shareInterval } from '#app/domain/scorecards/intervals.ts';
import { settle } from '#sandbox/quiescence.ts';
import { checkScreen, type Screen } from '#tests/e2e/check-screen.ts';
import { useDesks, type Desk } from '#tests/e2e/desk.ts';
import { rows, single } from '#tests/e2e/tables.ts';
import { SCREEN_LANGUAGES, phrase, say } from '#tests/e2e/words.ts';

const openDesk = useDesks();
const HABIT_SHARE = 0.15;
const ONE_SIDED_90 = 1.281_551_566;
const LATE = 'Guangzhou Meilin Goods';

/** Parcels of the main store by carrier or supplier, as the counters hold them; the store's history is shorter than a year. */
const counted = (who: string) =>
  rows(
    `select name_key as key, sum(parcels)::int as parcels from score_cells join shops using (shop_id)
     where domain like 'northwind%' and who = $1 and grain = 'month' and origin = '*'
     group by 1 having sum(parcels) > 0 order by 2 desc`,
    [who],
  );

// Other files move the clock: until all of that is judged and counted, a page and the tables tell of different moments.
beforeAll(() => settle(inject('stack')));

const list = ({ app }: Desk, who: 'carrier' | 'supplier') =>
  app.getByRole('table', { name: say(`scorecards.listTitle.${who}`) });

describe('Carriers', () => {
  it('lists everybody who carried a parcel, and no parcel twice', async () => {
    const desk = await openDesk();
    await desk.open('/app/carriers?days=365');
    const inLists = await list(desk, 'carrier')
      .locator(`td[data-name="${say('scorecards.column.parcels')}"]`)
      .allTextContents();
    const known = await counted('carrier');
    expect(inLists.map((text) => Number(text.replaceAll(',', ''))).sort((a, b) => b - a)).toEqual(
      known.map(({ parcels }) => Number(parcels)),
    );
    // Every assessed parcel that was not called off counts for somebody.
    const all = await single(
      `select count(*)::int as n from parcels join shops using (shop_id)
       where domain like 'northwind%' and not cancelled and verdict <> 'unassessed'`,
    );
    expect(known.reduce((sum, { parcels }) => sum + Number(parcels), 0)).toBe(all);
    expect(desk.problems).toEqual([]);
  });

  it('opens one’s figures by keyboard, moves there, and closes them again', async () => {
    const desk = await openDesk();
    await desk.open('/app/carriers');
    const link = desk.app.getByRole('link', { name: phrase('scorecards.open') }).first();
    const name = (await link.textContent()) ?? '';
    await link.focus();
    await desk.page.keyboard.press('Enter');
    const heading = desk.app.getByRole('heading', { name: new RegExp(`^${name}: `) });
    await heading.waitFor();
    await expect
      .poll(() =>
        heading.evaluate((element) => element.closest('div')?.contains(document.activeElement)),
      )
      .toBe(true);
    await desk.app.getByRole('table', { name: say('scorecards.detail.steps') }).waitFor();
    await desk.app.getByRole('button', { name: say('scorecards.detail.close') }).click();
    await heading.waitFor({ state: 'detached' });
    expect(desk.problems).toEqual([]);
  });

  it('draws a chart and has the same figures in the table behind it', async () => {
    const desk = await openDesk();
    await desk.open('/app/carriers?days=365');
    await desk.app.getByRole('img', { name: say('scorecards.chart.label') }).waitFor();
    await desk.app.getByRole('button', { name: say('common.showTable') }).click();
    const table = desk.app.getByRole('table', { name: say('scorecards.step.scan_delivered') });
    const drawn = await table.getByRole('rowheader').allTextContents();
    expect(drawn.length).toBeGreaterThan(2);
    const title = await desk.app
      .getByRole('heading', { name: phrase('scorecards.chart.title') })
      .textContent();
    expect(title).toContain(drawn[0]);
    expect(title).toContain(drawn.at(-1));
  });

  it('compares two on a lane of one’s choice and says whether the difference is one', async () => {
    const desk = await openDesk();
    await desk.open('/app/carriers?days=365');
    const choices = desk.app.getByRole('combobox', { name: say('scorecards.lane') });
    const lane = choices.nth(1);
    const other = await lane.locator('option').nth(1).textContent();
    await lane.selectOption({ index: 1 });
    await desk.app
      .getByText(new RegExp(`on ${other}`))
      .first()
      .waitFor();
    const table = desk.app.getByRole('table', { name: say('scorecards.compare.title') });
    expect(await table.getByRole('rowheader').count()).toBe(2);
    expect(desk.problems).toEqual([]);
  });

  it('exports what the page shows, lane by lane', async () => {
    const desk = await openDesk();
    await desk.open('/app/carriers?days=365');
    const [download] = await Promise.all([
      desk.page.waitForEvent('download'),
      desk.app.getByRole('button', { name: say('scorecards.export') }).click(),
    ]);
    const lines: Record<string, string>[] = parse(await readFile(await download.path()), {
      columns: true,
      bom: true,
    });
    const whole = lines.filter((line) => line['From'] === say('scorecards.file.originAll'));
    expect(whole).toHaveLength((await counted('carrier')).length);
    expect(lines.length).toBeGreaterThan(whole.length);
  });
});

describe('Suppliers', () => {
  it('show at once who uploads numbers before the parcels exist, and who late, and say so of nobody else', async () => {
    const desk = await openDesk();
    await desk.open('/app/suppliers?days=365');
    const suppliers = await rows(
      `select c.name, sum(parcels)::int as parcels, sum(coalesce((counts->>'number_early')::int, 0))::int as number_early,
         sum(coalesce((counts->>'number_late')::int, 0))::int as number_late
       from score_cells c join shops using (shop_id)
       where domain like 'northwind%' and who = 'supplier' and grain = 'month' and origin = '*' and name_key <> ''
       group by c.name having sum(parcels) >= 10`,
    );
    // Few parcels are on the edge of being a habit; the counters of the moment say on which side.
    const hasHabit = (count: unknown, of: unknown) =>
      (shareInterval(Number(count), Number(of), ONE_SIDED_90)?.low ?? 0) > HABIT_SHARE;
    for (const supplier of suppliers) {
      const name = String(supplier['name']);
      const row = list(desk, 'supplier').getByRole('rowheader', { name: new RegExp(name) });
      const words = (await row.textContent()) ?? '';
      for (const kind of ['number_early', 'number_late'] as const)
        expect([name, kind, words.includes(say(`scorecards.habit.${kind}.badge`))]).toEqual([
          name,
          kind,
          hasHabit(supplier[kind], supplier['parcels']),
        ]);
    }
    await desk.app
      .getByRole('heading', { name: new RegExp(LATE) })
      .first()
      .waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('come to an empty page with a way on when a period and a lane have nothing', async () => {
    const desk = await openDesk();
    await desk.open('/app/suppliers?days=30&lane=IS-NZ');
    await desk.app.getByRole('heading', { name: say('scorecards.empty.periodTitle') }).waitFor();
    await desk.app
      .getByRole('combobox', { name: say('scorecards.lane') })
      .selectOption({ label: say('scorecards.allLanes') });
    await list(desk, 'supplier').waitFor();
    expect(await list(desk, 'supplier').getByRole('rowheader').count()).toBeGreaterThan(2);
    expect(desk.problems).toEqual([]);
  });
});

const SCREENS: Screen[] = [
  {
    name: 'carriers-lane',
    path: () => '/app/carriers?days=365&lane=CN-US&name=yunexpress',
    heading: (language) => say('scorecards.detail.steps', language),
  },
  {
    name: 'suppliers-opened',
    path: () => '/app/suppliers?days=365&name=guangzhou+meilin+goods',
    heading: (language) => say('scorecards.detail.steps', language),
  },
  {
    name: 'suppliers-empty',
    path: () => '/app/suppliers?lane=IS-NZ',
    heading: (language) => say('scorecards.empty.periodTitle', language),
  },
];

describe.each(SCREEN_LANGUAGES)('in %s', (language) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });

  it.each(SCREENS)(
    '$name has no serious barrier, no sideways scroll at 390 px, no broken character and no error behind it',
    async (screen) => {
      expect(await checkScreen(desk, screen, language)).toEqual([]);
      expect(await desk.app.locator('html').innerHTML()).not.toContain('\uFFFD');
    },
  );
});
