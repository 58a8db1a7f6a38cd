import { base64 } from '#app/domain/evidence/base64.ts';

/**
 * A proof that can be checked without asking anybody (C2SP tlog-proof v1): the entry's index, its inclusion path against the
 * checkpoint, and the checkpoint (a signed note) word for word.
 */
export function tlogProof({
  index,
  path,
  checkpoint,
}: {
  index: number;
  path: readonly Uint8Array[];
  checkpoint: string;
}): string {
  const lines = ['c2sp.org/tlog-proof@v1', `index ${index}`, ...path.map(base64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}
