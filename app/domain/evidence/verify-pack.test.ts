import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { checkpointOf, filesOfPack, KEY, packOf, signed } from '#tests/evidence/small-pack.ts';
import { packZip, verifyPack, verifyPackSteps } from '#verify/index.ts';
import type { PackReport } from '#verify/index.ts';

const files = filesOfPack({ size: 11, indexes: [2, 3, 10], sizes: [3, 4] });
const pack = packOf(files);

const OTHER_SECRET = new Uint8Array(32).fill(9);
const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const textOf = (path: string) => decode(files.get(path));

/** The files with some of them put in place of what was there; null takes one away. */
function edited(changes: Record<string, string | null>): Map<string, Uint8Array> {
  const changed = new Map(files);
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) changed.delete(path);
    else changed.set(path, encode(text));
  }
  return changed;
}

function problemOf(report: PackReport) {
  return report.ok ? null : report.problem;
}

describe('verifyPack', () => {
  test('says what it checked of a pack in which everything fits', () => {
    expect(verifyPack(pack)).toEqual({
      ok: true,
      facts: {
        orderName: '#1001',
        madeAt: '2026-11-27T09:00:00.000Z',
        origin: KEY.split('+')[0],
        keyId: KEY.split('+')[1],
        key: KEY,
        keyCompared: false,
        records: 3,
        recordsByKind: { scan: 2, notice: 1 },
        period: { from: '2026-11-03T08:30:00.000Z', to: '2026-11-11T08:30:00.000Z' },
        checkpoints: 3,
        logSize: 11,
        files: 15,
      },
    });
  });

  test('compares the key with the one it is given', () => {
    const other = packOf(edited({}), (text) => signed(text));
    expect(verifyPack(other, { key: ` ${KEY}\n` })).toMatchObject({
      ok: true,
      facts: { keyCompared: true },
    });
    const wrong = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expect(problemOf(verifyPack(pack, { key: wrong }))?.code).toBe('key_differs');
    const unreadable = KEY.replace(/.$/, '!');
    expect(problemOf(verifyPack(pack, { key: unreadable }))?.code).toBe('given_key_unreadable');
  });

  test('holds for a log of one entry and for an order without records', () => {
    const one = packOf(filesOfPack({ size: 1, indexes: [0], sizes: [] }));
    expect(verifyPack(one)).toMatchObject({ ok: true, facts: { records: 1, logSize: 1 } });
    const none = packOf(filesOfPack({ size: 5, indexes: [], sizes: [] }));
    expect(verifyPack(none)).toMatchObject({ ok: true, facts: { records: 0, period: null } });
  });

  test('tells how far it is after every record', () => {
    expect([...verifyPackSteps(pack)]).toEqual([
      { done: 1, total: 3 },
      { done: 2, total: 3 },
      { done: 3, total: 3 },
    ]);
  });
});

