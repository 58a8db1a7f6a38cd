import { describe, expect, test } from 'vitest';
import { parseLogPath } from '#app/services/answer-log-path.ts';

describe('a path of a log', () => {
  test.each([
    ['checkpoint', { kind: 'checkpoint' }],
    ['key', { kind: 'key' }],
    ['tile/0/000', { kind: 'tile', level: 0, index: 0, width: 256 }],
    ['tile/63/999', { kind: 'tile', level: 63, index: 999, width: 256 }],
    ['tile/0/x001/000', { kind: 'tile', level: 0, index: 1_000, width: 256 }],
    ['tile/0/x001/x234/067', { kind: 'tile', level: 0, index: 1_234_067, width: 256 }],
    ['tile/1/x001/234.p/1', { kind: 'tile', level: 1, index: 1_234, width: 1 }],
    ['tile/entries/007.p/255', { kind: 'tile', level: 'entries', index: 7, width: 255 }],
    ['tile/entries/x003/906', { kind: 'tile', level: 'entries', index: 3_906, width: 256 }],
    [
      'tile/0/x999/x999/x999/x999/999.p/9',
      { kind: 'tile', level: 0, index: 999_999_999_999_999, width: 9 },
    ],
  ])('%s is understood', (path, read) => {
    expect(parseLogPath(path)).toEqual(read);
  });

  test.each([
    '',
    'checkpoint/',
    'Checkpoint',
    'keys',
    'tile',
    'tile/0',
    'tile/0/0',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/a/000',
    'tile/entries',
    'tile/0/x000/001',
    'tile/0/001/234',
    'tile/0/x001',
    'tile/0/x001/x234',
    'tile/0/000.p',
    'tile/0/000.p/',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/1/',
    'tile/0/x001/x001/x001/x001/x001/001',
    '/tile/0/000',
    'tile/0/000?x',
    'tile/0/٠٠١',
    `tile/0/${'x001/'.repeat(10_000)}001`,
    '../checkpoint',
  ])('%s is not', (path) => {
    expect(parseLogPath(path)).toBeNull();
  });
});
