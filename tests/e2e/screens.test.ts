import { AxeBuilder } from '@axe-core/playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, PHONE, useDesks } from '#tests/e2e/desk.ts';
import type { Desk } from '#tests/e2e/desk.ts';
import { HOME_SENTENCES } from '#tests/e2e/screens.ts';
import { rows } from '#tests/e2e/tables.ts';
import { LANGUAGES, say } from '#tests/e2e/words.ts';
import type { Language } from '#tests/e2e/words.ts';

const openDesk = useDesks();

interface Screen {
  name: string;
  path: () => string;
  /** A heading that shows the screen is there. */
  heading: (language: Language) => RegExp | string;
  /** The answer's status where it is not 200. */
  status?: number;
}

const parcels = new Map<string, string>();
beforeAll(async () => {
  // The parcel with the longest story of each kind.
  const found = await rows(`
    select distinct on (p.verdict) p.verdict, p.fulfillment_id || '-' || p.position as id
    from parcels p join shops using (shop_id)
    where domain like 'northwind%' and verdict in ('stalled', 'missing_number', 'delivered')
    order by p.verdict, (select count(*) from scans s where s.shop_id = p.shop_id and s.fulfillment_id = p.fulfillment_id) desc, id`);
  for (const { verdict, id } of found) parcels.set(String(verdict), String(id));
});

const parcelScreen = (name: string, verdict: string): Screen => ({
  name,
  path: () => `/app/parcels/${parcels.get(verdict)}`,
  heading: (language) => say(`verdictSentence.${verdict}`, language),
});
const SCREENS: Screen[] = [
  { name: 'home', path: () => '/app', heading: (language) => HOME_SENTENCES[language] },
  {
    name: 'parcels',
    path: () => '/app/parcels',
    heading: (language) => say('parcels.title', language),
  },
  {
    name: 'parcels-queue',
    path: () => '/app/parcels?verdict=stalled&sort=since_asc',
    heading: (language) => say('parcels.title', language),
  },
  {
    name: 'parcels-empty',
    path: () => '/app/parcels?q=zzzzzz',
    heading: (language) => say('parcels.title', language),
  },
  parcelScreen('parcel-stalled', 'stalled'),
  parcelScreen('parcel-missing-number', 'missing_number'),
  parcelScreen('parcel-delivered', 'delivered'),
  {
    name: 'settings',
    path: () => '/app/settings',
    heading: (language) => say('settings.title', language),
  },
  {
    name: 'health',
    path: () => '/app/health',
    heading: (language) => say('health.title', language),
  },
  {
    name: 'error-400',
    path: () => '/app/parcels?cursor=x',
    heading: (language) => say('parcels.badQueryTitle', language),
    status: 400,
  },
  {
    name: 'error-404',
    path: () => '/app/parcels/1-0',
    heading: (language) => say('parcel.notFoundTitle', language),
    status: 404,
  },
];

describe.each(LANGUAGES)('in %s', (language) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });

  it.each(SCREENS)(
    '$name has no serious barrier, no sideways scroll at 390 px and no error behind it',
    async (screen) => {
      desk.problems.length = 0;
      await desk.page.setViewportSize(DESKTOP);
      await desk.open(screen.path(), { language });
      await desk.app
        .getByRole('heading', { name: screen.heading(language) })
        .first()
        .waitFor();
      expect.soft(await barriers(desk)).toEqual([]);
      await desk.picture(`${screen.name}-1280-${language}`);
      await desk.page.setViewportSize(PHONE);
      await desk.picture(`${screen.name}-390-${language}`);
      expect.soft(await widthOver(desk)).toBe(0);
      const { status } = screen;
      expect
        .soft(
          desk.problems.filter(
            (problem) => status === undefined || !problem.includes(String(status)),
          ),
        )
        .toEqual([]);
    },
  );
});

/** What axe calls serious or critical, in the admin's page and in the app's frame. */
async function barriers({ page }: Desk): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // Rows are alike: fifty teach no more than the first eight, and take a minute more.
    .exclude(['iframe[name="app-iframe"]', 'tbody tr:nth-child(n + 9)'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
}

/** By how many pixels the app is wider than its frame. */
async function widthOver({ app }: Desk): Promise<number> {
  return app.locator('body').evaluate((body) => {
    const { documentElement, defaultView } = body.ownerDocument;
    return Math.max(0, documentElement.scrollWidth - (defaultView?.innerWidth ?? 0));
  });
}
