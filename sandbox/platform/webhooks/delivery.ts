import { createHash, createHmac } from 'node:crypto';
import type { AppConfig } from '../app-config.ts';
import { AttemptQueue, postBody } from '../attempt-queue.ts';
import { SANDBOX_API_VERSION } from '../graphql/schema.ts';
import type { Switches } from '../switches.ts';

/** One webhook's story, kept for tests and counts. */
export interface WebhookLogEntry {
  id: string;
  eventId: string;
  topic: string;
  shop: string;
  /** Epoch ms of virtual time. */
  triggeredAt: number;
  outcome: 'pending' | 'acknowledged' | 'lost';
  attempts: number;
  /** Last HTTP status; null before the first answer and after a network failure. */
  lastStatus: number | null;
  /** Deliveries after the acknowledgement, by the duplicates switch. */
  duplicates: number;
}

export interface WebhookCounts {
  sent: number;
  acknowledged: number;
  retried: number;
  duplicated: number;
  lost: number;
  pending: number;
}

interface Delivery {
  entry: WebhookLogEntry;
  body: string;
  /** Virtual instant of the first try; retries are spaced from here. */
  firstTriedAt: number;
  /** Virtual instant before which it is not tried. */
  dueAt: number;
  isDuplicate: boolean;
}

export interface DeliveryOptions {
  app: AppConfig;
  seed: number;
  now(): number;
  random(): number;
  switches: Switches;
  /** The world's incident: everything is lost. */
  isLosingAll(): boolean;
}

const QUEUE_LIMIT = 10_000;
const MAX_RETRIES = 8;
const RETRY_SPAN_MS = 4 * 3_600_000;
/** Doubling delays that add up to four hours: about 56 s, 113 s, … 2 h. */
const FIRST_RETRY_MS = RETRY_SPAN_MS / (2 ** MAX_RETRIES - 1);
const LOG_LIMIT = 200_000;

/** Delivers webhooks: five seconds each, any non-2xx is retried eight times over four virtual hours, then dropped. */
export class WebhookDelivery {
  readonly log: WebhookLogEntry[] = [];
  #counts = new Map<string, WebhookCounts>();
  #options: DeliveryOptions;
  #queue: AttemptQueue<Delivery>;
  #made = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    const { now, random, switches } = options;
    this.#queue = new AttemptQueue({
      now,
      random,
      switches,
      attempt: (delivery) => this.#attempt(delivery),
    });
  }

  /** Freezes the payload and queues it. `eventId` is shared by the topics of one action. */
  send(webhook: {
    topic: string;
    shop: string;
    eventId: string;
    triggeredAt: number;
    payload: Record<string, unknown>;
  }): WebhookLogEntry {
    const { switches, random, isLosingAll } = this.#options;
    const entry: WebhookLogEntry = {
      id: this.newId(),
      eventId: webhook.eventId,
      topic: webhook.topic,
      shop: webhook.shop,
      triggeredAt: webhook.triggeredAt,
      outcome: 'pending',
      attempts: 0,
      lastStatus: null,
      duplicates: 0,
    };
    if (this.log.length >= LOG_LIMIT) this.log.splice(0, LOG_LIMIT / 10);
    this.log.push(entry);
    const counts = this.countsOf(webhook.shop);
    counts.sent += 1;
    if (isLosingAll() || random() < switches.lossRate) {
      entry.outcome = 'lost';
      counts.lost += 1;
      return entry;
    }
    counts.pending += 1;
    const body = JSON.stringify(webhook.payload);
    this.#queue.add({ entry, body, firstTriedAt: 0, dueAt: 0, isDuplicate: false });
    return entry;
  }

  countsOf(shop: string): WebhookCounts {
    let counts = this.#counts.get(shop);
    if (counts === undefined) {
      counts = { sent: 0, acknowledged: 0, retried: 0, duplicated: 0, lost: 0, pending: 0 };
      this.#counts.set(shop, counts);
    }
    return counts;
  }

  /** A new id in UUID form, fixed by the seed and the order of calls. */
  newId(): string {
    this.#made += 1;
    const hex = createHash('sha1').update(`${this.#options.seed}:${this.#made}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** Makes retries that have become due ready; called when time moves. */
  wake(): void {
    this.#queue.wake();
  }

  /** Resolves when nothing is due now: retries in the virtual future do not count. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  /** Resolves when the queue is short enough to add to: a large shop's week must not pile up in memory. */
  room(): Promise<void> {
    return this.#queue.room(QUEUE_LIMIT);
  }

  stop(): void {
    this.#queue.stop();
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { entry } = delivery;
    const counts = this.countsOf(entry.shop);
    if (delivery.isDuplicate) counts.duplicated += 1;
    else entry.attempts += 1;
    if (entry.attempts === 1) delivery.firstTriedAt = this.#options.now();
    if (!delivery.isDuplicate && entry.attempts > 1) counts.retried += 1;
    const status = await this.#post(delivery);
    if (delivery.isDuplicate) return;
    entry.lastStatus = status;
    if (status !== null && status >= 200 && status < 300) {
      entry.outcome = 'acknowledged';
      counts.acknowledged += 1;
      counts.pending -= 1;
      if (this.#options.random() < this.#options.switches.duplicateRate) {
        entry.duplicates += 1;
        this.#queue.add({ ...delivery, isDuplicate: true });
      }
    } else if (entry.attempts > MAX_RETRIES) {
      entry.outcome = 'lost';
      counts.lost += 1;
      counts.pending -= 1;
    } else {
      delivery.dueAt = delivery.firstTriedAt + FIRST_RETRY_MS * (2 ** entry.attempts - 1);
      this.#queue.putOff(delivery);
    }
  }

  /** The status, or null when the app could not be reached in time. */
  #post({ entry, body }: Delivery): Promise<number | null> {
    const { app } = this.#options;
    return postBody(`${app.url}${app.webhookPath}`, {
      body,
      headers: {
        'User-Agent': 'Shopify-Captain-Hook',
        'X-Shopify-Topic': entry.topic,
        'X-Shopify-Hmac-Sha256': createHmac('sha256', app.apiSecret).update(body).digest('base64'),
        'X-Shopify-Shop-Domain': entry.shop,
        'X-Shopify-API-Version': SANDBOX_API_VERSION,
        'X-Shopify-Webhook-Id': entry.id,
        'X-Shopify-Event-Id': entry.eventId,
        'X-Shopify-Triggered-At': new Date(entry.triggeredAt).toISOString(),
      },
    });
  }
}
