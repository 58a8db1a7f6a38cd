import { beforeAll, describe, expect, it } from 'vitest';
import { useDesks } from '#tests/e2e/desk.ts';
import type { Desk } from '#tests/e2e/desk.ts';
import { checkScreen } from '#tests/e2e/check-screen.ts';
import type { Screen } from '#tests/e2e/check-screen.ts';
import { HOME_SENTENCES } from '#tests/e2e/screens.ts';
import { rows } from '#tests/e2e/tables.ts';
import { LANGUAGES, say } from '#tests/e2e/words.ts';

const openDesk = useDesks();

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
    name: 'carriers',
    path: () => '/app/carriers',
    heading: (language) => say('scorecards.listTitle.carrier', language),
  },
  {
    name: 'suppliers',
    path: () => '/app/suppliers',
    heading: (language) => say('scorecards.listTitle.supplier', language),
  },
  {
    name: 'settings',
    path: () => '/app/settings',
    heading: (language) => say('settings.title', language),
  },
  {
    name: 'sources-none',
    path: () => '/app/settings/sources',
    heading: (language) => say('sources.title', language),
  },
  {
    name: 'hand-offs-none',
    path: () => '/app/links?tab=overwritten',
    heading: (language) => say('links.empty.overwritten.title', language),
  },
  {
    name: 'uploads',
    path: () => '/app/uploads',
    heading: (language) => say('uploads.title', language),
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

/** Looked at in both Chinese scripts, which are equally long. */
const MAIN = new Set(['home', 'parcels', 'parcel-stalled', 'settings']);

describe.each(LANGUAGES)('in %s', (language) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });

  it.each(language === 'zh-TW' ? SCREENS.filter(({ name }) => MAIN.has(name)) : SCREENS)(
    '$name has no serious barrier, no sideways scroll at 390 px and no error behind it',
    async (screen) => {
      expect(await checkScreen(desk, screen, language)).toEqual([]);
    },
  );
});
