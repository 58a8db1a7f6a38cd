import { setTimeout as sleep } from 'node:timers/promises';

export interface Timed<T> {
  answer: T;
  /** From when it was due, whether or not it left then: a stall shows in everything that it held up. */
  ms: number;
}

/** Sends so many times a second on schedule, whether or not earlier ones were answered; resolves when all are. */
export async function openLoop<T>(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  send: (index: number) => Promise<T>,
): Promise<{ timed: Timed<T>[]; tookSeconds: number }> {
  const pending: Promise<Timed<T>>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const dueAt = startedAt + (index * 1_000) / perSecond;
    const early = dueAt - performance.now();
    if (early > 1) await sleep(early);
    pending.push(send(index).then((answer) => ({ answer, ms: performance.now() - dueAt })));
  }
  const timed = await Promise.all(pending);
  return { timed, tookSeconds: (performance.now() - startedAt) / 1_000 };
}

/** The value below which that share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
