import { describe, expect, it } from 'vitest';
import { readOrderMetafield, readShopperOrder } from '#app/contracts/read-order-metafield.ts';

const OLDEST_PARCEL = {
  id: '70-0',
  state: 'on_the_way',
  verdict: 'on_track',
  since: '2026-11-20T08:00:00.000Z',
  next: { code: 'next_scan_by', until: null },
};
const METAFIELD = {
  version: 1,
  at: '2026-11-27T08:00:00.000Z',
  api: 'https://lastscan.example',
  key: 'k'.repeat(32),
  parcels: [OLDEST_PARCEL],
};
const metafield = (changes: object = {}) => JSON.stringify({ ...METAFIELD, ...changes });

describe('readOrderMetafield', () => {
  it('reads a parcel that an older release wrote, without the optional fields', () => {
    expect(readOrderMetafield(metafield())).toEqual({
      at: METAFIELD.at,
      api: METAFIELD.api,
      key: METAFIELD.key,
      parcels: [
        {
          ...OLDEST_PARCEL,
          own: null,
          origin: null,
          destination: null,
          legs: [],
          lastScan: null,
          silence: null,
          delivery: null,
          need: null,
        },
      ],
      more: 0,
    });
  });

  it('passes over what a newer release has added', () => {
    const text = metafield({ version: 7, weather: 'rain', parcels: [{ ...OLDEST_PARCEL, x: 1 }] });
    expect(readOrderMetafield(text)?.parcels).toEqual(readOrderMetafield(metafield())?.parcels);
  });

  it.each([
    ['of a state nobody knows', { ...OLDEST_PARCEL, state: 'teleported' }],
    ['with a page that is not https', { ...OLDEST_PARCEL, legs: [leg('http://a.example')] }],
    ['that is none', null],
  ])('leaves out a parcel %s, counts it, and keeps the others', (_, parcel) => {
    const read = readOrderMetafield(metafield({ parcels: [parcel, OLDEST_PARCEL], more: 2 }));
    expect(read?.parcels.map(({ id }) => id)).toEqual(['70-0']);
    expect(read?.more).toBe(3);
  });

  it.each([
    ['nothing', null],
    ['an empty text', ''],
    ['broken JSON', '{'],
    ['a list', '[]'],
    ['no key', metafield({ key: undefined })],
    ['an address that is none', metafield({ api: 'lastscan' })],
    ['an address anybody on the way could read', metafield({ api: 'http://lastscan.example' })],
    ['a script for an address', metafield({ api: 'javascript:alert(1)' })],
  ])('is null for %s', (_, text) => {
    expect(readOrderMetafield(text)).toBeNull();
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1:3000'])('takes %s, this machine', (api) => {
    expect(readOrderMetafield(metafield({ api }))?.api).toBe(api);
  });
});

describe('readShopperOrder', () => {
  const ORDER = { version: 1, at: METAFIELD.at, parcels: [OLDEST_PARCEL], signedIn: null };

  it('reads the parcels one by one', () => {
    const read = readShopperOrder({ ...ORDER, parcels: [OLDEST_PARCEL, { id: '70-1' }] });
    expect(read?.parcels.map(({ id }) => id)).toEqual(['70-0']);
    expect(read?.more).toBe(1);
  });

  it('is null for a refusal', () => {
    expect(readShopperOrder({ refused: 'not_found' })).toBeNull();
  });

  it('is null when what a signed-in customer sees is of another shape', () => {
    expect(readShopperOrder({ ...ORDER, signedIn: {} })).toBeNull();
  });
});

function leg(url: string) {
  return { kind: 'supplier', number: 'YT1', carrier: null, url };
}
