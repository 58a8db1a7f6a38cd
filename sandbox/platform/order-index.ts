import type { OrderRecord } from './records.ts';

/** A position in one of the two orders of the index. */
export interface Position {
  value: number;
  seq: number;
}

export type IndexKey = 'created' | 'updated' | 'id';

export interface Scan {
  key: IndexKey;
  reverse: boolean;
  /** Start behind this position (in the direction of travel); null: from the first. */
  after: Position | null;
  /** Inclusive bounds of the key's value. */
  from: number;
  to: number;
}

/**
 * A shop's orders by creation, by id and by last update. Updates append to a log (virtual time only grows), so a
 * page of `orders(sortKey: UPDATED_AT)` costs its own length whatever the shop's size.
 */
export class OrderIndex {
  #created: OrderRecord[] = [];
  #byId: OrderRecord[] | null = null;
  #touched: OrderRecord[] = [];
  #touchedAt: number[] = [];
  #touchedSeq: number[] = [];
  #seq = 0;

  add(order: OrderRecord): void {
    this.#byId = null;
    const place = { value: order.createdAt, seq: order.id };
    if (this.#isBefore('created', this.#created.length - 1, place)) this.#created.push(order);
    else this.#created.splice(this.#lower('created', place), 0, order);
  }

  /** Sets `updatedAt` (whole seconds, never backwards) and moves the order to the end of the log. */
  touch(order: OrderRecord, at: number): void {
    const updatedAt = Math.max(Math.floor(at / 1_000) * 1_000, this.#touchedAt.at(-1) ?? 0);
    this.#seq += 1;
    order.updatedAt = updatedAt;
    order.touchSeq = this.#seq;
    this.#touched.push(order);
    this.#touchedAt.push(updatedAt);
    this.#touchedSeq.push(this.#seq);
    if (this.#touched.length > this.#created.length * 2 + 1_000) this.#compact();
  }

  positionOf(order: OrderRecord, key: IndexKey): Position {
    if (key === 'updated') return { value: order.updatedAt, seq: order.touchSeq };
    return { value: key === 'id' ? order.id : order.createdAt, seq: order.id };
  }

  /** Walks the orders within the bounds, lazily. */
  *scan({ key, reverse, after, from, to }: Scan): Generator<OrderRecord> {
    const list = this.#list(key);
    const start = reverse
      ? this.#lower(key, after ?? { value: to, seq: Number.POSITIVE_INFINITY }) - 1
      : this.#lower(key, after === null ? { value: from, seq: -1 } : next(after));
    for (let index = start; reverse ? index >= 0 : index < list.length; index += reverse ? -1 : 1) {
      const order = list[index];
      if (order === undefined) return;
      if (key === 'updated' && order.touchSeq !== this.#touchedSeq[index]) continue;
      const { value } = this.positionOf(order, key);
      if (reverse ? value < from : value > to) return;
      if (value >= from && value <= to) yield order;
    }
  }

  #list(key: IndexKey): OrderRecord[] {
    if (key === 'updated') return this.#touched;
    if (key === 'created') return this.#created;
    return (this.#byId ??= this.#created.toSorted((a, b) => a.id - b.id));
  }

  /** First index whose position is not before the given one. */
  #lower(key: IndexKey, position: Position): number {
    const list = this.#list(key);
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isBefore(key, middle, position)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isBefore(key: IndexKey, index: number, position: Position): boolean {
    if (key === 'updated') {
      const at = this.#touchedAt[index] ?? 0;
      return (
        at < position.value ||
        (at === position.value && (this.#touchedSeq[index] ?? 0) < position.seq)
      );
    }
    const order = this.#list(key)[index];
    if (order === undefined) return index < 0;
    const own = this.positionOf(order, key);
    return own.value < position.value || (own.value === position.value && own.seq < position.seq);
  }

  #compact(): void {
    const kept = this.#touched.flatMap((order, index) =>
      order.touchSeq === this.#touchedSeq[index] ? [order] : [],
    );
    this.#touched = kept;
    this.#touchedAt = kept.map((order) => order.updatedAt);
    this.#touchedSeq = kept.map((order) => order.touchSeq);
  }
}

function next({ value, seq }: Position): Position {
  return { value, seq: seq + 1 };
}
