import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkScreen, type Screen } from '#tests/e2e/check-screen.ts';
import { useDesks, type Desk } from '#tests/e2e/desk.ts';
import { rows, single } from '#tests/e2e/tables.ts';
import { SCREEN_LANGUAGES, counted, phrase, say, sentence, worded } from '#tests/e2e/words.ts';

const openDesk = useDesks();

const OPEN = `from findings join shops using (shop_id) where domain like 'northwind%' and cured_at is null
  and subject_kind not in ('variant', 'cash')`;
const TO_DO = `${OPEN} and verdict in ('fail', 'upcoming') and suppressed_until is null`;

const headline = ({ app }: Desk) =>
  app.getByRole('heading', { name: sentence('compliance.headline.money') });
const total = async ({ app }: Desk) => {
  const words = await app
    .getByRole('paragraph')
    .filter({ hasText: counted('compliance.total') })
    .textContent();
  return Number(/[\d,]+/.exec(words ?? '')?.[0].replaceAll(',', ''));
};

describe('Compliance', () => {
  it('says in its first line how much is broken, and lists as much as there is', async () => {
    const desk = await openDesk();
    await desk.open('/app/compliance');
    await headline(desk).waitFor();
    expect(await total(desk)).toBe(await single(`select count(*)::int as n ${TO_DO}`));
    const broken = await single(
      `select count(*)::int as n ${TO_DO} and verdict = 'fail' and certainty = 'deterministic'`,
    );
    expect(await headline(desk).textContent()).toContain(String(broken));
    expect(desk.problems).toEqual([]);
  });

  it('leads to a finding by keyboard, and back to the list', async () => {
    const desk = await openDesk();
    await desk.open('/app/compliance?by=none');
    await headline(desk).waitFor();
    const link = desk.app.locator('a[data-primary-link]').nth(1);
    const href = (await link.getAttribute('href')) ?? '';
    expect(href).toMatch(/^\/app\/compliance\/[0-9a-f-]{36}/);
    await link.focus();
    await desk.page.keyboard.press('Enter');
    await desk.app.getByText(say('finding.noLegalAdvice')).first().waitFor();
    await desk.page.goBack();
    await headline(desk).waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('narrows to a rule from its group and widens again', async () => {
    const [most] = await rows(
      `select rule_id as id, count(*)::int as n ${TO_DO} group by 1 having count(*) > 5 order by 2 desc limit 1`,
    );
    const desk = await openDesk();
    await desk.open('/app/compliance');
    await headline(desk).waitFor();
    await desk.app
      .getByRole('link', { name: new RegExp(`^See all ${String(most?.['n'])} of `) })
      .click();
    await expect.poll(() => total(desk)).toBe(most?.['n']);
    await desk.app.getByRole('button', { name: /^Remove / }).click();
    await expect.poll(() => total(desk)).toBe(await single(`select count(*)::int as n ${TO_DO}`));
    expect(desk.problems).toEqual([]);
  });

  it('sets a finding aside with a reason and a date, and undoes it', async () => {
    const before = await single(`select count(*)::int as n ${TO_DO}`);
    const desk = await openDesk();
    await desk.open('/app/compliance?by=none');
    await headline(desk).waitFor();
    await desk.app
      .getByRole('checkbox', { name: phrase('compliance.selectedLabel') })
      .first()
      .check();
    const bar = desk.app.getByRole('button', { name: say('compliance.suppress.action') });
    await bar.first().click();
    const dialog = desk.app.getByRole('dialog');
    await dialog.getByRole('button', { name: say('compliance.suppress.action') }).click();
    await dialog.getByText(say('compliance.suppress.whyNeeded')).waitFor();
    await dialog.getByLabel(say('compliance.suppress.why')).fill('Agreed with the buyer');
    await dialog.getByRole('button', { name: say('compliance.suppress.action') }).click();
    await desk.app.getByText(phrase('compliance.done.suppress')).waitFor();
    await expect.poll(() => total(desk)).toBe(before - 1);
    await desk.app.getByRole('button', { name: say('common.undo') }).click();
    await desk.app.getByText(say('compliance.done.restored')).waitFor();
    await expect.poll(() => total(desk)).toBe(before);
    expect(desk.problems).toEqual([]);
  });

  it('finds by part of an order’s name and says what to do when nothing matches', async () => {
    const desk = await openDesk();
    const [order] = await rows(`select label ${TO_DO} and order_id is not null limit 1`);
    await desk.open(`/app/compliance?q=${encodeURIComponent(String(order?.['label']))}`);
    expect(await total(desk)).toBe(
      await single(`select count(*)::int as n ${TO_DO} and label ilike '%' || $1 || '%'`, [
        order?.['label'],
      ]),
    );
    await desk.open('/app/compliance?q=zzzzzz');
    await desk.app.getByRole('heading', { name: say('compliance.empty.filteredTitle') }).waitFor();
    await desk.app.getByText(worded('compliance.filter.searched', { search: 'zzzzzz' })).waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('exports what the list shows, money by currency', async () => {
    const desk = await openDesk();
    await desk.open('/app/compliance?verdict=fail');
    await headline(desk).waitFor();
    const [download] = await Promise.all([
      desk.page.waitForEvent('download'),
      desk.app.getByRole('button', { name: say('compliance.export') }).click(),
    ]);
    const lines: Record<string, string>[] = parse(await readFile(await download.path()), {
      columns: true,
      bom: true,
    });
    expect(lines).toHaveLength(
      await single(`select count(*)::int as n ${TO_DO} and verdict = 'fail'`),
    );
    expect(lines[0]).toHaveProperty(worded('compliance.file.money', { currency: 'USD' }));
  });
});

describe('coverage', () => {
  it('names what a rule lacks, with the button that asks Shopify for it', async () => {
    const desk = await openDesk();
    await desk.open('/app/compliance/coverage');
    await desk.app.getByRole('heading', { name: phrase('compliance.cover.sentence') }).waitFor();
    const table = desk.app.getByRole('table', { name: say('compliance.coverage') });
    expect(await table.getByRole('rowheader').count()).toBeGreaterThan(20);
    await desk.app.getByText(phrase('compliance.cover.lack.scope')).first().waitFor();
    await desk.app
      .getByRole('button', { name: say('finding.grant') })
      .first()
      .waitFor();
    expect(desk.problems).toEqual([]);
  });
});

describe('Home and a parcel', () => {
  it('tell the next dates and what the order owes', async () => {
    const desk = await openDesk();
    const [parcel] = await rows(
      `select p.fulfillment_id || '-' || p.position as id from parcels p join findings f using (shop_id, order_id)
       join shops using (shop_id)
       where domain like 'northwind%' and f.cured_at is null and f.verdict = 'fail' limit 1`,
    );
    await desk.open(`/app/parcels/${String(parcel?.['id'])}`);
    await desk.app.getByRole('heading', { name: say('compliance.ofOrder.title') }).waitFor();
    await desk.open('/app');
    await desk.app.getByRole('heading', { name: say('compliance.dates.title') }).waitFor();
    expect(desk.problems).toEqual([]);
  });
});

const SCREENS: Screen[] = [
  {
    name: 'compliance',
    path: () => '/app/compliance',
    heading: (language) => sentence('compliance.headline.money', language),
  },
  {
    name: 'compliance-by-subject',
    path: () => '/app/compliance?by=subject',
    heading: (language) => sentence('compliance.headline.money', language),
  },
  {
    name: 'compliance-unknown',
    path: () => '/app/compliance?verdict=unknown',
    heading: (language) => sentence('compliance.headline.money', language),
  },
  {
    name: 'compliance-filtered',
    path: () => '/app/compliance?q=zzzzzz&severity=high',
    heading: (language) => say('compliance.empty.filteredTitle', language),
  },
  {
    name: 'compliance-coverage',
    path: () => '/app/compliance/coverage',
    heading: (language) => phrase('compliance.cover.sentence', language),
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
