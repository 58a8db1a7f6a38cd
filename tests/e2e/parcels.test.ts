import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { useDesks } from '#tests/e2e/desk.ts';
import type { Desk } from '#tests/e2e/desk.ts';
import { parcelCount } from '#tests/e2e/screens.ts';
import { rows } from '#tests/e2e/tables.ts';
import { say, sentence } from '#tests/e2e/words.ts';

const openDesk = useDesks();

describe('Parcels', () => {
  it('shows another queue per tab', async () => {
    const desk = await openDesk();
    await desk.open('/app/parcels');
    for (const verdict of ['stalled', 'late']) {
      await desk.app.getByRole('tab', { name: say(`verdict.${verdict}`), exact: true }).click();
      await desk.app
        .getByRole('tab', { name: say(`verdict.${verdict}`), selected: true })
        .waitFor();
      await expect.poll(() => stateOfEachRow(desk)).toEqual([say(`verdict.${verdict}`)]);
    }
    expect(desk.problems).toEqual([]);
  });

  it('finds a parcel by part of its number and by its order name', async () => {
    const desk = await openDesk();
    const [parcel] = await rows(
      `select order_name, number from parcels where number is not null and length(number) > 10 and verdict = 'stalled' limit 1`,
    );
    const name = String(parcel?.['order_name']);
    const number = String(parcel?.['number']);
    await desk.open('/app/parcels');
    for (const part of [number.slice(3, -1), name]) {
      await openFilters(desk);
      const field = desk.app.getByRole('textbox', { name: say('parcels.filter.search') });
      await field.fill(part);
      await expect
        .poll(async () => (await namesOf(desk)).every((found) => found === name))
        .toBe(true);
      expect(await namesOf(desk)).toContain(name);
      await field.fill('');
      await expect.poll(async () => new Set(await namesOf(desk)).size).toBeGreaterThan(1);
    }
    expect(desk.problems).toEqual([]);
  });

  it('sorts by value', async () => {
    const desk = await openDesk();
    await desk.open('/app/parcels');
    await desk.app.getByRole('button', { name: /^Sort/ }).click();
    await desk.app
      .getByRole('radio', { name: say('parcels.sort.value'), exact: true })
      .press('Space');
    await desk.app.getByRole('button', { name: say('parcels.sort.highest') }).click();
    await expect
      .poll(async () => {
        const values = await valuesOf(desk);
        return (
          values.length > 1 &&
          values.every((value, at) => at === 0 || value <= (values[at - 1] ?? 0))
        );
      })
      .toBe(true);
    expect(desk.problems).toEqual([]);
  });

  it('filters by destination', async () => {
    const desk = await openDesk();
    await desk.open('/app/parcels');
    const all = Number(await parcelCount(desk));
    await openFilters(desk);
    await desk.app.getByRole('button', { name: /^Add filter/ }).click();
    await desk.app
      .getByRole('menuitem', { name: say('parcels.filter.destinations') })
      .or(desk.app.getByRole('button', { name: say('parcels.filter.destinations'), exact: true }))
      .first()
      .click();
    await desk.app.getByRole('checkbox', { name: 'Germany (DE)' }).click();
    await expect.poll(async () => Number(await parcelCount(desk))).toBeLessThan(all);
    await desk.page.keyboard.press('Escape');
    expect(
      await desk.app
        .getByRole('row')
        .filter({ hasText: 'DE → DE' })
        .or(desk.app.getByRole('row').filter({ hasText: 'CN → DE' }))
        .count(),
    ).toBeGreaterThan(0);
    expect(desk.problems).toEqual([]);
  });

  it('turns pages forth and back without losing or repeating a parcel', async () => {
    const desk = await openDesk();
    await desk.open('/app/parcels');
    const first = await idsOf(desk);
    await turnPage(desk, 'Next');
    await expect.poll(async () => (await idsOf(desk))[0]).not.toBe(first[0]);
    const second = await idsOf(desk);
    expect(second.filter((id) => first.includes(id))).toEqual([]);
    await turnPage(desk, 'Previous');
    await expect.poll(() => idsOf(desk)).toEqual(first);
    expect(desk.problems).toEqual([]);
  });

  it('saves what it shows as a view, whose name is text whatever it holds, and deletes it again', async () => {
    const desk = await openDesk();
    const name = '<b>US</b> & =late';
    await desk.open('/app/parcels?destination=US&sort=value_desc');
    const filtered = await parcelCount(desk);
    await desk.app.getByRole('button', { name: 'Create new view' }).click();
    const dialog = desk.app.getByRole('dialog');
    await dialog.getByRole('textbox').fill(name);
    await dialog.getByRole('button', { name: /Create|Save/ }).click();
    await desk.app.getByText(say('parcels.viewSaved')).waitFor();
    await desk.open('/app/parcels');
    // The queues' tabs fill the row.
    await desk.app.getByRole('button', { name: 'More views' }).click();
    await desk.app.getByText(name, { exact: true }).last().click();
    await desk.app.getByRole('tab', { name, exact: true, selected: true }).waitFor();
    await expect.poll(() => parcelCount(desk)).toBe(filtered);
    await desk.app.getByRole('tab', { name, exact: true }).click();
    await desk.app.getByRole('menuitem', { name: 'Delete view' }).click();
    await desk.app
      .getByRole('dialog')
      .getByRole('button', { name: /Delete/ })
      .click();
    await desk.app.getByText(say('parcels.viewDeleted')).waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('mutes selected parcels until a date, and undoes it', async () => {
    const desk = await openDesk();
    await desk.open('/app/parcels?verdict=stalled');
    const before = Number(await parcelCount(desk));
    await select(desk, 2);
    await desk.app
      .getByRole('button', { name: say('parcels.mute') })
      .first()
      .click();
    await desk.app
      .getByRole('dialog')
      .getByRole('button', { name: say('mute.confirm'), exact: true })
      .click();
    await desk.app.getByText(sentence('parcels.muted')).waitFor();
    await expect.poll(async () => Number(await parcelCount(desk))).toBe(before - 2);
    await desk.app.getByRole('button', { name: say('common.undo') }).click();
    await desk.app.getByText(say('parcels.restored')).waitFor();
    await expect.poll(async () => Number(await parcelCount(desk))).toBe(before);
    expect(desk.problems).toEqual([]);
  });

  it('rechecks selected parcels now', async () => {
    const desk = await openDesk();
    await desk.open('/app/parcels?verdict=stalled');
    await select(desk, 3);
    await desk.app
      .getByRole('button', { name: say('parcels.recheck') })
      .first()
      .click();
    await desk.app.getByText(sentence('parcels.rechecked')).waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('exports what it lists as a file of one line a parcel that no spreadsheet reads as a formula', async () => {
    const desk = await openDesk();
    await desk.open('/app/parcels?verdict=stalled&verdict=missing_number');
    const count = Number(await parcelCount(desk));
    const downloading = desk.page.waitForEvent('download');
    await desk.app.getByRole('button', { name: say('parcels.export') }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^lastscan-parcels-\d{4}-\d{2}-\d{2}\.csv$/);
    const [head, ...lines] = cellsOf(await readFile(await download.path(), 'utf8'));
    expect(head?.[0]).toBe(say('export.column.order'));
    expect(lines).toHaveLength(count);
    expect(lines.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(desk.problems).toEqual([]);
  });
});

async function openFilters({ app }: Desk): Promise<void> {
  const field = app.getByRole('textbox', { name: say('parcels.filter.search') });
  if (!(await field.isVisible()))
    await app.getByRole('button', { name: /^Search and filter/ }).click();
  await field.waitFor();
}

async function select({ app }: Desk, count: number): Promise<void> {
  const boxes = await app.getByRole('checkbox', { name: /^Select #/ }).all();
  for (const box of boxes.slice(0, count)) {
    await box.focus();
    await box.press('Space');
  }
}

async function turnPage({ app }: Desk, to: 'Next' | 'Previous'): Promise<void> {
  await app.getByRole('button', { name: new RegExp(`^${to}`) }).click();
}

const bodyRows = ({ app }: Desk) => app.getByRole('row').filter({ has: app.getByRole('link') });
const linksOf = (desk: Desk) => bodyRows(desk).getByRole('link');
const namesOf = (desk: Desk) => linksOf(desk).allTextContents();

async function idsOf(desk: Desk): Promise<string[]> {
  return linksOf(desk).evaluateAll((links) =>
    links.map((link) => new URL(link.getAttribute('href') ?? '', 'http://x').pathname),
  );
}

async function stateOfEachRow(desk: Desk): Promise<string[]> {
  const texts = await bodyRows(desk).allTextContents();
  const states = [
    'stalled',
    'late',
    'on_track',
    'delivered',
    'never_scanned',
    'missing_number',
  ].map((verdict) => say(`verdict.${verdict}`));
  return [...new Set(texts.map((text) => states.find((state) => text.includes(state)) ?? text))];
}

async function valuesOf(desk: Desk): Promise<number[]> {
  const texts = await bodyRows(desk).allInnerTexts();
  return texts.map((text) => Number(/[$€]([\d,]+\.\d\d)/.exec(text)?.[1]?.replaceAll(',', '')));
}

/** The cells of a CSV file; quotes may hold commas, line ends and doubled quotes. */
function cellsOf(csv: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of csv
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '') break;
    if (end !== ',') lines.push([]);
  }
  return lines.filter((line) => line.length > 1 || line[0] !== '');
}
