import { beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { postJson, settle } from '#sandbox/quiescence.ts';
import type { Incident } from '#sandbox/world/effects.ts';
import { askApp } from '#tests/e2e/ask-app.ts';
import { checkScreen } from '#tests/e2e/check-screen.ts';
import type { Screen } from '#tests/e2e/check-screen.ts';
import { SOURCES_STORE, shopOf, useDesks } from '#tests/e2e/desk.ts';
import type { Desk } from '#tests/e2e/desk.ts';
import { HOME_SENTENCE, HOME_SENTENCES } from '#tests/e2e/screens.ts';
import { rows, single } from '#tests/e2e/tables.ts';
import { SCREEN_LANGUAGES, phrase, say, sentence, worded } from '#tests/e2e/words.ts';

// One store from connecting its first source on: what a test does, the next ones build on.
const openDesk = useDesks();
const store = SOURCES_STORE;
const shop = shopOf(store);
const KEYS = { seventeen_track: 'SANDBOX-17TRACK-KEY', aftership: 'SANDBOX-AFTERSHIP-KEY' };
const SECRET = 'SANDBOX-AFTERSHIP-SECRET';

beforeAll(async () => {
  const stack = inject('stack');
  await postJson(`${stack.adminUrl}/sandbox/install`, { shop });
  await askApp(stack, '/app/import-progress', { shop });
  await rest();
});

describe('Settings → Sources', () => {
  it('says at once, beside the field, that a key does not work, and saves nothing', async () => {
    const desk = await openSources();
    await connect(desk, '17TRACK', { key: 'WRONG-KEY-12345' });
    const field = desk.app.getByLabel(say('sources.connect.key'));
    await desk.app.getByText(phrase('sources.connectError.key_refused')).waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await single(CONNECTIONS, [shop])).toBe(0);
    expect(desk.problems).toEqual([]);
  });

  it('connects with keys that work, and says which source is asked first', async () => {
    const desk = await openSources();
    await connect(desk, '17TRACK', { key: KEYS.seventeen_track });
    await desk.app.getByText(sentence('sources.fact.keySavedOn')).waitFor();
    await connect(desk, 'AfterShip', { key: KEYS.aftership, secret: SECRET });
    await desk.app.getByText(say('sources.rank.second')).waitFor();
    await desk.app
      .getByText(sentence('sources.sentence.asked'))
      .or(sourcesLead(desk))
      .first()
      .waitFor();
    expect(await desk.app.locator('body').innerText()).not.toContain(KEYS.seventeen_track);
    expect(await single(CONNECTIONS, [shop])).toBe(2);
    expect(desk.problems).toEqual([]);
  });

  it('shows the secret of the own address once, and never again', async () => {
    const desk = await openSources();
    await desk.app.getByRole('button', { name: say('sources.inbound.create') }).click();
    await desk.app.getByRole('heading', { name: say('sources.inbound.secretTitle') }).waitFor();
    const secret = await desk.app.locator('div[role="status"] code').innerText();
    expect(secret.length).toBeGreaterThanOrEqual(32);
    await desk.open('/app/settings/sources', { store });
    await desk.app.getByRole('button', { name: say('sources.inbound.newSecret') }).waitFor();
    expect(await desk.app.locator('body').innerText()).not.toContain(secret);
    expect(desk.problems).toEqual([]);
  });

  it('saves which carriers fall to whom with the save bar, and keeps it over a reload', async () => {
    const desk = await openSources();
    await chooseCarriers(desk, '17TRACK', 'except');
    await chooseCarriers(desk, 'AfterShip', 'only');
    await saveBar(desk)
      .getByRole('button', { name: say('common.save') })
      .click();
    await desk.page.getByText(say('sources.saved')).waitFor();
    await saveBar(desk).waitFor({ state: 'hidden' });
    await desk.open('/app/settings/sources', { store });
    await desk.app.getByText(phrase('sources.serves.except')).waitFor();
    await desk.app.getByText(phrase('sources.serves.only')).waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('asks for the permission to write numbers before it can be switched on; Discard takes it back', async () => {
    const desk = await openSources();
    const write = desk.app.getByRole('checkbox', { name: say('sources.links.writeBack') });
    await write.check();
    await desk.app.getByText(say('sources.links.permissionMissing')).waitFor();
    await saveBar(desk)
      .getByRole('button', { name: say('common.discard') })
      .click();
    await saveBar(desk).waitFor({ state: 'hidden' });
    expect(await write.isChecked()).toBe(false);
    expect(desk.problems).toEqual([]);
  });
});

describe('pushes', () => {
  it('arrive once their address stands in the source’s own dashboard; a forged one is refused and counted', async () => {
    const desk = await openDesk();
    const { adminUrl, appUrl } = inject('stack');
    const addresses = await pushAddresses();
    await desk.page.goto(`${adminUrl}/store/${store}/sources?locale=en`);
    for (const [source, address] of addresses) {
      const card = desk.page.locator(`[data-source="${source}"]`).first();
      await card.locator('input[name="webhookUrl"]').fill(`${appUrl}/sources/${address}`);
      await card.getByRole('button', { name: 'Save' }).click();
      await expect
        .poll(() => card.locator('form.webhook [role="status"]').innerText())
        .not.toBe('');
    }
    await pass(12, 12, 12);
    expect(
      await single(
        'select count(*) n from source_pushes join shops using (shop_id) where domain = $1',
        [shop],
      ),
    ).toBeGreaterThan(0);
    const forged = await fetch(`${appUrl}/sources/${addresses.get('17track')}`, {
      method: 'POST',
      body: '{"event":"TRACKING_UPDATED","data":{}}',
      headers: { 'Content-Type': 'application/json', sign: '0'.repeat(64) },
    });
    expect(forged.status).toBe(401);
    await desk.open('/app/health', { store });
    await desk.app.getByText(say('sources.healthCard.refusedText')).waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('leave one timeline in which each event says who told it', async () => {
    const desk = await openDesk();
    const [parcel] = await rows(
      `select p.fulfillment_id || '-' || p.position as id from parcels p join shops using (shop_id)
        where domain = $1 and p.verdict = 'on_track' and p.answered_by = 'seventeen_track'
          and exists (select 1 from scans s where s.shop_id = p.shop_id and s.fulfillment_id = p.fulfillment_id and s.source = 'seventeen_track')
          and exists (select 1 from scans s where s.shop_id = p.shop_id and s.fulfillment_id = p.fulfillment_id and s.source = 'shopify')
        order by p.scan_count desc limit 1`,
      [shop],
    );
    await desk.open(`/app/parcels/${String(parcel?.['id'])}`, { store });
    await desk.app
      .getByText(/From 17TRACK, received/)
      .first()
      .waitFor();
    await desk.app
      .getByText(worded('parcel.alsoSaid', { sources: 'Shopify' }))
      .first()
      .waitFor();
    await desk.app.getByText(worded('parcel.clockSourceNamed', { source: '17TRACK' })).waitFor();
    expect(desk.problems).toEqual([]);
  });
});

describe('Number hand-offs', () => {
  it('are confirmed, taken back, corrected and rejected, each with its undo', async () => {
    const desk = await openDesk();
    const [first, second, third] = await proposedNumbers();
    if (third === undefined) throw new Error('Too few hand-offs were proposed.');
    await desk.open('/app/links', { store });
    const press = (key: string, number: string) =>
      desk.app
        .getByRole('button', { name: worded('links.actionOn', { action: say(key), number }) })
        .click();
    await press('links.confirm', String(first));
    await desk.app.getByText('1 hand-off confirmed.').waitFor();
    expect(await stateOf(first)).toBe('confirmed');
    await desk.app.getByRole('button', { name: say('common.undo'), exact: true }).click();
    await expect.poll(() => stateOf(first)).toBe('undone');

    await press('links.edit', String(second));
    await desk.app.getByLabel(say('links.form.carrier')).fill('Royal Mail');
    await desk.app
      .getByRole('button', { name: say('links.confirm'), exact: true })
      .and(desk.app.locator('.Polaris-Button--variantPrimary'))
      .click();
    await expect.poll(() => stateOf(second)).toBe('confirmed');
    expect((await rows(`${LINKS} and l.number = $2`, [shop, second]))[0]?.['carrier']).toBe(
      'Royal Mail',
    );

    await press('links.reject', String(third));
    await expect.poll(() => stateOf(third)).toBe('rejected');
    await desk.open('/app/links?tab=decided', { store });
    await desk.app.getByText(phrase('links.state.rejected')).first().waitFor();
    await press('common.undo', String(third));
    await expect.poll(() => stateOf(third)).toBe('proposed');
    expect(desk.problems).toEqual([]);
  });
});

describe('a supplier’s list', () => {
  it('in GBK with Chinese headers is previewed, decided, applied and undone; its bad rows come back as a file', async () => {
    const desk = await openDesk();
    const { adminUrl } = inject('stack');
    // Boxes whose numbers are only in the supplier's list.
    await incident('number_never_uploaded', true);
    // Nobody ships on a Sunday, and this world begins on whatever day it is.
    for (let day = 0; day < 4 && (await boxesWithoutNumber()) < 4; day += 1) await pass(24);
    await incident('number_never_uploaded', false);
    const list = await fetch(`${adminUrl}/sandbox/supplier-exports/1688.csv?shop=${shop}&rows=60`);
    const buffer = Buffer.from(await list.arrayBuffer());
    await desk.open('/app/uploads', { store });
    await desk.app
      .locator('input[type="file"]')
      .setInputFiles({ name: '1688.csv', mimeType: 'text/csv', buffer });
    await desk.app.getByRole('heading', { name: say('uploads.reading.title') }).waitFor();
    await expect.poll(uploadState).toBe('preview');
    await desk.app.getByText(/GBK/).first().waitFor();
    await desk.app.getByText(say('uploads.state.preview'), { exact: true }).waitFor();
    await desk.app.getByRole('tab', { name: new RegExp(say('uploads.outcome.unsure')) }).click();
    await desk.app.getByRole('button', { name: say('uploads.bulk.first') }).click();
    await desk.app.getByRole('button', { name: phrase('uploads.apply.action') }).waitFor();
    await desk.picture('upload-decided-1280-en');
    const saved = desk.page.waitForEvent('download');
    await desk.app.getByRole('button', { name: say('uploads.download.bad') }).click();
    expect((await saved).suggestedFilename()).toMatch(/\.csv$/);
    await desk.app.getByRole('button', { name: phrase('uploads.apply.action') }).click();
    await expect.poll(uploadState).toBe('applied');
    await desk.app.getByRole('button', { name: say('uploads.undo') }).click();
    await expect.poll(uploadState).toBe('undone');
    expect(desk.problems).toEqual([]);
  });
});

describe('a wrong number', () => {
  it('shows its proofs in words; marked as not so with a reason they stop counting, and undo brings them back', async () => {
    const id = await wrongNumber();
    const desk = await openDesk();
    const { app } = desk;
    await desk.open(`/app/parcels/${id}`, { store });
    const wrong = app.getByRole('heading', { name: say('verdictSentence.wrong_number') });
    await wrong.waitFor();
    await app.getByRole('heading', { name: say('proof.title') }).waitFor();
    const doubts = app.getByRole('button', { name: phrase('proof.notSoNamed') });
    for (let left = await doubts.count(); left > 0; left -= 1) {
      await doubts.first().click();
      await app.getByLabel(say('proof.reason')).fill('The supplier ships from a warehouse here.');
      await app.getByRole('button', { name: say('proof.confirm') }).click();
      await expect.poll(() => doubts.count()).toBe(left - 1);
    }
    await wrong.waitFor({ state: 'detached' });
    await app
      .getByText(/The supplier ships from a warehouse here/)
      .first()
      .waitFor();
    const undo = app.getByRole('button', { name: phrase('proof.undoNamed') });
    for (let left = await undo.count(); left > 0; left -= 1) {
      await undo.first().click();
      await expect.poll(() => undo.count()).toBe(left - 1);
    }
    await wrong.waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('comes with words for the supplier: copying them notes them with the parcel', async () => {
    const id = await wrongNumber();
    const desk = await openDesk();
    await desk.open(`/app/parcels/${id}`, { store });
    await desk.app.getByRole('link', { name: say('messages.openMail') }).waitFor();
    await desk.app.getByRole('button', { name: say('messages.copy') }).click();
    await desk.app.getByText(new RegExp(`^${say('messages.channel.copied')}`)).waitFor();
    await desk.app.getByRole('button', { name: say('messages.show') }).click();
    // A frame may be without the Clipboard API: the old command has copied then, and Chromium says why.
    expect(desk.problems.filter((problem) => !problem.includes('Clipboard API'))).toEqual([]);
  });
});

describe('a source that stops', () => {
  it('is one incident on Home without single alarms, and lifts itself', async () => {
    const desk = await openDesk();
    const from = await worldNow();
    await incident('source_outage_17track', true);
    await pass(12, 12);
    await desk.open('/app', { store });
    await desk.app.getByText(/^17TRACK has not answered since/).waitFor();
    await desk.app.getByRole('heading', { name: say('incident.title') }).waitFor();
    // A model made meanwhile may find older silences too long: those were too long before.
    expect(await silentSince(from)).toBe(0);
    await desk.picture('home-incident-1280-en');
    await incident('source_outage_17track', false);
    await pass(6, 6);
    await desk.open('/app', { store });
    await desk.app.getByRole('heading', { name: HOME_SENTENCE }).waitFor();
    await desk.app.getByText(/^17TRACK has news again since/).waitFor();
    expect(desk.problems).toEqual([]);
  });
});

const parcelsOfStore = new Map<string, string>();
const SCREENS: Screen[] = [
  { name: 'home-sources', path: () => '/app', heading: (language) => HOME_SENTENCES[language] },
  {
    name: 'sources',
    path: () => '/app/settings/sources',
    heading: (language) => say('sources.title', language),
  },
  {
    name: 'hand-offs',
    path: () => '/app/links',
    heading: (language) => say('links.title', language),
  },
  {
    name: 'hand-offs-decided',
    path: () => '/app/links?tab=decided',
    heading: (language) => say('links.title', language),
  },
  {
    name: 'upload',
    path: () => `/app/uploads/${parcelsOfStore.get('upload')}`,
    heading: (language) => say('uploads.reading.title', language),
  },
  {
    name: 'parcel-wrong-number',
    path: () => `/app/parcels/${parcelsOfStore.get('wrong')}`,
    heading: (language) => say('proof.title', language),
  },
  {
    name: 'parcel-hand-off',
    path: () => `/app/parcels/${parcelsOfStore.get('linked')}`,
    heading: (language) => say('links.chainTitle', language),
  },
  {
    name: 'health-sources',
    path: () => '/app/health',
    heading: (language) => say('sources.healthCard.title', language),
  },
];

describe.each(SCREEN_LANGUAGES)('in %s', (language) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    parcelsOfStore.set('wrong', await wrongNumber());
    const [link] = await rows(
      `select l.fulfillment_id || '-' || l.position as id from leg_links l join shops using (shop_id)
        where domain = $1 and l.state = 'confirmed' limit 1`,
      [shop],
    );
    parcelsOfStore.set('linked', String(link?.['id']));
    const [upload] = await rows(
      'select upload_id from uploads join shops using (shop_id) where domain = $1 limit 1',
      [shop],
    );
    parcelsOfStore.set('upload', String(upload?.['upload_id']));
  });

  it.each(SCREENS)(
    '$name has no serious barrier, no sideways scroll at 390 px and no error behind it',
    async (screen) => {
      expect(await checkScreen(desk, screen, language, store)).toEqual([]);
    },
  );
});

const CONNECTIONS = `select count(*) n from source_connections join shops using (shop_id) where domain = $1`;
const LINKS = `select l.number, l.state, l.carrier from leg_links l join shops using (shop_id) where domain = $1`;

async function openSources(): Promise<Desk> {
  const desk = await openDesk();
  await desk.open('/app/settings/sources', { store });
  await desk.app.getByRole('heading', { name: say('sources.title'), level: 1 }).waitFor();
  return desk;
}

const sourcesLead = ({ app }: Desk) => app.getByText(phrase('sources.sentence.asked'));

async function connect(
  { app }: Desk,
  source: string,
  { key, secret }: { key: string; secret?: string },
): Promise<void> {
  await app.getByRole('button', { name: worded('sources.connect.open', { source }) }).click();
  await app.getByLabel(say('sources.connect.key')).last().fill(key);
  if (secret !== undefined) await app.getByLabel(say('sources.connect.webhookSecret')).fill(secret);
  await app.getByRole('button', { name: say('sources.connect.button') }).click();
}

async function chooseCarriers({ app }: Desk, source: string, mode: 'only' | 'except') {
  const action = say('sources.plan.open');
  await app
    .getByRole('button', { name: worded('sources.action.named', { action, source }) })
    .click();
  const part = app.locator(source === '17TRACK' ? '#seventeen_track-plan' : '#aftership-plan');
  await part.getByLabel(say('sources.plan.mode')).selectOption(mode);
  await part.getByRole('checkbox', { name: /^DHL/ }).first().check();
}

const saveBar = ({ page }: Desk) => page.getByRole('region', { name: 'Unsaved changes' });

async function pushAddresses(): Promise<Map<string, string>> {
  const found = await rows(
    `select source, address from source_connections join shops using (shop_id)
      where domain = $1 and source <> 'inbound'`,
    [shop],
  );
  return new Map(
    found.map(({ source, address }) => [
      source === 'seventeen_track' ? '17track' : String(source),
      String(address),
    ]),
  );
}

async function proposedNumbers(): Promise<unknown[]> {
  const found = await rows(
    `${LINKS} and l.state = 'proposed' and jsonb_array_length(l.evidence) = 1 order by l.proposed_at desc limit 3`,
    [shop],
  );
  return found.map(({ number }) => number);
}

async function stateOf(number: unknown): Promise<unknown> {
  return (await rows(`${LINKS} and l.number = $2`, [shop, number]))[0]?.['state'];
}

async function uploadState(): Promise<unknown> {
  const found = await rows(
    'select state from uploads join shops using (shop_id) where domain = $1',
    [shop],
  );
  return found[0]?.['state'];
}

const MOST_DAYS = 6;

/** A parcel whose number is proven wrong; suppliers lend numbers until there is one. */
async function wrongNumber(): Promise<string> {
  for (let day = 0; day <= MOST_DAYS; day += 1) {
    const [parcel] = await rows(
      `select fulfillment_id || '-' || position as id from parcels join shops using (shop_id)
        where domain = $1 and verdict = 'wrong_number' order by 1 limit 1`,
      [shop],
    );
    if (parcel !== undefined) {
      await incident('borrowed_numbers', false);
      return String(parcel['id']);
    }
    await incident('borrowed_numbers', true);
    await pass(24);
  }
  throw new Error(`No number was proven wrong within ${MOST_DAYS} days.`);
}

async function boxesWithoutNumber(): Promise<number> {
  return single(
    `select count(*) n from parcels join shops using (shop_id)
      where domain = $1 and number is null and verdict <> 'unassessed' and shipped_at > $2::timestamptz - interval '3 days'`,
    [shop, await worldNow()],
  );
}

/** Parcels that only 17TRACK can speak of and whose silence became an alarm after an instant. */
async function silentSince(from: string): Promise<number> {
  return single(
    `select count(*) n from parcels join shops using (shop_id)
      where domain = $1 and verdict in ('stalled', 'never_scanned') and answered_by = 'seventeen_track'
        and verdict_since > $2`,
    [shop, from],
  );
}

async function worldNow(): Promise<string> {
  const response = await fetch(`${inject('stack').adminUrl}/sandbox/clock`);
  return z.object({ now: z.string() }).parse(await response.json()).now;
}

async function incident(name: Incident, on: boolean): Promise<void> {
  await postJson(`${inject('stack').adminUrl}/sandbox/incidents`, { name, on });
}

/** Lets the world's hours pass, a step at a time, and both sides come to rest after each. */
async function pass(...steps: number[]): Promise<void> {
  for (const advanceHours of steps) {
    await postJson(`${inject('stack').adminUrl}/sandbox/clock`, { advanceHours });
    await rest();
  }
}

async function rest(): Promise<void> {
  await settle(inject('stack'));
}
