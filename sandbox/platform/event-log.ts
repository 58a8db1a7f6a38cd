import type { FulfillmentEventStatus } from '#sandbox/world/effects.ts';

/** One fulfillment event. Instants are epoch ms of virtual time. */
export interface EventRecord {
  id: number;
  status: FulfillmentEventStatus;
  happenedAt: number;
  createdAt: number;
  estimatedDeliveryAt: number | null;
  message: string | null;
  city: string | null;
  country: string | null;
  zip: string | null;
}

const STATUSES: readonly FulfillmentEventStatus[] = [
  'ATTEMPTED_DELIVERY',
  'CARRIER_PICKED_UP',
  'CONFIRMED',
  'DELAYED',
  'DELIVERED',
  'FAILURE',
  'IN_TRANSIT',
  'LABEL_PRINTED',
  'LABEL_PURCHASED',
  'OUT_FOR_DELIVERY',
  'READY_FOR_PICKUP',
];
const NUMBERS = 4;
const TEXTS = 4;

/**
 * A shop's events in columns: about 53 bytes each instead of some 200 as objects, since a large shop has millions.
 * Each entry points to the previous one of the same fulfillment.
 */
export class EventLog {
  #size = 0;
  #numbers = new Float64Array(1_024 * NUMBERS);
  #texts = new Uint32Array(1_024 * TEXTS);
  #previous = new Int32Array(1_024);
  #status = new Uint8Array(1_024);
  #words: (string | null)[] = [null];
  #wordIndex = new Map<string, number>();

  get size(): number {
    return this.#size;
  }

  /** Adds an event behind `previous` (-1: none) and returns its index. */
  add(event: EventRecord, previous: number): number {
    const index = this.#size;
    if (index === this.#status.length) this.#grow();
    this.#numbers.set(
      [event.id, event.happenedAt, event.createdAt, event.estimatedDeliveryAt ?? Number.NaN],
      index * NUMBERS,
    );
    this.#texts.set(
      [event.message, event.city, event.country, event.zip].map((text) => this.#intern(text)),
      index * TEXTS,
    );
    this.#status[index] = STATUSES.indexOf(event.status);
    this.#previous[index] = previous;
    this.#size += 1;
    return index;
  }

  statusAt(index: number): FulfillmentEventStatus | null {
    return index < 0 ? null : (STATUSES[this.#status[index] ?? 0] ?? null);
  }

  /** The events of one fulfillment in the order in which the platform heard of them. */
  upTo(last: number): EventRecord[] {
    const events: EventRecord[] = [];
    for (let index = last; index >= 0; index = this.#previous[index] ?? -1) {
      events.push(this.#at(index));
    }
    return events.reverse();
  }

  #at(index: number): EventRecord {
    const estimated = this.#numbers[index * NUMBERS + 3] ?? Number.NaN;
    const text = (offset: number) => this.#words[this.#texts[index * TEXTS + offset] ?? 0] ?? null;
    return {
      id: this.#numbers[index * NUMBERS] ?? 0,
      status: STATUSES[this.#status[index] ?? 0] ?? 'CONFIRMED',
      happenedAt: this.#numbers[index * NUMBERS + 1] ?? 0,
      createdAt: this.#numbers[index * NUMBERS + 2] ?? 0,
      estimatedDeliveryAt: Number.isNaN(estimated) ? null : estimated,
      message: text(0),
      city: text(1),
      country: text(2),
      zip: text(3),
    };
  }

  #intern(text: string | null): number {
    if (text === null) return 0;
    const known = this.#wordIndex.get(text);
    if (known !== undefined) return known;
    const index = this.#words.push(text) - 1;
    this.#wordIndex.set(text, index);
    return index;
  }

  #grow(): void {
    const room = this.#status.length * 2;
    const numbers = new Float64Array(room * NUMBERS);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
    const texts = new Uint32Array(room * TEXTS);
    texts.set(this.#texts);
    this.#texts = texts;
    const previous = new Int32Array(room);
    previous.set(this.#previous);
    this.#previous = previous;
    const status = new Uint8Array(room);
    status.set(this.#status);
    this.#status = status;
  }
}
