import { verifyPackSteps } from '#verify/index.ts';
import type { PackProgress, PackReport } from '#verify/index.ts';

/** So long the page may stand still between two looks at what its reader does. */
const LONGEST_PAUSE_MS = 12;
/** Nothing larger is read into memory: no pack is. */
const MOST_BYTES = 100_000_000;

/**
 * Checks a file in the browser without sending it anywhere, telling how far it is; rejects when the file cannot be read. Between
 * pieces of work the page answers its reader; `signal` stops it, and then the answer is null.
 */
export async function checkFile({
  file,
  key,
  onProgress,
  signal,
}: {
  file: File;
  /** As the shop publishes it; empty: none is compared with. */
  key: string;
  onProgress: (progress: PackProgress) => void;
  signal: AbortSignal;
}): Promise<PackReport | null> {
  if (file.size > MOST_BYTES) {
    return { ok: false, problem: { code: 'too_large', file: null, record: null } };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const steps = verifyPackSteps(bytes, key.trim() === '' ? {} : { key });
  let pauseAt = performance.now() + LONGEST_PAUSE_MS;
  while (!signal.aborted) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < pauseAt) continue;
    onProgress(step.value);
    await nextTask();
    pauseAt = performance.now() + LONGEST_PAUSE_MS;
  }
  return null;
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
