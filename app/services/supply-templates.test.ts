import { describe, expect, test } from 'vitest';
import { SUPPLY_FILES } from '#app/contracts/inventory.ts';
import { supplyColumns } from '#app/domain/inventory/supply-columns.ts';
import { LANGUAGES } from '#app/i18n/languages.ts';
import { SUPPLY_TEMPLATES } from './supply-templates.ts';

describe.each(SUPPLY_FILES)('the template %s', (kind) => {
  test.each(LANGUAGES)(
    'in %s has names of which each is read as a column of its own',
    (language) => {
      const names = SUPPLY_TEMPLATES[kind][language];
      expect(Object.keys(supplyColumns(names))).toHaveLength(names.length);
      expect(Object.keys(supplyColumns(names))).toEqual(
        expect.arrayContaining(Object.keys(supplyColumns(SUPPLY_TEMPLATES[kind].en))),
      );
    },
  );

  test('has a cell for each column in its first row', () => {
    expect(SUPPLY_TEMPLATES[kind].sample).toHaveLength(SUPPLY_TEMPLATES[kind].en.length);
  });
});
