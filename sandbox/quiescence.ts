import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Stack } from './launch.ts';

const readySchema = z.object({
  queue: z.object({ jobsWaiting: z.number(), webhooksOpen: z.number() }),
  workers: z.array(z.object({ tickedThrough: z.string().nullable() })),
});
const clockSchema = z.object({ now: z.string() });
const POLL_MS = 150;
const LONGEST_WAIT_MS = 120_000;

/**
 * Resolves when both sides have nothing left to do at the sandbox's present instant: every webhook is delivered or
 * given up, no job waits, and the worker has finished the reviews due by now.
 */
export async function settle(stack: Pick<Stack, 'adminUrl' | 'appUrl'>): Promise<void> {
  const { now } = clockSchema.parse(await getJson(`${stack.adminUrl}/sandbox/idle`));
  const deadline = Date.now() + LONGEST_WAIT_MS;
  let last: unknown;
  for (;;) {
    const ready = readySchema.parse(await getJson(`${stack.appUrl}/readyz`));
    last = ready;
    const tickedThrough = Math.max(
      ...ready.workers.map((worker) => Date.parse(worker.tickedThrough ?? '') || 0),
    );
    if (
      ready.queue.jobsWaiting === 0 &&
      ready.queue.webhooksOpen === 0 &&
      tickedThrough >= Date.parse(now)
    )
      return;
    if (Date.now() > deadline)
      throw new Error(`The app did not come to rest by ${now}: ${JSON.stringify(last)}`);
    await sleep(POLL_MS);
  }
}

export async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(LONGEST_WAIT_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

export async function postJson(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(LONGEST_WAIT_MS),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
