import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOrderMetafield } from '#app/contracts/read-order-metafield.ts';
import { LARGEST_METAFIELD_BYTES } from '#app/contracts/shopper.ts';
import { writeOrderMetafield } from '#app/contracts/write-order-metafield.ts';
import {
  SHOPPER_STATES,
  type ShopperParcel,
  type ShopperState,
} from '#app/domain/shopper/shopper-parcel.ts';
import { LONGEST_WORDING } from '#app/domain/shopper/shopper-settings.ts';

const FRAME = {
  at: '2026-11-16T12:00:00.000Z',
  api: 'https://lastscan.example',
  key: 'k'.repeat(32),
};
const bytes = (text: string) => Buffer.byteLength(text, 'utf8');
const read = (text: string) => {
  const metafield = readOrderMetafield(text);
  if (metafield === null) throw new Error(`cannot be read: ${text}`);
  return metafield;
};

describe('an order’s metafield', () => {
  it('says of a few parcels everything, and is read back as it was written', () => {
    const parcels = [parcel('70-0', 'in_customs'), parcel('70-1', 'in_origin')];
    expect(read(writeOrderMetafield({ ...FRAME, parcels }))).toEqual({
      ...FRAME,
      parcels,
      more: 0,
    });
  });

  it('says of an order without parcels that there are none', () => {
    expect(read(writeOrderMetafield({ ...FRAME, parcels: [] }))).toMatchObject({
      parcels: [],
      more: 0,
    });
  });

  it('has first what the shopper must do, then what goes wrong, last what is over', () => {
    const states = ['delivered', 'in_origin', 'silent', 'ready_for_pickup', 'late'] as const;
    const parcels = states.map((state, index) => parcel(`70-${index}`, state));
    const written = read(writeOrderMetafield({ ...FRAME, parcels }));
    expect(written.parcels.map(({ state }) => state)).toEqual([
      'ready_for_pickup',
      'silent',
      'late',
      'in_origin',
      'delivered',
    ]);
  });

  it('leaves out links before parcels, those of the least urgent first', () => {
    const states: ShopperState[] = [
      'delivered',
      'late',
      'late',
      'late',
      'late',
      'customs_needs_you',
    ];
    const parcels = states.map((state, index) => parcel(`70-${index}`, state));
    const { parcels: written, more } = read(writeOrderMetafield({ ...FRAME, parcels }));
    expect(more).toBe(0);
    const linked = written.map(({ legs }) => legs.every(({ url }) => url !== null));
    expect(linked[0]).toBe(true);
    expect(linked.at(-1)).toBe(false);
    expect(linked).toEqual(linked.toSorted((a, b) => Number(b) - Number(a)));
  });

  it('never exceeds its bytes, and counts whom it leaves out, with 60 parcels and the longest Chinese sentences', () => {
    fc.assert(
      fc.property(fc.array(parcels, { minLength: 1, maxLength: 60 }), (list) => {
        const text = writeOrderMetafield({ ...FRAME, parcels: list });
        expect(bytes(text)).toBeLessThanOrEqual(LARGEST_METAFIELD_BYTES);
        const { parcels: written, more } = read(text);
        expect(written.length + more).toBe(list.length);
      }),
      { numRuns: 50 },
    );
  });

  it('of 60 parcels in Chinese shows the most urgent ones', () => {
    const own = { language: 'zh-CN', text: '包裹正在清关，请耐心等待。'.repeat(18) };
    const list = Array.from({ length: 60 }, (_, index) => ({
      ...parcel(`70-${index}`, index === 59 ? 'attempt_failed' : 'in_origin'),
      own,
    }));
    const text = writeOrderMetafield({ ...FRAME, parcels: list });
    const { parcels: written, more } = read(text);
    expect(written[0]?.id).toBe('70-59');
    expect(written.length).toBeGreaterThan(1);
    expect(more).toBe(60 - written.length);
  });

  it('fits to the byte: one more is one parcel less', () => {
    const room = LARGEST_METAFIELD_BYTES - bytes(writeOrderMetafield({ ...FRAME, parcels: [] }));
    const padded = (length: number) => {
      const bare = { ...parcel('70-0', 'late'), legs: [], own: { language: 'en', text: '' } };
      const text = 'x'.repeat(length - bytes(JSON.stringify(bare)) - 1);
      return writeOrderMetafield({
        ...FRAME,
        parcels: [{ ...bare, own: { language: 'en', text } }],
      });
    };
    expect(read(padded(room)).parcels).toHaveLength(1);
    expect(bytes(padded(room))).toBe(LARGEST_METAFIELD_BYTES - 1);
    expect(read(padded(room + 1))).toMatchObject({ parcels: [], more: 1 });
  });
});

function parcel(id: string, state: ShopperState): ShopperParcel {
  const url = `https://t.17track.net/en#nums=YT2612345678901234&from=${'x'.repeat(60)}`;
  return {
    id,
    state,
    verdict: 'on_track',
    since: '2026-11-15T08:00:00.000Z',
    own: null,
    origin: 'CN',
    destination: 'DE',
    legs: [
      { kind: 'supplier', number: 'YT2612345678901234', carrier: 'YunExpress', url },
      { kind: 'last_mile', number: '00340434161094042557', carrier: 'DHL', url },
    ],
    lastScan: { milestone: 'domestic_transit', at: '2026-11-15T08:00:00.000Z', country: 'DE' },
    silence: null,
    delivery: null,
    next: { code: 'next_scan_by', until: '2026-11-20T08:00:00.000Z' },
    need: null,
  };
}

const wording = fc
  .tuple(fc.constantFrom('包', '裹', '🚚', '"', '\\', 'ß', 'x'), fc.nat({ max: LONGEST_WORDING }))
  .map(([sign, length]) => ({ language: 'zh-TW', text: sign.repeat(length) }));

const parcels = fc
  .record({ state: fc.constantFrom(...SHOPPER_STATES), own: fc.option(wording), id: fc.nat() })
  .map(({ state, own, id }): ShopperParcel => ({ ...parcel(`${id}-0`, state), own }));
