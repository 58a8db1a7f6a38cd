import type { CarrierKey } from '../../world/carriers.ts';
import { EventQueue } from '../../world/event-queue.ts';
import { ask, hashOf, seenOf } from '../follow.ts';
import type { SourceAccount } from '../source-account.ts';
import type { SourceHost } from '../source-host.ts';
import { newTracking } from './tracking.ts';
import type { Tracking } from './tracking.ts';

const DAY = 86_400_000;
/** 17TRACK stops a number after this long without a change; its help pages say so. */
const STOPPED_AFTER_MS = 30 * DAY;
const STOPPED_AFTER_DELIVERY_MS = 15 * DAY;
const DELETED_AFTER_MS = 90 * DAY;

interface BookEvents {
  changed(tracking: Tracking, at: number): void;
  stopped(tracking: Tracking, at: number): void;
}

/** The numbers that one account follows at 17TRACK, asked for on virtual time. */
export class TrackingBook {
  readonly account: SourceAccount;
  #host: SourceHost;
  #events: BookEvents;
  #byNumber = new Map<string, Tracking[]>();
  #due = new EventQueue<Tracking>();
  #day = -1;
  #cleanedAt = 0;

  constructor(account: SourceAccount, host: SourceHost, events: BookEvents) {
    this.account = account;
    this.#host = host;
    this.#events = events;
  }

  /** By number and, where given, carrier. */
  findAll(number: string, carrier: CarrierKey | null): Tracking[] {
    const found = this.#byNumber.get(number) ?? [];
    return found.filter((each) => carrier === null || each.carrier === carrier);
  }

  find(number: string, carrier: CarrierKey | null): Tracking | null {
    return this.findAll(number, carrier)[0] ?? null;
  }

  all(): Tracking[] {
    return [...this.#byNumber.values()].flat();
  }

  /** Credits left today; 0 when a limit is reached. */
  creditsLeft(): { today: number; total: number } {
    const { counts, dailyLimit, quota } = this.account;
    const day = Math.floor(this.#host.now() / DAY);
    if (day !== this.#day) counts.creditsToday = 0;
    this.#day = day;
    return { today: dailyLimit - counts.creditsToday, total: quota - counts.creditsUsed };
  }

  spend(credits: number): void {
    this.account.counts.creditsUsed += credits;
    this.account.counts.creditsToday += credits;
  }

  add(given: Parameters<typeof newTracking>[0]): Tracking {
    const tracking = newTracking(given, this.#host.now());
    this.#byNumber.set(tracking.number, [...(this.#byNumber.get(tracking.number) ?? []), tracking]);
    this.account.counts.registered += 1;
    this.#due.add(tracking.nextSyncAt, tracking);
    return tracking;
  }

  remove(tracking: Tracking): void {
    const left = (this.#byNumber.get(tracking.number) ?? []).filter((each) => each !== tracking);
    if (left.length === 0) this.#byNumber.delete(tracking.number);
    else this.#byNumber.set(tracking.number, left);
    tracking.stopReason ??= 'ByRequest';
    this.account.counts.registered -= 1;
  }

  stop(tracking: Tracking, reason: NonNullable<Tracking['stopReason']>, at: number): void {
    tracking.stopReason = reason;
    tracking.stoppedAt = at;
  }

  resume(tracking: Tracking): void {
    const now = this.#host.now();
    tracking.stopReason = null;
    tracking.stoppedAt = null;
    tracking.isRetracked = true;
    tracking.changedAt = now;
    tracking.nextSyncAt = now + 30_000;
    this.#due.add(tracking.nextSyncAt, tracking);
  }

  /** Asks the carriers as often as was due. While the source is down nobody is asked. */
  advance(): void {
    const now = this.#host.now();
    const isDown = this.#host.incidents.has('source_outage_17track');
    while (this.#due.nextAt <= now) {
      const due = this.#due.take();
      if (due === null) return;
      const tracking = due.item;
      if (tracking.stopReason !== null) continue;
      if (isDown) tracking.nextSyncAt = now + (1 + (hashOf(tracking.number) % 120)) * 60_000;
      else this.#ask(tracking, now);
      if (tracking.stopReason === null) this.#due.add(tracking.nextSyncAt, tracking);
    }
    if (now - this.#cleanedAt > DAY) this.#forgetOld(now);
  }

  #ask(tracking: Tracking, now: number): void {
    const found = this.#host.record(tracking.number);
    const record = found !== null && tracking.isCarrierRight(found.carrier) ? found : null;
    const isStale = this.#host.incidents.has('source_stale_17track');
    const before = tracking.syncs;
    for (const at of ask(tracking, record, { now, isStale })) this.#events.changed(tracking, at);
    this.account.counts.syncs += tracking.syncs - before;
    const last = seenOf(record, tracking.syncedAt)?.scans.at(-1);
    const patience = last?.phrase === 'delivered' ? STOPPED_AFTER_DELIVERY_MS : STOPPED_AFTER_MS;
    if (now - tracking.changedAt < patience) return;
    this.stop(tracking, 'Expired', now);
    this.#events.stopped(tracking, now);
  }

  /** 17TRACK deletes what was stopped long ago. */
  #forgetOld(now: number): void {
    this.#cleanedAt = now;
    for (const tracking of this.all()) {
      if (tracking.stoppedAt !== null && now - tracking.stoppedAt > DELETED_AFTER_MS) {
        this.remove(tracking);
      }
    }
  }
}
