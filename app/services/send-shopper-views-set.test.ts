import { describe, expect, it } from 'vitest';
import { setMetafields } from '#app/services/send-shopper-views-set.server.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import type { SetMetafieldsMutation } from '#app/shopify/generated/documents.ts';

type Result = SetMetafieldsMutation['metafieldsSet'];
type UserError = NonNullable<Result>['userErrors'][number];

const wrong = (told: Partial<UserError> = {}): UserError => ({
  code: 'INVALID',
  elementIndex: null,
  field: null,
  message: 'Owner does not exist.',
  ...told,
});

/**
 * A Shopify at the far end of a `Source` that knows some orders alone and sets all of a call or none; `calls` are the orders
 * of each.
 */
function shopify({
  unknown = [],
  names = 'elementIndex',
  refusal = null,
  denied = false,
}: {
  unknown?: readonly string[];
  /** How it says which one is wrong. */
  names?: 'elementIndex' | 'field' | 'nothing';
  refusal?: UserError | null;
  denied?: boolean;
}) {
  const calls: string[][] = [];
  const answerTo = (owners: readonly string[]): Result => {
    if (denied) return null;
    const errors = owners.flatMap((owner, index) => {
      if (!unknown.includes(owner)) return [];
      if (names === 'elementIndex') return [wrong({ elementIndex: index })];
      return [wrong(names === 'field' ? { field: ['metafields', String(index), 'ownerId'] } : {})];
    });
    return { metafields: null, userErrors: refusal === null ? errors : [refusal] };
  };
  const source: Source = {
    async query(_document, variables) {
      const owners = JSON.stringify(variables).match(/\d+(?=")/g) ?? [];
      calls.push([...owners]);
      const data = JSON.parse(JSON.stringify({ metafieldsSet: answerTo(owners) }));
      const gaps = denied
        ? [{ path: 'metafieldsSet', message: 'Access denied for metafieldsSet.' }]
        : [];
      return { data, gaps, throttle: null, servedVersion: '2026-10' };
    },
    report: async () => {},
  };
  return { source, calls };
}

const orders = (...ids: string[]) =>
  ids.map((id) => ({
    ownerId: id,
    namespace: '$app',
    key: 'shopper_view',
    type: 'json' as const,
    value: 'v',
  }));

describe('setMetafields', () => {
  it('asks once when all are taken', async () => {
    const { source, calls } = shopify({});
    expect(await setMetafields(source, orders('1', '2'))).toBeNull();
    expect(calls).toEqual([['1', '2']]);
  });

  it.each(['elementIndex', 'field'] as const)(
    'sends the others again without those named by %s',
    async (names) => {
      const { source, calls } = shopify({ unknown: ['1', '3'], names });
      expect(await setMetafields(source, orders('1', '2', '3', '4'))).toBeNull();
      expect(calls).toEqual([
        ['1', '2', '3', '4'],
        ['2', '4'],
      ]);
    },
  );

  it('sends each alone when none is named', async () => {
    const { source, calls } = shopify({ unknown: ['2'], names: 'nothing' });
    expect(await setMetafields(source, orders('1', '2', '3'))).toBeNull();
    expect(calls).toEqual([['1', '2', '3'], ['1'], ['2'], ['3']]);
  });

  it.each(['elementIndex', 'nothing'] as const)(
    'is refused when all are, named by %s',
    async (names) => {
      const { source } = shopify({ unknown: ['1', '2'], names });
      expect(await setMetafields(source, orders('1', '2'))).toBe('refused');
    },
  );

  it('is refused without another call when the only one is', async () => {
    const { source, calls } = shopify({ unknown: ['1'], names: 'nothing' });
    expect(await setMetafields(source, orders('1'))).toBe('refused');
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['no data for want of a scope', { denied: true }],
    ['the app is not authorised', { refusal: wrong({ code: 'APP_NOT_AUTHORIZED' }) }],
  ])('lacks the permission when %s, and asks no further', async (_, told) => {
    const { source, calls } = shopify(told);
    expect(await setMetafields(source, orders('1', '2'))).toBe('scope_missing');
    expect(calls).toHaveLength(1);
  });
});
