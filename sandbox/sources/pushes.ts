import { AttemptQueue, postBody } from '../platform/attempt-queue.ts';
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

const LOG_LIMIT = 100_000;

interface PushQueueOptions {
  now(): number;
  random(): number;
  switches: Switches;
  policies: Record<SourceName, PushPolicy>;
}

/** Delivers the sources' pushes with retries, and with the platform's switches for duplicates and disorder. */
export class PushQueue {
  readonly log: PushLogEntry[] = [];
  #options: PushQueueOptions;
  #queue: AttemptQueue<Waiting>;

  constructor(options: PushQueueOptions) {
    this.#options = options;
    const { now, random, switches } = options;
    this.#queue = new AttemptQueue({
      now,
      random,
      switches,
      attempt: (waiting) => this.#attempt(waiting),
    });
  }

  /** Queues a push; dropped when the account has no address for it. */
  send(push: Push): void {
    const { source, webhookUrl: url } = push.account;
    if (url === null || this.#queue.isStopped) return;
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
    this.#queue.add({ push, url, entry, dueAt: 0, isDuplicate: false });
  }

  /** Makes retries that have become due ready; called when time moves. */
  wake(): void {
    this.#queue.wake();
  }

  /** Resolves when nothing is due now: retries in the virtual future do not count. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  stop(): void {
    this.#queue.stop();
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

  async #attempt(waiting: Waiting): Promise<void> {
    const { entry, push, url } = waiting;
    if (!waiting.isDuplicate) entry.attempts += 1;
    const status = await postBody(url, push);
    if (waiting.isDuplicate) return;
    entry.lastStatus = status;
    const policy = this.#options.policies[push.account.source];
    if (status !== null && policy.isSuccess(status)) {
      entry.outcome = 'acknowledged';
      if (this.#options.random() >= this.#options.switches.duplicateRate) return;
      entry.duplicates += 1;
      this.#queue.add({ ...waiting, isDuplicate: true });
      return;
    }
    const pause = policy.pauseAfterMs(entry.attempts);
    if (pause === null) entry.outcome = 'lost';
    else this.#queue.putOff({ ...waiting, dueAt: this.#options.now() + pause });
  }
}
