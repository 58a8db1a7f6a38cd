import { describe, expect, it } from 'vitest';
import { useDesks } from '#tests/e2e/desk.ts';
import { HOME_SENTENCE } from '#tests/e2e/screens.ts';
import { phrase, say, sentence } from '#tests/e2e/words.ts';

const openDesk = useDesks();

/** Which of a group's sentences is said depends on how many parcels the lane has had. */
function anyOf(group: 'lane.title' | 'lane.usual' | 'lane.basis' | 'delivery.basis'): RegExp {
  return new RegExp(GROUPS[group].map((name) => phrase(`${group}.${name}`).source).join('|'));
}

const LEVELS = ['lane', 'carrier', 'stage', 'prior'];
const GROUPS = {
  'lane.title': ['common', 'usual', 'rare', 'longest'],
  'lane.usual': [...LEVELS, 'laneOnly'],
  'lane.basis': LEVELS,
  'delivery.basis': LEVELS,
};

describe('the page of a silent parcel', () => {
  it('shows the verdict with its reasons, both clocks, the timeline, the next step and the history', async () => {
    const desk = await openDesk();
    const { app } = desk;
    await desk.open('/app/parcels?verdict=stalled');
    await app.getByRole('row').getByRole('link').first().click();
    await app.getByRole('heading', { name: say('verdictSentence.stalled') }).waitFor();
    await app
      .getByText(phrase('evidence.last_physical_scan'))
      .or(app.getByText(phrase('evidence.last_physical_scan_place')))
      .first()
      .waitFor();
    await app
      .getByText(sentence('evidenceInBusinessDays.silent_past_limit'))
      .or(app.getByText(sentence('evidence.silent_past_limit')))
      .waitFor();
    await app.getByRole('heading', { name: phrase('parcel.nextStepIs') }).waitFor();
    await app.getByText(say('parcel.clockParcel'), { exact: true }).waitFor();
    await app.getByText(sentence('parcel.clockSourceNamed')).waitFor();
    await app.getByRole('heading', { name: say('parcel.timelineTitle') }).waitFor();
    await app.getByText(phrase('parcel.received')).first().waitFor();
    await app.getByText(sentence('parcel.gapNow')).waitFor();
    await app.getByRole('heading', { name: say('parcel.historyTitle') }).waitFor();
    await app.getByText(phrase('parcel.historyFirst')).first().waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('draws the silence on its lane’s curve, says in words what is usual and the chance, and gives the figures as a table', async () => {
    const desk = await openDesk();
    const { app } = desk;
    await desk.open('/app/parcels?verdict=stalled');
    await app.getByRole('row').getByRole('link').first().click();
    await app.getByRole('heading', { name: anyOf('lane.title') }).waitFor();
    await app.getByRole('img', { name: say('lane.chart.label') }).waitFor();
    await app.getByText(anyOf('lane.usual')).waitFor();
    await app.getByText(phrase('lane.chance')).waitFor();
    await app.getByText(anyOf('lane.basis')).waitFor();
    await app.getByText(phrase('lane.limitLearned')).waitFor();
    await app.getByRole('button', { name: say('common.showTable') }).click();
    await app.getByRole('columnheader', { name: say('lane.chart.chance') }).waitFor();
    await app.getByRole('rowheader', { name: `(${say('lane.chart.today')})` }).waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('says when the parcel is expected, how sure that is and on what it rests', async () => {
    const desk = await openDesk();
    const { app } = desk;
    await desk.open('/app/parcels?verdict=stalled');
    await app.getByRole('row').getByRole('link').first().click();
    await app.getByRole('heading', { name: say('delivery.title'), exact: true }).waitFor();
    await app.getByRole('img', { name: say('delivery.stripLabel') }).waitFor();
    await app.getByText(phrase('delivery.confidence')).waitFor();
    await app.getByText(anyOf('delivery.basis')).waitFor();
    expect(desk.problems).toEqual([]);
  });

  it('leads back to the list one came from', async () => {
    const desk = await openDesk();
    await desk.open('/app/parcels?verdict=late&sort=value_desc');
    await desk.app.getByRole('row').getByRole('link').first().click();
    await desk.app.getByRole('heading', { name: say('parcel.timelineTitle') }).waitFor();
    await desk.app
      .getByRole('link', { name: say('parcel.backToList') })
      .first()
      .click();
    await desk.app.getByRole('tab', { name: say('verdict.late'), selected: true }).waitFor();
    expect(desk.problems).toEqual([]);
  });
});

describe('an address that leads nowhere', () => {
  it.each([
    [
      'a tampered cursor',
      '/app/parcels?cursor=eyJhIjoxfQ',
      400,
      'parcels.badQueryTitle',
      'parcels.badQueryAction',
    ],
    [
      'a filter that does not exist',
      '/app/parcels?verdict=eaten_by_dog',
      400,
      'parcels.badQueryTitle',
      'parcels.badQueryAction',
    ],
    [
      'a country that is none',
      "/app/parcels?destination=')%3B--",
      400,
      'parcels.badQueryTitle',
      'parcels.badQueryAction',
    ],
    ['an unknown parcel', '/app/parcels/1-0', 404, 'parcel.notFoundTitle', 'parcel.backToList'],
    [
      'a parcel id that is none',
      '/app/parcels/1-0%27',
      404,
      'parcel.notFoundTitle',
      'parcel.backToList',
    ],
    ['an unknown page', '/app/nowhere', 404, 'error.notFoundTitle', 'error.goHome'],
  ])(
    'answers %s plainly, with a way back and no trace of code',
    async (_, path, status, title, wayBack) => {
      const desk = await openDesk();
      const answered = desk.page.waitForResponse((response) =>
        response.url().includes('id_token='),
      );
      await desk.open(path);
      expect((await answered).status()).toBe(status);
      await desk.app.getByRole('heading', { name: say(title) }).waitFor();
      expect(await desk.app.locator('body').innerText()).not.toMatch(
        /\bat .+:\d+|Error:|node_modules/,
      );
      await desk.app
        .getByRole('link', { name: say(wayBack) })
        .first()
        .click();
      await desk.app
        .getByRole('heading', { name: say('parcels.title'), level: 1 })
        .or(desk.app.getByRole('heading', { name: HOME_SENTENCE }))
        .first()
        .waitFor();
      expect(desk.problems.filter((problem) => !problem.includes(String(status)))).toEqual([]);
    },
  );
});
