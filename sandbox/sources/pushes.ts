import type { Switches } from '../platform/switches.ts';
import type { SourceAccount, SourceName } from './source-account.ts';

/** One push's story, kept for tests and counts. */
export interface PushLogEntry {
  source: SourceName;
  event: string;
  number: string;
  url: string;
  outcome: 'pending' | 'acknowledged' | 'lost';
  attempts: number;
  /** Last HTTP status; null before the first answer and after a network failure. */
  lastStatus: number | null;
  duplicates: number;
}

export interface Push {
  account: SourceAccount;
  event: string;
  number: string;
  /** Sent and signed as these very bytes. */
  body: string;
  headers: Record<string, string>;
}

/** How a source delivers: what it takes for a success, and the pause (ms of virtual time) before each further try. */
export interface PushPolicy {
  isSuccess(status: number): boolean;
  /** After `attempts` tries; null: given up. */
  pauseAfterMs(attempts: number): number | null;
}

interface Waiting {
  push: Push;
  url: string;
  entry: PushLogEntry;
  dueAt: number;
  isDuplicate: boolean;
}

const CONCURRENCY = 8;
const TIMEOUT_MS = 5_000;
const LOG_LIMIT = 100_000;

/** Delivers the sources' pushes with retries, and with the platform's switches for duplicates and disorder. */
export class PushQueue {
  readonly log: PushLogEntry[] = [];
  #ready: Waiting[] = [];
  #later: Waiting[] = [];
  #inFlight = 0;
  #isStopped = false;
  #isScheduled = false;
  #idleWaiters: (() => void)[] = [];
  #options: {
    now(): number;
    random(): number;
    switches: Switches;
    policies: Record<SourceName, PushPolicy>;
  };

  constructor(options: {
    now(): number;
    random(): number;
    switches: Switches;
    policies: Record<SourceName, PushPolicy>;
  }) {
    this.#options = options;
  }

  /** Queues a push; dropped when the account has no address for it. */
  send(push: Push): void {
    const { source, webhookUrl: url } = push.account;
    if (url === null || this.#isStopped) return;
    const { event, number } = push;
    const entry: PushLogEntry = {
      source,
      event,
      number,
      url,
      outcome: 'pending',
      attempts: 0,
      lastStatus: null,
      duplicates: 0,
    };
    if (this.log.length >= LOG_LIMIT) this.log.splice(0, LOG_LIMIT / 10);
    this.log.push(entry);
    this.#ready.push({ push, url, entry, dueAt: 0, isDuplicate: false });
    this.#schedule();
  }

  /** Makes retries that have become due ready; called when time moves. */
  wake(): void {
    const now = this.#options.now();
    const due = this.#later.filter(({ dueAt }) => dueAt <= now);
    if (due.length === 0) return;
    this.#later = this.#later.filter(({ dueAt }) => dueAt > now);
    this.#ready.push(...due);
    this.#schedule();
  }

  /** Resolves when nothing is due now: retries in the virtual future do not count. */
  idle(): Promise<void> {
    this.wake();
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  stop(): void {
    this.#isStopped = true;
    this.#ready = [];
    this.#later = [];
    for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }

  countsOf(source: SourceName): Record<string, number> {
    const entries = this.log.filter((entry) => entry.source === source);
    const outcome = (name: PushLogEntry['outcome']) =>
      entries.filter((entry) => entry.outcome === name).length;
    return {
      sent: entries.length,
      acknowledged: outcome('acknowledged'),
      pending: outcome('pending'),
      lost: outcome('lost'),
      retried: entries.reduce((sum, { attempts }) => sum + Math.max(0, attempts - 1), 0),
      duplicated: entries.reduce((sum, { duplicates }) => sum + duplicates, 0),
    };
  }

  #isIdle(): boolean {
    return this.#inFlight === 0 && this.#ready.length === 0;
  }

  /** After the current burst, so that disorder has something to shuffle. */
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
      void this.#attempt(next).finally(() => {
        this.#inFlight -= 1;
        this.#drain();
        if (this.#isIdle()) for (const resolve of this.#idleWaiters.splice(0)) resolve();
      });
    }
  }

  #pick(): Waiting | undefined {
    const window = Math.min(this.#options.switches.reorderWindow, this.#ready.length);
    if (window < 2) return this.#ready.shift();
    return this.#ready.splice(Math.floor(this.#options.random() * window), 1)[0];
  }

  async #attempt(waiting: Waiting): Promise<void> {
    const { entry, push, url } = waiting;
    if (!waiting.isDuplicate) entry.attempts += 1;
    const status = await post(url, push);
    if (waiting.isDuplicate) return;
    entry.lastStatus = status;
    const policy = this.#options.policies[push.account.source];
    if (status !== null && policy.isSuccess(status)) {
      entry.outcome = 'acknowledged';
      if (this.#options.random() >= this.#options.switches.duplicateRate) return;
      entry.duplicates += 1;
      this.#ready.push({ ...waiting, isDuplicate: true });
      return;
    }
    const pause = policy.pauseAfterMs(entry.attempts);
    if (pause === null) entry.outcome = 'lost';
    else this.#later.push({ ...waiting, dueAt: this.#options.now() + pause });
  }
}

/** The status, or null when nobody answered in time. */
async function post(url: string, { body, headers }: Push): Promise<number | null> {
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
