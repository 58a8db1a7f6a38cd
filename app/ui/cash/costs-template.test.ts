import { expect, test } from 'vitest';
import { readCostsCsv } from '#app/domain/cash/costs-csv.ts';
import { LANGUAGES } from '#app/i18n/languages.ts';
import { costsTemplate } from './costs-template.ts';

test.each(LANGUAGES)('the template in %s is taken as it is', (language) => {
  const text = costsTemplate(language, { currency: 'USD', today: '2026-11-27' });
  const records = text
    .trimEnd()
    .split('\r\n')
    .map((row, index) => ({ line: index + 1, cells: row.split(',') }));
  const read = readCostsCsv(records, { currency: 'EUR' });
  expect(read).toMatchObject({ ok: true, faults: [] });
  expect(
    read.ok
      ? read.items.map(({ kind, minor, currency, every }) => [kind, minor, currency, every])
      : [],
  ).toEqual([
    ['recurring', 120_000, 'USD', 'month'],
    ['recurring', 520_000, 'USD', 'month'],
    ['ads', 90_000, 'USD', 'month'],
  ]);
});
