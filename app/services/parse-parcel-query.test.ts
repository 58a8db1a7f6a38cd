import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParcelQuery } from '#app/contracts/pages.ts';
import { PARCEL_SORTS } from '#app/contracts/pages.ts';
import {
  DEFAULT_PARCEL_QUERY,
  parseParcelId,
  serialiseParcelQuery,
} from '#app/contracts/parcel-query.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';
import { readCursor, writeCursor } from '#app/services/parcel-cursor.server.ts';
import { parseParcelQuery } from '#app/services/parse-parcel-query.server.ts';

const place = {
  key: '2026-11-01T10:00:00.123456Z',
  fulfillmentId: '9007199254740993',
  position: 2,
};
const cursor = writeCursor(place, { shopId: 7, sort: 'shipped_desc' });
const parse = (text: string, shopId?: number) =>
  parseParcelQuery(new URLSearchParams(text), shopId);

describe('parseParcelQuery', () => {
  it('reads an empty address, and Shopify’s own parameters, as the default list', () => {
    expect(parse('')).toEqual({ ok: true, query: DEFAULT_PARCEL_QUERY });
    expect(parse('embedded=1&host=abc&locale=zh-CN&q=&from=')).toEqual({
      ok: true,
      query: DEFAULT_PARCEL_QUERY,
    });
  });

  it('reads back what serialiseParcelQuery writes, whatever the query', () => {
    const day = fc
      .integer({ min: 0, max: 20_000 })
      .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    const queries: fc.Arbitrary<ParcelQuery> = fc.record({
      verdicts: fc.uniqueArray(fc.constantFrom(...VERDICTS)),
      carriers: fc.uniqueArray(fc.constantFrom('usps', 'dhl ecommerce', '4px', '云途 & söhne')),
      destinations: fc.uniqueArray(fc.constantFrom('US', 'DE', 'BR')),
      muted: fc.constantFrom('hide', 'only', 'show'),
      shippedFrom: fc.option(day),
      shippedTo: fc.constant(null),
      minimumValueMinor: fc.option(fc.integer({ min: 0, max: 1_000_000_000_000 })),
      search: fc.option(fc.constantFrom('#1001', 'LX 1%_2', '云途', 'a\\b')),
      sort: fc.constantFrom(...PARCEL_SORTS),
      cursor: fc.constant(null),
      direction: fc.constant('next'),
    });
    fc.assert(
      fc.property(queries, (query) => {
        expect(parse(serialiseParcelQuery(query))).toEqual({ ok: true, query });
      }),
    );
  });

  it.each([
    ['verdict=fine', 'verdicts', 'unknown_value'],
    ['verdict=stalled&verdict=<script>', 'verdicts', 'unknown_value'],
    ['carrier=%20', 'carriers', 'unknown_value'],
    ['carrier=a%00b', 'carriers', 'unknown_value'],
    [`carrier=${'x'.repeat(101)}`, 'carriers', 'too_long'],
    [Array.from({ length: 61 }, (_, n) => `carrier=c${n}`).join('&'), 'carriers', 'too_many'],
    ['destination=us', 'destinations', 'not_a_country'],
    ['destination=USA', 'destinations', 'not_a_country'],
    ['muted=maybe', 'muted', 'unknown_value'],
    ['from=2026-02-30', 'shippedFrom', 'not_a_date'],
    ['to=yesterday', 'shippedTo', 'not_a_date'],
    ['to=9999-12-31', 'shippedTo', 'not_a_date'],
    ['from=2026-11-02&to=2026-11-01', 'shippedTo', 'before_from'],
    ['min=-1', 'minimumValueMinor', 'not_an_amount'],
    ['min=1.5', 'minimumValueMinor', 'not_an_amount'],
    ['min=1000000000001', 'minimumValueMinor', 'not_an_amount'],
    ['q=a', 'search', 'too_short'],
    [`q=${'x'.repeat(101)}`, 'search', 'too_long'],
    ['q=ab%00', 'search', 'unknown_value'],
    ['sort=price', 'sort', 'unknown_value'],
    ['direction=sideways', 'direction', 'unknown_value'],
    ['cursor=garbage', 'cursor', 'not_our_cursor'],
    ['cursor=e30.e30', 'cursor', 'not_our_cursor'],
    [`cursor=${'x'.repeat(5_000)}`, 'cursor', 'not_our_cursor'],
  ])('names the field of %s', (text, field, code) => {
    expect(parse(text)).toEqual({ ok: false, error: { field, code } });
  });

  it.each([
    ['from=2026-11-01&to=2026-11-01', { shippedFrom: '2026-11-01', shippedTo: '2026-11-01' }],
    ['min=0', { minimumValueMinor: 0 }],
    ['min=1000000000000', { minimumValueMinor: 1_000_000_000_000 }],
    ['q=ab', { search: 'ab' }],
    [`q=${'x'.repeat(100)}`, { search: 'x'.repeat(100) }],
    ['carrier=%20USPS', { carriers: ['usps'] }],
    ['verdict=late&verdict=late', { verdicts: ['late'] }],
  ])('takes %s', (text, expected) => {
    expect(parse(text)).toMatchObject({ ok: true, query: expected });
  });
});

describe('a cursor', () => {
  it('is taken under its own shop and sort, and under no other', () => {
    const parameter = encodeURIComponent(cursor);
    expect(parse(`cursor=${parameter}`, 7).ok).toBe(true);
    expect(parse(`cursor=${parameter}`).ok).toBe(true);
    expect(parse(`cursor=${parameter}`, 8).ok).toBe(false);
    expect(parse(`cursor=${parameter}&sort=shipped_asc`, 7).ok).toBe(false);
  });

  it('keeps ids beyond JavaScript’s numbers and microseconds', () => {
    expect(readCursor(cursor, { shopId: 7, sort: 'shipped_desc' })).toEqual({
      shopId: 7,
      ...place,
    });
  });

  it('is refused when any character of it was changed', () => {
    fc.assert(
      fc.property(
        fc.nat(cursor.length - 1),
        fc.constantFrom('A', 'b', '3', '-', '.', ''),
        (at, put) => {
          fc.pre(cursor[at] !== put);
          const changed = cursor.slice(0, at) + put + cursor.slice(at + 1);
          expect(readCursor(changed, { shopId: 7, sort: 'shipped_desc' })).toBeNull();
        },
      ),
    );
  });

  it('is refused, without a trace, whatever is sent instead', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readCursor(text, { shopId: 7, sort: 'shipped_desc' })).toBeNull();
      }),
    );
  });
});

describe('parseParcelId', () => {
  it.each([
    ['1-0', { fulfillmentId: '1', position: 0 }],
    ['9223372036854775807-32767', { fulfillmentId: '9223372036854775807', position: 32_767 }],
    ['9223372036854775808-0', null],
    ['1-32768', null],
    ['01-0', null],
    ['0-0', null],
    ['1', null],
    ["1-0'", null],
    ['', null],
  ])('reads %s as %o', (text, expected) => {
    expect(parseParcelId(text)).toEqual(expected);
  });
});
