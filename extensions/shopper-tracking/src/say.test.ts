// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { SHOPPER_NEXTS, SHOPPER_STATES } from '#app/domain/shopper/shopper-parcel.ts';
import { sayParcel } from './say.ts';
import { NOW, parcel, translateInto, type Language } from './testing.ts';

const say = (
  changes: Parameters<typeof parcel>[0] = {},
  { now = NOW, language = 'en' }: { now?: Date; language?: Language } = {},
) =>
  sayParcel({
    parcel: parcel(changes),
    translate: translateInto(language),
    language,
    timeZone: 'Europe/Berlin',
    now,
  });

describe('sayParcel', () => {
  it('says everything that is known of a parcel on its way', () => {
    expect(say()).toEqual({
      need: null,
      needContact: null,
      headline: 'Your parcel is on its way.',
      route: 'China → Germany',
      since: null,
      lastScan:
        'Last scan: left the country of origin (China), 3 days ago (November 24 at 2:05 PM)',
      silence: '9 of 10 parcels on this route have news by November 29.',
      delivery: '8 of 10 parcels like this arrive between November 30 and December 4.',
      next: 'You do not need to do anything. If there is no news by November 29, the shop is alerted so that it can ask the carrier.',
      legs: [
        {
          who: 'First part of the journey: YunExpress',
          number: 'YT2633000001',
          url: 'https://carrier.example/YT2633000001',
          label: 'Track YT2633000001 with YunExpress in a new window',
        },
        {
          who: 'Delivery to you: DHL',
          number: '00340434161094042557',
          url: null,
          label: 'Track 00340434161094042557 with DHL in a new window',
        },
      ],
    });
  });

  it('is silent where nothing is known', () => {
    const lines = say({
      origin: null,
      since: null,
      legs: [],
      lastScan: null,
      silence: null,
      delivery: null,
      next: null,
    });
    expect(lines).toMatchObject({ route: null, since: null, lastScan: null, silence: null });
    expect(lines).toMatchObject({ delivery: null, next: null, legs: [] });
  });

  it('says each state with a sentence of its own, in every language', () => {
    for (const language of ['en', 'zh-CN', 'zh-TW', 'de', 'fr', 'es', 'pt', 'ja'] as const) {
      const headlines = SHOPPER_STATES.map((state) => say({ state }, { language }).headline);
      expect(new Set(headlines).size).toBe(SHOPPER_STATES.length);
    }
  });

  it('says every next step, with its day and without', () => {
    for (const code of SHOPPER_NEXTS) {
      const dated = say({ next: { code, until: '2026-11-29T10:00:00.000Z' } }).next ?? '';
      const undated = say({ next: { code, until: null } }).next ?? '';
      expect(dated.includes('November 29')).toBe(code.endsWith('_by'));
      expect(undated).not.toMatch(/November|\{\{/u);
    }
  });

  it.each([
    ['de', 'Sie müssen nichts tun. Gibt es bis zum 29. November nichts Neues,'],
    ['fr', 'Vous n’avez rien à faire. S’il n’y a rien de nouveau d’ici le 29 novembre,'],
    ['es', 'No tiene que hacer nada. Si hasta el 29 de noviembre no hay novedades,'],
    ['pt', 'Você não precisa fazer nada. Se não houver novidades até 29 de novembro,'],
    ['zh-CN', '您无需做任何事。如果到11月29日仍没有新消息，'],
    ['zh-TW', '您不需要做任何事。若到11月29日仍沒有新消息，'],
    ['ja', 'お客様のご対応は必要ありません。11月29日までに新しい情報がない場合は、'],
  ] as const)('joins sentences and writes days as %s does', (language, start) => {
    expect(say({}, { language }).next).toMatch(new RegExp(`^${start}`, 'u'));
  });

  it('does not say that nothing is to be done when something is', () => {
    const lines = say({ state: 'ready_for_pickup', need: 'collect' });
    expect(lines.need).toMatch(/^Please collect your parcel\./u);
    expect(lines.needContact).toBe('Carrier: DHL. Number: 00340434161094042557.');
    expect(lines.next).not.toContain('You do not need to do anything');
  });

  it('turns to the carrier of the last number, known by name or not', () => {
    const [first] = parcel().legs;
    const legs = first === undefined ? [] : [{ ...first, carrier: null }];
    expect(say({ need: 'answer_customs', legs }).needContact).toBe(
      'Carrier: carrier not known. Number: YT2633000001.',
    );
    expect(say({ need: 'answer_customs', legs: [] }).needContact).toBeNull();
  });
});

describe('the merchant’s own sentence', () => {
  it.each([
    ['en', 'en', true],
    ['en-GB', 'en', true],
    ['de', 'en', false],
    ['zh-CN', 'zh-CN', true],
    ['zh-TW', 'zh-CN', false],
  ] as const)('in %s is said to a reader of %s: %s', (written, language, isSaid) => {
    const { headline } = say({ own: { language: written, text: 'Ours.' } }, { language });
    expect(headline === 'Ours.').toBe(isSaid);
  });
});

describe('how usual a silence is', () => {
  const until = '2026-11-27T14:00:00.000Z';
  const silence = { from: '2026-11-24T13:05:00.000Z', usualUntil: until, basis: 'lane' } as const;

  it('is usual until its day has come and longer than usual from then on', () => {
    expect(say({ silence }, { now: new Date(until) }).silence).toBe(
      '9 of 10 parcels on this route have news by November 27.',
    );
    expect(say({ silence }, { now: new Date('2026-11-27T14:00:00.001Z') }).silence).toBe(
      'That is longer than usual for this route: 9 of 10 parcels would have had news by November 27.',
    );
  });

  it.each([
    ['carrier', 'with this carrier'],
    ['stage', 'at this point of the journey'],
    ['prior', 'In general experience'],
  ] as const)('names what it rests on: %s', (basis, words) => {
    expect(say({ silence: { ...silence, basis } }).silence).toContain(words);
  });
});

describe('a range of days', () => {
  const range = { earliestOn: '2026-11-27', latestOn: '2026-11-27', confidence: 0.95 };

  it('of one day is one day', () => {
    expect(say({ delivery: { ...range, basis: 'lane' } }).delivery).toBe(
      '19 of 20 parcels like this arrive on November 27.',
    );
  });

  it('is over when its last day is over where the reader is', () => {
    const delivery = { ...range, basis: 'lane' } as const;
    const at = (now: string) => say({ delivery }, { now: new Date(now) }).delivery;
    expect(at('2026-11-27T22:59:59.999Z')).toContain('arrive on November 27');
    expect(at('2026-11-27T23:00:00.000Z')).toBe(
      '19 of 20 parcels like this would have arrived by November 27; yours is taking longer.',
    );
  });

  it('says when it rests on general experience alone', () => {
    expect(say({ delivery: { ...range, basis: 'prior' } }).delivery).toContain(
      'not yet on this shop’s own parcels',
    );
  });

  it.each([
    [0.8, '8 of 10'],
    [0.9, '9 of 10'],
    [0.85, '17 of 20'],
    [0.849, '16 of 20'],
    [0.799999, '15 of 20'],
  ])('with a confidence of %d says %s', (confidence, share) => {
    expect(say({ delivery: { ...range, confidence, basis: 'lane' } }).delivery).toMatch(
      new RegExp(`^${share} parcels`, 'u'),
    );
  });
});

describe('days to wait until', () => {
  it('that have passed are said to have passed', () => {
    const next = { code: 'customs_by', until: '2026-11-27T13:59:59.000Z' } as const;
    expect(say({ next }).next).toBe(
      'News was expected by November 27, and that day has passed. It is now for the shop to find out.',
    );
  });

  it('end at midnight: an instant at midnight belongs to the day before', () => {
    const next = { code: 'first_scan_by', until: '2026-11-28T23:00:00.000Z' } as const;
    expect(say({ next }).next).toContain('by November 28');
  });

  it('make today that day once it is over', () => {
    const next = { code: 'today', until: '2026-11-27T23:00:00.000Z' } as const;
    expect(say({ next }).next).toBe('The carrier intends to deliver it today.');
    expect(say({ next }, { now: new Date('2026-11-28T08:00:00.000Z') }).next).toBe(
      'The carrier intended to deliver it on November 27.',
    );
  });

  it('carry their year when it is another one', () => {
    const next = { code: 'number_by', until: '2027-01-04T10:00:00.000Z' } as const;
    expect(say({ next }).next).toContain('January 4, 2027');
  });
});

describe('the last scan', () => {
  const at = (text: string) =>
    say({ lastScan: { milestone: 'accepted', at: text, country: null } }).lastScan;

  it.each([
    ['2026-11-27T13:59:30.000Z', '0 minutes ago'],
    ['2026-11-27T13:00:01.000Z', '59 minutes ago'],
    ['2026-11-27T13:00:00.000Z', '1 hour ago'],
    ['2026-11-26T14:00:01.000Z', '23 hours ago'],
    ['2026-11-26T14:00:00.000Z', '1 day ago'],
  ])('at %s was %s', (text, ago) => {
    expect(at(text)).toContain(ago);
  });

  it('in the future has its date alone', () => {
    expect(at('2026-11-27T14:02:00.000Z')).toBe(
      'Last scan: handed to the carrier, November 27 at 3:02 PM',
    );
  });

  it('of a kind that a newer release knows is not explained', () => {
    const lastScan = { milestone: 'teleported', at: '2026-11-24T13:05:00.000Z', country: null };
    expect(say({ lastScan }).lastScan).toContain('an event that the carrier does not explain');
  });

  it('when there is none leaves the day since when it has been so', () => {
    expect(say({ state: 'not_scanned', lastScan: null }).since).toBe(
      'This has been so since November 12.',
    );
  });
});

describe('what cannot be read', () => {
  it('leaves its line out and nothing else', () => {
    const lines = say({
      since: 'yesterday',
      lastScan: { milestone: 'accepted', at: '', country: 'XXX' },
      silence: { from: 'x', usualUntil: 'x', basis: 'lane' },
      delivery: { earliestOn: '2026-13-40', latestOn: '', confidence: 0.8, basis: 'lane' },
      next: { code: 'next_scan_by', until: 'soon' },
    });
    expect(lines).toMatchObject({ lastScan: null, silence: null, delivery: null });
    expect(lines.headline).toBe('Your parcel is on its way.');
    expect(lines.next).toContain('If no news follows');
  });

  it('shows a country’s code where there is no such country', () => {
    expect(say({ origin: 'QQ', destination: '<b>' }).route).toMatch(/^.+ → <b>$/u);
  });
});
