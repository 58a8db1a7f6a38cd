import { describe, expect, test } from 'vitest';
import { settingsOf } from './sources-draft.ts';
import type { PlanDraft } from './sources-draft.ts';

const links = { confirmStated: false, writeBack: false };
const plan: PlanDraft = {
  source: 'aftership',
  mode: 'all',
  carriers: [],
  dailyCalls: '',
  price: '',
  currency: 'USD',
};
const parsed = (own: Partial<PlanDraft>) => settingsOf({ links, plans: [{ ...plan, ...own }] });

describe('a plan as it is typed', () => {
  test('that is empty means no limit and no price', () => {
    expect(parsed({})).toEqual({
      ok: true,
      settings: {
        links,
        plans: [
          {
            source: 'aftership',
            plan: {
              serves: { mode: 'all', carriers: [] },
              dailyCalls: null,
              perThousandMinor: null,
              creditCurrency: null,
            },
          },
        ],
      },
    });
  });

  test.each([
    ['35', 'USD', 3_500],
    ['35.5', 'USD', 3_550],
    ['0', 'EUR', 0],
    ['3500', 'JPY', 3_500],
  ])('with the price %s %s costs %i minor units', (price, currency, minor) => {
    const result = parsed({ price, currency });
    expect(result.ok && result.settings.plans[0]?.plan.perThousandMinor).toBe(minor);
  });

  test.each([
    [{ dailyCalls: '1' }, []],
    [{ dailyCalls: '1000000' }, []],
    [{ dailyCalls: '0' }, ['dailyCalls']],
    [{ dailyCalls: '1000001' }, ['dailyCalls']],
    [{ dailyCalls: '1.5' }, ['dailyCalls']],
    [{ dailyCalls: '-3' }, ['dailyCalls']],
    [{ price: '35,50' }, ['price']],
    [{ price: '-1' }, ['price']],
    [{ mode: 'only', carriers: [] }, ['carriers']],
    [{ mode: 'only', carriers: ['usps'] }, []],
    [{ mode: 'except', carriers: [] }, []],
    [{ mode: 'only', price: 'x', dailyCalls: 'y' }, ['carriers', 'dailyCalls', 'price']],
  ] as const)('as %o has something wrong with %o', (own, fields) => {
    const result = parsed({ ...own, carriers: 'carriers' in own ? [...own.carriers] : [] });
    expect(result.ok ? [] : result.errors.map(({ field }) => field)).toEqual(fields);
  });
});
