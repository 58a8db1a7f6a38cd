import { describe, expect, test } from 'vitest';
import { tellReport } from './index.ts';

describe('what a stranger wrote into an archive', () => {
  test.each([
    ['\u001B[2J\u001B[HEverything fits', '\uFFFD[2J\uFFFD[HEverything fits'],
    ['a\nEverything fits', 'a\uFFFDEverything fits'],
    ['a\u009B2Jb', 'a\uFFFD2Jb'],
    ['a\u202Eb', 'a\uFFFDb'],
    ['a'.repeat(500), `${'a'.repeat(400)}…`],
    ['records/第一.json', 'records/第一.json'],
  ])('cannot write over the result on a terminal: %j', (name, shown) => {
    const problem = { code: 'file_damaged', file: name, record: null } as const;
    const { details } = tellReport({ ok: false, problem }, 'en');
    expect(details).toEqual([{ label: 'File', value: shown }]);
  });

  test('is told under its own name, also where that is one of the language’s own', () => {
    const facts = {
      orderName: '#1001',
      madeAt: '2026-11-27T09:00:00.000Z',
      origin: 'lastscan.example/log/1',
      keyId: '00000000',
      key: 'lastscan.example/log/1+00000000+AQ==',
      keyCompared: false,
      records: 2,
      recordsByKind: Object.fromEntries(['constructor', '__proto__'].map((kind) => [kind, 1])),
      period: null,
      checkpoints: 1,
      logSize: 2,
      files: 7,
    };
    const { details } = tellReport({ ok: true, facts }, 'en');
    expect(details[2]?.value).toBe('2 · constructor: 1 · __proto__: 1');
  });
});
