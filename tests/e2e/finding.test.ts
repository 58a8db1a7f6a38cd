import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { postJson, settle } from '#sandbox/quiescence.ts';
import { checkScreen, type Screen } from '#tests/e2e/check-screen.ts';
import { shopOf, STORE, useDesks, type Desk } from '#tests/e2e/desk.ts';
import { rows } from '#tests/e2e/tables.ts';
import { SCREEN_LANGUAGES, phrase, say, sentence, worded } from '#tests/e2e/words.ts';

const openDesk = useDesks();
const SECONDS = { timeout: 30_000, interval: 500 };
const OPEN = `from findings join shops using (shop_id) where domain like 'northwind%' and cured_at is null`;

/** The first row of a statement, once there is one. */
async function soon(sql: string, values: unknown[] = []): Promise<Record<string, unknown>> {
  const deadline = Date.now() + SECONDS.timeout;
  for (;;) {
    const [first] = await rows(sql, values);
    if (first !== undefined) return first;
    if (Date.now() > deadline) throw new Error(`Nothing came of: ${sql}`);
    await sleep(SECONDS.interval);
  }
}

/** An open finding of a rule, the most urgent one. */
async function findingOf(rule: string, subject = '%'): Promise<string> {
  const { id } = await soon(
    `select finding_id as id ${OPEN} and rule_id = $1 and subject_id like $2
     order by verdict = 'unknown', verdict, deadline_at, finding_id limit 1`,
    [rule, subject],
  );
  return String(id);
}

const sandbox = (path: string, body: object) =>
  postJson(`${inject('stack').adminUrl}/sandbox/${path}`, { shop: shopOf(STORE), ...body });

