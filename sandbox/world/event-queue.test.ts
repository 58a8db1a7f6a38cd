import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue } from './event-queue.ts';

test('items come out by time, and in the order they went in when times are equal', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (instants) => {
      const queue = new EventQueue<number>();
      for (const [index, at] of instants.entries()) queue.add(at, index);
      const taken: { at: number; item: number }[] = [];
      for (let due = queue.take(); due !== null; due = queue.take()) {
        taken.push({ at: due.at, item: due.item });
      }
      const expected = instants
        .map((at, item) => ({ at, item }))
        .toSorted((a, b) => a.at - b.at || a.item - b.item);
      expect(taken).toEqual(expected);
    }),
  );
});

test('an empty queue is never due and gives nothing', () => {
  const queue = new EventQueue<string>();
  expect(queue.nextAt).toBe(Infinity);
  expect(queue.take()).toBeNull();
});
