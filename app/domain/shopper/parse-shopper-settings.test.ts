import { describe, expect, it } from 'vitest';
import { parseShopperSettings } from '#app/domain/shopper/parse-shopper-settings.ts';
import { DEFAULT_SHOPPER_SETTINGS, LONGEST_WORDING } from '#app/domain/shopper/shopper-settings.ts';

const OK = DEFAULT_SHOPPER_SETTINGS;
const quiet = (changes: object) => ({ quietHours: { ...OK.quietHours, ...changes } });
const parsed = (changes: object) => {
  const result = parseShopperSettings({ ...OK, ...changes });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.settings;
};
const errors = (changes: object) => {
  const result = parseShopperSettings({ ...OK, ...changes });
  return result.ok ? [] : result.errors.map(({ path, code }) => `${path} ${code}`);
};

describe('parseShopperSettings', () => {
  it('takes the defaults, and fills in parts that are not there with them', () => {
    expect(parsed({})).toEqual(OK);
    expect(parseShopperSettings({})).toEqual({ ok: true, settings: OK });
    expect(parseShopperSettings(null)).toEqual({ ok: true, settings: OK });
  });

  it('drops what it does not know', () => {
    const wording = { stalled: { en: 'We ask.', nl: 'Wij vragen.' }, vanished: { en: 'Gone.' } };
    expect(parsed({ isOn: true, wording })).toEqual({
      ...OK,
      wording: { stalled: { en: 'We ask.' } },
    });
  });

  it('keeps a sentence as one line of what is seen, and an empty one not at all', () => {
    const wording = { late: { en: ' Sorry,\n\u202Eit is\u200B late. ', de: ' \t ' } };
    expect(parsed({ wording }).wording).toEqual({ late: { en: 'Sorry, it is late.' } });
  });

  it('counts characters and not units of a sentence', () => {
    const longest = '🚚'.repeat(LONGEST_WORDING);
    expect(parsed({ wording: { lost: { ja: longest } } }).wording.lost?.ja).toBe(longest);
    expect(errors({ wording: { lost: { ja: `${longest}。` } } })).toEqual([
      'wording.lost.ja too_long',
    ]);
  });

  it.each([
    ['1', 1],
    [168, 168],
  ])('takes %j answer hours', (answerHours, hours) => {
    expect(parsed({ asks: { isOn: true, answerHours } }).asks.answerHours).toBe(hours);
  });

  it.each([
    [0, 'out_of_range'],
    [169, 'out_of_range'],
    ['1.5', 'not_whole'],
    ['soon', 'not_whole'],
    ['', 'required'],
    [undefined, 'required'],
  ])('refuses %j answer hours', (answerHours, code) => {
    expect(errors({ asks: { isOn: true, answerHours } })).toEqual([`asks.answerHours ${code}`]);
  });

  it.each([
    [{ from: '8:00' }, 'quietHours.from not_a_time'],
    [{ until: '24:00' }, 'quietHours.until not_a_time'],
    [{ until: '' }, 'quietHours.until required'],
    [{ closedWeekdays: [0] }, 'quietHours.closedWeekdays.0 not_a_weekday'],
    [{ closedWeekdays: [7, 8] }, 'quietHours.closedWeekdays.1 not_a_weekday'],
    [{ closedWeekdays: 'Sunday' }, 'quietHours.closedWeekdays required'],
    [{ closedWeekdays: [1, 2, 3, 4, 5, 6, 7] }, 'quietHours too_quiet'],
    [{ from: '11:59', until: '08:00' }, 'quietHours too_quiet'],
    [{ from: '08:00', until: '04:01' }, 'quietHours too_quiet'],
  ])('refuses %j', (changes, error) => {
    expect(errors(quiet(changes))).toContain(error);
  });

  it.each([
    [{ from: '12:00', until: '08:00' }],
    [{ from: '08:00', until: '04:00' }],
    [{ from: '08:00', until: '08:00' }],
    [{ closedWeekdays: [2, 3, 4, 5, 6, 7] }],
  ])('takes %j, with four hours open on a day', (changes) => {
    expect(errors(quiet(changes))).toEqual([]);
  });

  it('names every wrong field at once', () => {
    expect(errors({ show: { numbers: 'yes' }, notices: {} })).toEqual([
      'show.numbers not_a_choice',
      'show.silence required',
      'show.delivery required',
      'show.next required',
      'notices.isOn required',
    ]);
  });
});
