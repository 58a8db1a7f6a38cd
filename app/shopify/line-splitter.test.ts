import { array, assert, nat, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineSplitter } from './line-splitter.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function split(text: string, cuts: number[] = []) {
  const splitter = lineSplitter({ byte: 0, line: 0 });
  const whole = bytes(text);
  const edges = [
    0,
    ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b),
    whole.length,
  ];
  edges.slice(1).forEach((edge, index) => splitter.push(whole.subarray(edges[index], edge)));
  splitter.end();
  return splitter.take();
}

describe('lineSplitter', () => {
  test('gives each line with its number and the byte after it', () => {
    expect(split('ab\ncé\nx')).toEqual([
      { text: 'ab', lineNumber: 1, endOffset: 3 },
      { text: 'cé', lineNumber: 2, endOffset: 7 },
      { text: 'x', lineNumber: 3, endOffset: 8 },
    ]);
  });

  test('counts empty lines but does not give them', () => {
    expect(split('a\n\nb\n').map((line) => [line.text, line.lineNumber])).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
  });

  test('goes on counting from a checkpoint', () => {
    const splitter = lineSplitter({ byte: 100, line: 7 });
    splitter.push(bytes('abc\n'));
    expect(splitter.take()).toEqual([{ text: 'abc', lineNumber: 8, endOffset: 104 }]);
  });

  test('without end, an unfinished line is not a line', () => {
    const splitter = lineSplitter({ byte: 0, line: 0 });
    splitter.push(bytes('whole\nhal'));
    expect(splitter.take()).toHaveLength(1);
    expect(splitter.bytesSeen()).toBe(9);
  });

  test('cuts a line beyond 4 MiB and goes on after it', () => {
    const splitter = lineSplitter({ byte: 0, line: 0 });
    for (let part = 0; part < 6; part += 1) splitter.push(bytes('x'.repeat(1 << 20)));
    splitter.push(bytes('\nnext\n'));
    const [long, next] = splitter.take();
    expect(long?.text).toHaveLength(4 << 20);
    expect(next).toMatchObject({ text: 'next', lineNumber: 2, endOffset: (6 << 20) + 6 });
  });

  test('gives the same lines wherever the chunks are cut', () => {
    const line = string({ unit: 'grapheme', maxLength: 12 }).map((s) => s.replaceAll(/\s/g, '·'));
    assert(
      property(array(line), array(nat()), (lines, cuts) => {
        const text = lines.map((each) => `${each}\n`).join('');
        expect(split(text, cuts)).toEqual(split(text));
      }),
    );
  });
});