describe('an edited pack, packed and signed anew', () => {
  const record3 = textOf('records/3.json');
  const proof3 = textOf('proofs/3.tlog-proof');
  const newest = textOf('checkpoints/11.txt');
  const otherRoot = checkpointOf({ size: 11, root: new Uint8Array(32).fill(1) });
  const named = { index: 3, kind: 'notice', at: '2026-11-04T08:30:00.000Z' };

  test.each<[string, Record<string, string | null>, object]>([
    [
      'an edited record',
      { 'records/3.json': record3.replace('"none"', '"accepted"') },
      { code: 'record_not_in_log', file: 'records/3.json', record: named },
    ],
    [
      'another record of the same log in its place',
      { 'records/3.json': textOf('records/2.json') },
      { code: 'record_not_in_log', record: { index: 3, kind: 'scan' } },
    ],
    [
      'a record with a member twice',
      { 'records/3.json': record3.replace('"answer"', '"answer":"accepted","answer"') },
      { code: 'record_unreadable', record: { index: 3, kind: 'notice' } },
    ],
    [
      'a record with a space more',
      { 'records/3.json': record3.replace('{', '{ ') },
      { code: 'record_unreadable', record: named },
    ],
    [
      'a record that calls itself another kind outside',
      { 'records/3.json': record3.replace('{"kind":"notice"', '{"kind":"scan"') },
      { code: 'record_unreadable', record: { index: 3, kind: 'scan' } },
    ],
    [
      'a shorter salt',
      { 'records/3.json': record3.replace(/"salt":"[^"]*"/, '"salt":"AwM="') },
      { code: 'record_unreadable', record: named },
    ],
    [
      'a record without its proof',
      { 'proofs/3.tlog-proof': null },
      { code: 'file_missing', file: 'proofs/3.tlog-proof', record: named },
    ],
    [
      'a proof without its record',
      { 'records/3.json': null },
      {
        code: 'file_missing',
        file: 'records/3.json',
        record: { index: 3, kind: null, at: null },
      },
    ],
    [
      'a proof with a hash more',
      { 'proofs/3.tlog-proof': proof3.replace('\n\n', `\n${'A'.repeat(43)}=\n\n`) },
      { code: 'record_not_in_log', record: named },
    ],
    [
      'a proof of another index',
      { 'proofs/3.tlog-proof': textOf('proofs/2.tlog-proof') },
      { code: 'proof_unreadable', file: 'proofs/3.tlog-proof', record: named },
    ],
    [
      'an index with a leading zero',
      { 'proofs/3.tlog-proof': proof3.replace('index 3', 'index 03') },
      { code: 'proof_unreadable', record: named },
    ],
    [
      'a proof with extra data, which nobody signs',
      { 'proofs/3.tlog-proof': proof3.replace('index', 'extra AAAA\nindex') },
      { code: 'proof_unreadable', record: named },
    ],
    [
      'a proof against an older checkpoint',
      { 'proofs/3.tlog-proof': proof3.replace(newest, textOf('checkpoints/4.txt')) },
      { code: 'proof_of_another_checkpoint', record: named },
    ],
    [
      'a checkpoint of another history',
      { 'checkpoints/11.txt': otherRoot },
      { code: 'checkpoint_inconsistent', file: 'consistency/4-11.txt', record: null },
    ],
    [
      'a checkpoint with an edited size',
      { 'checkpoints/4.txt': textOf('checkpoints/4.txt').replace('\n4\n', '\n5\n') },
      { code: 'checkpoint_not_signed', file: 'checkpoints/4.txt' },
    ],
    [
      'a checkpoint under the name of another size',
      { 'checkpoints/5.txt': textOf('checkpoints/4.txt') },
      { code: 'checkpoint_unreadable', file: 'checkpoints/5.txt' },
    ],
    [
      'a step between checkpoints without its proof',
      { 'consistency/3-4.txt': null },
      { code: 'file_missing', file: 'consistency/3-4.txt' },
    ],
    [
      'a proof between checkpoints that are not in the pack',
      { 'consistency/1-2.txt': textOf('consistency/3-4.txt') },
      { code: 'file_unexpected', file: 'consistency/1-2.txt' },
    ],
    [
      'no checkpoint at all',
      {
        'checkpoints/3.txt': null,
        'checkpoints/4.txt': null,
        'checkpoints/11.txt': null,
        'consistency/3-4.txt': null,
        'consistency/4-11.txt': null,
      },
      { code: 'file_missing', file: 'checkpoints/' },
    ],
    [
      'a record under a name that is not its number',
      { 'records/003.json': record3 },
      { code: 'file_unexpected', file: 'records/003.json' },
    ],
    ['no key', { 'key.txt': null }, { code: 'file_missing', file: 'key.txt' }],
    [
      'a key whose id is not its own',
      { 'key.txt': KEY.replace(/\+[0-9a-f]{8}\+/, '+00000000+') },
      { code: 'key_unreadable', file: 'key.txt' },
    ],
  ])('%s is found and named', (_, changes, problem) => {
    expect(problemOf(verifyPack(packOf(edited(changes))))).toMatchObject(problem);
  });
});

describe('a pack edited by somebody without the key', () => {
  const manifest = signed('nothing\n');

  test.each<[string, Record<string, string | null>, object]>([
    [
      'a changed file that only the manifest speaks of',
      { 'order.json': '{"order":"#1002"}\n' },
      { code: 'file_changed', file: 'order.json', record: null },
    ],
    ['a file taken away', { 'README.txt': null }, { code: 'file_missing', file: 'README.txt' }],
    [
      'a record taken away with its proof',
      { 'records/10.json': null, 'proofs/10.tlog-proof': null },
      { code: 'file_missing', record: { index: 10 } },
    ],
    ['a file added', { 'note.txt': 'x' }, { code: 'file_unexpected', file: 'note.txt' }],
    ['a manifest of nothing', { 'manifest.txt': manifest }, { code: 'manifest_unreadable' }],
    ['no manifest', { 'manifest.txt': null }, { code: 'file_missing', file: 'manifest.txt' }],
  ])('%s is found and named', (_, changes, problem) => {
    const whole = new Map([...files, ['manifest.txt', manifestOf(pack)]]);
    for (const [path, text] of Object.entries(changes)) {
      if (text === null) whole.delete(path);
      else whole.set(path, encode(text));
    }
    expect(problemOf(verifyPack(packZip(whole)))).toMatchObject(problem);
  });

  test('a list of files made again is not signed', () => {
    const forged = packOf(edited({ 'order.json': '{}' }), (text) => signed(text, OTHER_SECRET));
    expect(problemOf(verifyPack(forged))?.code).toBe('manifest_not_signed');
  });

  test('a second signature on the list of files is a byte that does not count, and refused', () => {
    const twice = packOf(
      files,
      (text) => signed(text) + signed(text, OTHER_SECRET).split('\n\n')[1],
    );
    expect(problemOf(verifyPack(twice))?.code).toBe('manifest_unreadable');
  });

  test('a list of files of another log is refused', () => {
    const other = packOf(files, (text) =>
      signed(text.replace('lastscan.example', 'other.example')),
    );
    expect(problemOf(verifyPack(other))?.code).toBe('manifest_of_another_log');
  });

  test('the same files packed by another program are told apart from an edit', () => {
    const whole = Object.fromEntries([...files, ['manifest.txt', manifestOf(pack)]]);
    const again = zipSync(whole, { level: 9 });
    expect(problemOf(verifyPack(again))).toEqual({
      code: 'packed_again',
      file: null,
      record: null,
    });
  });

  test('an edited record packed by another program is still named', () => {
    const forged = encode(textOf('records/3.json').replace('"none"', '"accepted"'));
    const again = zipSync(
      Object.fromEntries([
        ...files,
        ['manifest.txt', manifestOf(pack)],
        ['records/3.json', forged],
      ]),
    );
    expect(problemOf(verifyPack(again))).toMatchObject({
      code: 'record_not_in_log',
      record: { index: 3, kind: 'notice' },
    });
  });
});

/** The manifest as it stands in the pack: a stored file, between its header and the next one. */
function manifestOf(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const start = text.indexOf('lastscan-pack/v1');
  return bytes.slice(start, text.indexOf('PK\u0003\u0004', start));
}
