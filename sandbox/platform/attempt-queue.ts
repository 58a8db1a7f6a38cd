import { setTimeout as sleep } from 'node:timers/promises';
import type { Switches } from './switches.ts';

const CONCURRENCY = 8;
const TIMEOUT_MS = 5_000;

export interface AttemptQueueOptions<Item> {
  /** Virtual time. */
  now(): number;
  random(): number;
  switches: Switches;
  /** One try; it puts what is to be tried again back by `add` or `putOff`. */
  attempt(item: Item): Promise<void>;
}

/** What goes out to the app: eight tries at a time, in the disorder that the platform's switches ask for. */
export class AttemptQueue<Item extends { dueAt: number }> {
  #options: AttemptQueueOptions<Item>;
  #ready: Item[] = [];
  /** Until their `dueAt`, in virtual time. */
  #later: Item[] = [];
  #inFlight = 0;
  #isScheduled = false;
  #isStopped = false;
  #idleWaiters: (() => void)[] = [];

  constructor(options: AttemptQueueOptions<Item>) {
    this.#options = options;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** To be tried as soon as its turn comes. */
  add(item: Item): void {
    this.#ready.push(item);
    this.#schedule();
  }

  /** To be tried when its `dueAt` has come. */
  putOff(item: Item): void {
    this.#later.push(item);
  }

  /** Makes what has become due ready; called when time moves. */
  wake(): void {
    const now = this.#options.now();
    const due = this.#later.filter(({ dueAt }) => dueAt <= now);
    if (due.length === 0) return;
    this.#later = this.#later.filter(({ dueAt }) => dueAt > now);
    this.#ready.push(...due);
    this.#schedule();
  }

  /** Resolves when nothing is due now: tries in the virtual future do not count. */
  idle(): Promise<void> {
    this.wake();
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Resolves when at most `most` wait for their turn. */
  async room(most: number): Promise<void> {
    while (!this.#isStopped && this.#ready.length > most) await sleep(5);
  }

  stop(): void {
    this.#isStopped = true;
    this.#ready = [];
    this.#later = [];
    for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }

  #isIdle(): boolean {
    return this.#inFlight === 0 && this.#ready.length === 0;
  }

  /** Starts after the current burst, so that disorder has something to shuffle. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#drain();
    });
  }

  #drain(): void {
    while (!this.#isStopped && this.#inFlight < CONCURRENCY) {
      const next = this.#pick();
      if (next === undefined) break;
      this.#inFlight += 1;
      void this.#options.attempt(next).finally(() => {
        this.#inFlight -= 1;
        this.#drain();
        if (this.#isIdle()) for (const resolve of this.#idleWaiters.splice(0)) resolve();
      });
    }
  }

  #pick(): Item | undefined {
    const window = Math.min(this.#options.switches.reorderWindow, this.#ready.length);
    if (window < 2) return this.#ready.shift();
    return this.#ready.splice(Math.floor(this.#options.random() * window), 1)[0];
  }
}

/** Posts a body as its very bytes: the status, or null when nobody answered within five seconds. */
export async function postBody(
  url: string,
  { body, headers }: { body: string; headers: Record<string, string> },
): Promise<number | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
