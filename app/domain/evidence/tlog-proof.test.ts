import { expect, test } from 'vitest';
import { tlogProof } from './tlog-proof.ts';

test('a proof is index, path and checkpoint, the checkpoint word for word', () => {
  const path = [new Uint8Array(32), new Uint8Array(32).fill(255)];
  expect(tlogProof({ index: 12, path, checkpoint: 'log\n13\nroot\n\n— log sig\n' })).toBe(
    `c2sp.org/tlog-proof@v1\nindex 12\n${'A'.repeat(43)}=\n${'/'.repeat(42)}8=\n\nlog\n13\nroot\n\n— log sig\n`,
  );
});

test('the proof of a log’s only entry has no path', () => {
  expect(tlogProof({ index: 0, path: [], checkpoint: 'c\n' })).toBe(
    'c2sp.org/tlog-proof@v1\nindex 0\n\nc\n',
  );
});
