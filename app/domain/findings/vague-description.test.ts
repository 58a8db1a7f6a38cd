import { expect, test } from 'vitest';
import { vagueness } from '#app/domain/findings/vague-description.ts';

test.each([
  ['Gift', 'vague'],
  ['GIFTS', 'vague'],
  ['New gift for women', 'vague'],
  ['Spare parts', 'vague'],
  ['2 pcs clothes, size L', 'vague'],
  ['Meridian gift', 'vague'],
  ['Gift box of four olive wood spoons', 'precise'],
  ['Brake discs, spare parts for cars', 'precise'],
  ['Partition wall', 'free'],
  ['Cotton T-shirt', 'free'],
  ['See invoice', 'vague'],
  ['Dried fish', 'free'],
  ['Kitchen supplies', 'free'],
  ['', 'free'],
])('%j is %s', (description, kind) => {
  expect(vagueness(description, { nothing: 'Meridian Goods' }).kind).toBe(kind);
});
