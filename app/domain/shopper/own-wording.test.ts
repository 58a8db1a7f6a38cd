import { describe, expect, it } from 'vitest';
import { ownWording, shopperLanguageOf } from '#app/domain/shopper/own-wording.ts';
import { SHOPPER_STATES } from '#app/domain/shopper/shopper-parcel.ts';

const settings = { wording: { on_track: { de: 'Ist unterwegs.', 'zh-TW': '已在路上。' } } };
const ON_ITS_WAY = { verdict: 'on_track', state: 'on_the_way' } as const;

describe('ownWording', () => {
  it.each([
    ['de', 'Ist unterwegs.'],
    ['de-AT', 'Ist unterwegs.'],
    ['zh-Hant-HK', '已在路上。'],
    ['zh-CN', undefined],
    ['fr', undefined],
    ['', undefined],
  ])('in %j is %j', (language, text) => {
    expect(ownWording(settings, ON_ITS_WAY, language)?.text).toBe(text);
  });

  it('is null for verdicts without a sentence, unknown ones, and names every object has', () => {
    for (const verdict of ['late', 'unassessed', 'constructor']) {
      expect(ownWording(settings, { ...ON_ITS_WAY, verdict }, 'de')).toBeNull();
    }
  });

  it('says of no parcel that it is on its way while its state says something else', () => {
    const said = SHOPPER_STATES.filter(
      (state) => ownWording(settings, { verdict: 'on_track', state }, 'de') !== null,
    );
    expect(said).toEqual(expect.arrayContaining(['on_the_way', 'in_origin', 'in_destination']));
    for (const state of ['preparing', 'announced', 'ready_for_pickup', 'returned', 'cancelled']) {
      expect(said).not.toContain(state);
    }
  });
});

describe('shopperLanguageOf', () => {
  it.each([
    ['en', 'en'],
    ['en-GB', 'en'],
    ['pt-BR', 'pt'],
    ['PT_pt', 'pt'],
    ['zh', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['zh-Hans-TW', 'zh-CN'],
    ['zh-TW', 'zh-TW'],
    ['zh-HK', 'zh-TW'],
    ['zh-MO', 'zh-TW'],
    ['zh-Hant', 'zh-TW'],
    ['nl', null],
    ['auto', null],
  ])('%s is %s', (tag, language) => {
    expect(shopperLanguageOf(tag)).toBe(language);
  });
});