describe('a finding', () => {
  it('says what is wrong, what to do and what it rests on, each condition with its facts', async () => {
    const desk = await openDesk();
    await desk.open(`/app/compliance/${await findingOf('US-SHIP-01')}`);
    for (const key of ['remedyTitle', 'traceTitle', 'clockTitle', 'sourceTitle', 'exceptionsTitle'])
      await desk.app.getByRole('heading', { name: say(`finding.${key}`), exact: true }).waitFor();
    expect(await desk.app.getByRole('link', { name: /16 CFR 435/ }).count()).toBeGreaterThan(0);
    await desk.app.getByRole('link', { name: phrase('finding.rulePage') }).click();
    await desk.app.getByRole('heading', { name: say('rulePage.examples'), exact: true }).waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('about a late order moves its date with a notice that was sent, and back without it', async () => {
    const id = await findingOf('US-SHIP-01');
    const deadline = async () => {
      const [row] = await rows(
        `select f.verdict, f.deadline_at::text as at, f.message->>'code' as code from findings f
         join findings g using (shop_id, rule_id, subject_id)
         where g.finding_id = $1 and f.cured_at is null`,
        [id],
      );
      return JSON.stringify(row ?? 'cured');
    };
    const before = await deadline();
    const desk = await openDesk();
    await desk.open(`/app/compliance/${id}`);
    await desk.app.getByRole('button', { name: say('finding.noticeRecord') }).click();
    await desk.app.getByText(say('finding.done.record_notice')).waitFor();
    await expect.poll(deadline, SECONDS).not.toBe(before);
    await desk.app
      .getByRole('button', { name: say('common.remove') })
      .first()
      .click();
    await desk.app.getByText(say('finding.done.remove_notice')).waitFor();
    await expect.poll(deadline, SECONDS).toBe(before);
    expect(desk.problems).toEqual([]);
  });

  it('is cured by an answer, and comes back when the answer is taken back', async () => {
    const id = await findingOf('CUS-COST-01');
    const desk = await openDesk();
    await desk.open(`/app/compliance/${id}`);
    const ask = desk.app.getByRole('button', { name: say('finding.attestAnswer'), exact: true });
    await ask.first().click();
    const dialog = desk.app.getByRole('dialog');
    await dialog.getByLabel(say('finding.attestNote')).fill('Shown on the cart page');
    await dialog.getByRole('button', { name: say('finding.attestSave') }).click();
    await desk.app.getByText(say('finding.done.attest')).waitFor();
    const cured = async () => {
      const [row] = await rows(
        `select cured_at is not null as cured from findings where finding_id = $1`,
        [id],
      );
      return row?.['cured'];
    };
    await expect.poll(cured, SECONDS).toBe(true);
    await desk.open(`/app/compliance/${id}`);
    await desk.app.getByRole('button', { name: say('finding.attestWithdraw') }).click();
    await expect.poll(cured, SECONDS).toBe(false);
    expect(desk.problems).toEqual([]);
  });
});

describe('a reduction from a price that was never charged', () => {
  it('is found, and its compare-at price is set in the store, seen there, and put back', async () => {
    const [granted] = await rows(`select scopes from shops where domain = $1`, [shopOf(STORE)]);
    const scopes = String(granted?.['scopes']).split(',').concat('read_markets');
    await sandbox('scopes', { scopes });
    const variant = await soon(
      `select v.variant_id::text as id, p.product_id::text as product, pr.price_minor::int as price
       from variants v join products p using (shop_id, product_id)
       join price_points pr on pr.shop_id = v.shop_id and pr.variant_id = v.variant_id and pr.country = 'DE'
       join shops s on s.shop_id = v.shop_id
       where s.domain like 'northwind%' and pr.compare_at_minor is null and pr.currency = 'USD' limit 1`,
    );
    const price = Number(variant['price']);
    await sandbox('clock', { advanceHours: 3 });
    // The price is to change three hours after it was first read, on the app's clock too.
    await settle(inject('stack'));
    await sandbox('prices', {
      variantId: Number(variant['id']),
      priceMinor: price - 500,
      compareAtMinor: price + 5_000,
    });
    const { id } = await soon(
      `select finding_id as id ${OPEN} and rule_id = 'PRC-EU-01' and subject_id = $1 and verdict = 'fail'`,
      [`${String(variant['id'])}@DE`],
    );
    const desk = await openDesk();
    await desk.open(`/app/compliance/${String(id)}`);
    await desk.app.getByRole('button', { name: phrase('finding.fix.setCompareAt') }).click();
    await desk.page.getByRole('button', { name: 'Allow' }).click();
    await desk.app.getByText(say('finding.fixState.done')).waitFor();
    const product = `${inject('stack').adminUrl}/store/${STORE}/products/${String(variant['product'])}`;
    const shown = async () => (await fetch(product)).text();
    expect(await shown()).toContain((price / 100).toFixed(2));
    await desk.app.getByRole('button', { name: say('common.undo'), exact: true }).click();
    await desk.app.getByText(say('finding.fixState.undone')).waitFor();
    expect(await shown()).toContain(((price + 5_000) / 100).toFixed(2));
    expect(desk.problems).toEqual([]);
  });
});

describe('Settings → Compliance', () => {
  it('refuses a rate of 1,000 percent at its field and keeps one that makes sense, with its note', async () => {
    const desk = await openDesk();
    await desk.open('/app/settings/compliance');
    await desk.app
      .getByRole('button', {
        name: worded('complianceSettings.unfoldNamed', { title: 'Who pays the customs duty' }),
      })
      .click();
    const named = worded('complianceSettings.setOwnNamed', { table: 'Duty in percent' });
    await desk.app.getByRole('button', { name: named }).click();
    const dialog = desk.app.getByRole('dialog');
    await dialog.getByLabel(say('complianceSettings.value')).fill('1000');
    await dialog.getByLabel(say('complianceSettings.note')).fill('Broker');
    await dialog.getByRole('button', { name: say('complianceSettings.take') }).click();
    await dialog.getByText(sentence('complianceSettings.error.out_of_range')).waitFor();
    await dialog.getByLabel(say('complianceSettings.value')).fill('20');
    await dialog.getByRole('button', { name: say('complianceSettings.take') }).click();
    const bar = desk.page.getByRole('region', { name: 'Unsaved changes' });
    await bar.getByRole('button', { name: say('common.save') }).click();
    await desk.app.getByText(/\(Broker\)/).waitFor();
    await desk.open('/app/settings/compliance');
    await desk.app.getByText(/\(Broker\)/).waitFor();
    await desk.app
      .getByRole('button', {
        name: worded('complianceSettings.removeOwn', { table: 'Duty in percent' }),
      })
      .click();
    await bar.getByRole('button', { name: say('common.save') }).click();
    await desk.app.getByText(/\(Broker\)/).waitFor({ state: 'detached' });
    expect(desk.problems).toEqual([]);
  });
});

const ids: Record<string, string> = {};
const SCREENS: Screen[] = [
  {
    name: 'finding-order',
    path: () => `/app/compliance/${ids['US-SHIP-01']}`,
    heading: (l) => say('finding.traceTitle', l),
  },
  {
    name: 'finding-product',
    path: () => `/app/compliance/${ids['GPSR-01']}`,
    heading: (l) => say('finding.traceTitle', l),
  },
  {
    name: 'finding-duty',
    path: () => `/app/compliance/${ids['CUS-COST-01']}`,
    heading: (l) => say('finding.traceTitle', l),
  },
  {
    name: 'rule',
    path: () => '/app/compliance/rules/CUS-COST-01',
    heading: (l) => say('rulePage.examples', l),
  },
  {
    name: 'settings-compliance',
    path: () => '/app/settings/compliance',
    heading: (l) => say('complianceSettings.title', l),
  },
];

describe.each(SCREEN_LANGUAGES)('in %s', (language) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    for (const rule of ['US-SHIP-01', 'GPSR-01', 'CUS-COST-01'])
      ids[rule] ??= await findingOf(rule);
  });

  it.each(SCREENS)(
    '$name has no serious barrier, no sideways scroll at 390 px and no error behind it',
    async (screen) => {
      expect(await checkScreen(desk, screen, language)).toEqual([]);
    },
  );
});
