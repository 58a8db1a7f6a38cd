import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { packZip, readZip } from './zip.ts';

const FILES = new Map([
  ['b/2.txt', strToU8('two')],
  ['a.txt', strToU8('')],
  ['b/10.txt', strToU8('ten')],
]);

describe('packZip', () => {
  test('gives the same bytes whatever the order of the files', () => {
    const other = new Map([...FILES].reverse());
    expect(packZip(other)).toEqual(packZip(FILES));
  });

  test('gives a ZIP that other programs read, with names sorted', () => {
    const read = unzipSync(packZip(FILES));
    expect(Object.keys(read)).toEqual(['a.txt', 'b/10.txt', 'b/2.txt']);
    expect(read['b/10.txt']).toEqual(strToU8('ten'));
  });

  test.each(['', '../up', '/root', 'ü.txt', 'a b', 'a\\b'])('refuses the name “%s”', (name) => {
    expect(() => packZip(new Map([[name, strToU8('x')]]))).toThrow('Not files of a pack');
  });
});

describe('readZip', () => {
  test('reads what packZip wrote, as written', () => {
    const read = readZip(packZip(FILES));
    expect(read).toMatchObject({ outcome: 'read', damaged: [], asWritten: true });
    expect(read.outcome === 'read' && [...read.files].sort()).toEqual([...FILES].sort());
  });

  test('reads what another program deflated, with folders and a comment, as not written so', () => {
    const other = zipSync(
      { b: [{ '2.txt': [strToU8('two'.repeat(99)), { level: 9 }] }, {}], 'c/': new Uint8Array() },
      { comment: 'mine' },
    );
    const read = readZip(other);
    expect(read).toMatchObject({ outcome: 'read', damaged: [], asWritten: false });
    expect(read.outcome === 'read' && [...read.files.keys()]).toEqual(['b/2.txt']);
  });

  test('names the files whose bytes changed', () => {
    const bytes = packZip(FILES);
    const at = Buffer.from(bytes).indexOf('two');
    bytes[at] = 0x54;
    expect(readZip(bytes)).toMatchObject({ outcome: 'read', damaged: ['b/2.txt'] });
  });

  test.each([
    { what: 'nothing', bytes: new Uint8Array() },
    { what: 'a text', bytes: strToU8('PK and so on, but no archive at all') },
  ])('tells $what from a ZIP', ({ bytes }) => {
    expect(readZip(bytes)).toEqual({ outcome: 'not_a_zip' });
  });

  test('refuses 100 MB and a byte, and reads as much as 100 MB', () => {
    expect(readZip(new Uint8Array(100_000_001))).toEqual({ outcome: 'too_large' });
    expect(readZip(new Uint8Array(100_000_000))).toEqual({ outcome: 'not_a_zip' });
  });

  test.each([
    { claimed: 99_999_999, outcome: 'broken' },
    { claimed: 100_000_001, outcome: 'too_large' },
  ])('believes a file that says it has $claimed bytes only so far', ({ claimed, outcome }) => {
    const bytes = zipSync({ a: strToU8('x'.repeat(50)) });
    const view = new DataView(bytes.buffer);
    view.setUint32(Buffer.from(bytes).indexOf('PK\u0001\u0002', 0, 'latin1') + 24, claimed, true);
    expect(readZip(bytes).outcome).toBe(outcome);
  });

  test('refuses content larger than it says it is', () => {
    const bytes = zipSync({ bomb: new Uint8Array(5_000_000) }, { level: 9 });
    const view = new DataView(bytes.buffer);
    view.setUint32(Buffer.from(bytes).indexOf('PK\u0001\u0002', 0, 'latin1') + 24, 10, true);
    expect(readZip(bytes)).toEqual({ outcome: 'broken', file: 'bomb' });
  });

  test('refuses more files than a plain ZIP can count', () => {
    const bytes = packZip(FILES);
    new DataView(bytes.buffer).setUint16(bytes.length - 12, 0xffff, true);
    expect(readZip(bytes)).toEqual({ outcome: 'too_many_files' });
  });

  test('refuses a directory that names a file twice', () => {
    const bytes = packZip(new Map([...FILES, ['b/3.txt', strToU8('three')]]));
    const at = Buffer.from(bytes).lastIndexOf('b/3.txt');
    bytes.set(strToU8('b/2.txt'), at);
    expect(readZip(bytes)).toEqual({ outcome: 'broken', file: 'b/2.txt' });
  });
});
