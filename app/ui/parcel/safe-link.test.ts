import { expect, test } from 'vitest';
import { safeLink } from './safe-link.ts';

test.each([
  ['https://t.17track.net/en#nums=LP00123', 'https://t.17track.net/en#nums=LP00123'],
  ['http://track.example.com/1', null],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['https://user:secret@example.com/', null],
  ['//example.com', null],
  ['LP00123', null],
  ['', null],
  [null, null],
])('the address %s is opened as %s', (address, expected) => {
  expect(safeLink(address)).toBe(expected);
});
