import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import type { CarrierKey } from '../../world/carriers.ts';
import { EventQueue } from '../../world/event-queue.ts';
import { ask, follow, hashOf } from '../follow.ts';
import type { PushPolicy, PushQueue } from '../pushes.ts';
import type { SourceAccount } from '../source-account.ts';
import { answersFor, carrierByShape, carrierBySlug, SOURCE_CARRIERS } from '../source-carriers.ts';
import type { SourceHost } from '../source-host.ts';
import { trackingObject } from './item.ts';
import type { AfterShipTracking } from './item.ts';

export interface AfterShipAnswer {
  status: number;
  body: { meta: { code: number; message?: string; type?: string }; data: unknown };
}

const DAY = 86_400_000;
const EXPIRES_AFTER_MS = 30 * DAY;
const DEFAULT_LIMIT = 100;
const MOST_PER_PAGE = 200;

/** Fourteen tries, the pause after the nth is 2^n × 30 s. */
export const AFTERSHIP_PUSHES: PushPolicy = {
  isSuccess: (status) => status >= 200 && status < 300,
  pauseAfterMs: (attempts) => (attempts >= 14 ? null : 2 ** attempts * 30_000),
};

/** Couriers that need more than a number. */
const NEEDS: Record<string, string> = {
  'postnl-3s': 'tracking_destination_country',
  dpd: 'tracking_postal_code',
};

const ERRORS: Record<number, { status: number; type: string; message: string }> = {
  401: { status: 401, type: 'Unauthorized', message: 'The API key is invalid.' },
  404: { status: 404, type: 'NotFound', message: 'The URI requested is invalid.' },
  429: {
    status: 429,
    type: 'TooManyRequests',
    message: 'You have exceeded the API call rate limit.',
  },
  500: { status: 500, type: 'InternalError', message: 'Something went wrong on AfterShip’s end.' },
  4001: { status: 400, type: 'BadRequest', message: 'Invalid JSON data.' },
  4003: { status: 400, type: 'BadRequest', message: 'Tracking already exists.' },
  4004: { status: 404, type: 'NotFound', message: 'Tracking does not exist.' },
  4005: { status: 400, type: 'BadRequest', message: 'The value of `tracking_number` is invalid.' },
  4010: { status: 400, type: 'BadRequest', message: 'The value of `slug` is invalid.' },
  4011: {
    status: 400,
    type: 'BadRequest',
    message: 'Missing or invalid value of the required fields for this courier.',
  },
  4012: {
    status: 400,
    type: 'BadRequest',
    message: 'The error message will show which courier could not be recognized.',
  },
  4015: { status: 400, type: 'BadRequest', message: 'The value of a field is invalid.' },
  4016: { status: 400, type: 'BadRequest', message: 'Retrack is not allowed: only once.' },
  4017: { status: 400, type: 'BadRequest', message: '`tracking_number` is required.' },
};

const createSchema = z.looseObject({
  tracking_number: z.string().nullish(),
  slug: z.string().nullish(),
  order_id: z.string().nullish(),
  tracking_postal_code: z.string().nullish(),
  tracking_destination_country: z.string().nullish(),
});

/** AfterShip's tracking API 2026-07 for one account. */
export class AfterShip {
  readonly account: SourceAccount;
  #host: SourceHost;
  #pushes: PushQueue;
  #byId = new Map<string, AfterShipTracking>();
  #byNumber = new Map<string, AfterShipTracking[]>();
  #due = new EventQueue<AfterShipTracking>();
  #made = 0;

  constructor(account: SourceAccount, host: SourceHost, pushes: PushQueue) {
    this.account = account;
    this.#host = host;
    this.#pushes = pushes;
  }

  create(body: unknown): AfterShipAnswer {
    const parsed = createSchema.safeParse(body);
    if (!parsed.success) return refusal(4015);
    const number = (parsed.data.tracking_number ?? '').replaceAll(/\s/g, '').toUpperCase();
    if (number === '') return refusal(4017);
    if (!/^[A-Z0-9-]{4,50}$/.test(number)) return refusal(4005);
    const slug = parsed.data.slug ?? null;
    const need = slug === null ? undefined : NEEDS[slug];
    if (need !== undefined) return refusal(typeof parsed.data[need] === 'string' ? 4012 : 4011);
    const named = slug === null ? null : carrierBySlug(slug);
    if (slug !== null && named === null) return refusal(4010);
    const carrier = named ?? this.#detect(number)[0] ?? null;
    if (carrier === null) return refusal(4012);
    const known = this.#find(number, named);
    if (known !== null) return refusal(4003, this.#brief(known));
    const tracking = this.#add(number, carrier, parsed.data.order_id ?? null);
    this.account.counts.creditsUsed += 1;
    return success(201, this.#object(tracking));
  }

  get(id: string): AfterShipAnswer {
    this.account.counts.read += 1;
    const tracking = this.#byId.get(id);
    return tracking === undefined ? refusal(4004) : success(200, this.#object(tracking));
  }

  remove(id: string): AfterShipAnswer {
    const tracking = this.#byId.get(id);
    if (tracking === undefined) return refusal(4004);
    this.#byId.delete(id);
    const left = (this.#byNumber.get(tracking.number) ?? []).filter((each) => each !== tracking);
    this.#byNumber.set(tracking.number, left);
    this.account.counts.registered -= 1;
    return success(200, this.#object(tracking));
  }

  retrack(id: string): AfterShipAnswer {
    const tracking = this.#byId.get(id);
    if (tracking === undefined) return refusal(4004);
    if (tracking.isRetracked || !tracking.isExpired) return refusal(4016);
    const now = this.#host.now();
    Object.assign(tracking, { isRetracked: true, isExpired: false, changedAt: now });
    tracking.nextSyncAt = now + 30_000;
    this.#due.add(tracking.nextSyncAt, tracking);
    return success(200, this.#object(tracking));
  }

  /** By `tracking_numbers`, `slug`, `updated_at_min` and `_max`; newest first; `cursor` or `page` for more. */
  list(query: URLSearchParams): AfterShipAnswer {
    const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
    const page = Number(query.get('page') ?? 1);
    const offset = query.get('cursor')
      ? cursorOffset(query.get('cursor') ?? '')
      : (page - 1) * limit;
    const since = instantOf(query.get('updated_at_min'), Number.NEGATIVE_INFINITY);
    const until = instantOf(query.get('updated_at_max'), Number.POSITIVE_INFINITY);
    if (!isWhole(limit, MOST_PER_PAGE) || !isWhole(page, 10_000)) return refusal(4015);
    if (offset === null || since === null || until === null) return refusal(4015);
    const numbers = query.get('tracking_numbers');
    const slug = query.get('slug');
    const all =
      numbers === null
        ? [...this.#byId.values()]
        : listOf(numbers).flatMap((each) => this.#byNumber.get(each.toUpperCase()) ?? []);
    const found = all
      .filter(({ changedAt }) => changedAt >= since && changedAt <= until)
      .filter(
        ({ carrier }) => slug === null || listOf(slug).includes(SOURCE_CARRIERS[carrier].slug),
      )
      .toSorted((a, b) => b.registeredAt - a.registeredAt || (a.id < b.id ? -1 : 1));
    const trackings = found.slice(offset, offset + limit).map((each) => this.#object(each));
    this.account.counts.read += trackings.length;
    const next = offset + limit;
    const hasNext = next < found.length;
    return success(200, {
      page,
      limit,
      count: found.length,
      pagination: {
        total: found.length,
        next_cursor: hasNext ? Buffer.from(`after:${next}`).toString('base64url') : null,
        has_next_page: hasNext,
      },
      trackings,
    });
  }

  detect(body: unknown): AfterShipAnswer {
    const parsed = createSchema.safeParse(body);
    const number = parsed.success ? (parsed.data.tracking_number ?? '').toUpperCase() : '';
    if (number === '') return refusal(4017);
    const couriers = this.#detect(number).map((carrier) => courierOf(carrier));
    return success(200, { total: couriers.length, couriers });
  }

  couriers(): AfterShipAnswer {
    const couriers = Object.values(SOURCE_CARRIERS).map(({ slug, name, homepage }) => ({
      slug,
      name,
      web_url: homepage,
    }));
    return success(200, { total: couriers.length, couriers });
  }

  /** Asks the couriers as often as was due. While the source is down nobody is asked. */
  advance(): void {
    const now = this.#host.now();
    const isDown = this.#host.incidents.has('source_outage_aftership');
    while (this.#due.nextAt <= now) {
      const due = this.#due.take();
      if (due === null) return;
      const tracking = due.item;
      if (tracking.isExpired || !this.#byId.has(tracking.id)) continue;
      if (isDown) tracking.nextSyncAt = now + (1 + (hashOf(tracking.number) % 120)) * 60_000;
      else this.#ask(tracking, now);
      if (!tracking.isExpired) this.#due.add(tracking.nextSyncAt, tracking);
    }
  }

  #ask(tracking: AfterShipTracking, now: number): void {
    const found = this.#host.record(tracking.number);
    const record = found !== null && answersFor(tracking.carrier, found.carrier) ? found : null;
    const before = tracking.syncs;
    for (const at of ask(tracking, record, { now, isStale: false })) {
      if (tracking.seen !== '') this.#push(tracking, at);
    }
    this.account.counts.syncs += tracking.syncs - before;
    if (now - tracking.changedAt < EXPIRES_AFTER_MS) return;
    tracking.isExpired = true;
    tracking.changedAt = now;
    this.#push(tracking, now);
  }

  #push(tracking: AfterShipTracking, at: number): void {
    const { account } = this;
    if (account.webhookUrl === null) return;
    this.#made += 1;
    const body = JSON.stringify({
      event: 'tracking_update',
      event_id: createHash('md5').update(`${account.key} ${this.#made}`).digest('hex'),
      is_tracking_first_tag: false,
      ts: Math.floor(at / 1000),
      msg: this.#object(tracking),
    });
    const signature = createHmac('sha256', account.webhookSecret).update(body).digest('base64');
    this.#pushes.send({
      account,
      event: 'tracking_update',
      number: tracking.number,
      body,
      headers: { 'aftership-hmac-sha256': signature },
    });
  }

  #add(number: string, carrier: CarrierKey, orderId: string | null): AfterShipTracking {
    const id = createHash('md5').update(`${this.account.key} ${number} ${carrier}`).digest('hex');
    const followed = follow(number, this.#host.now());
    const tracking = { ...followed, id, carrier, orderId, isExpired: false, isRetracked: false };
    this.#byId.set(id, tracking);
    this.#byNumber.set(number, [...(this.#byNumber.get(number) ?? []), tracking]);
    this.account.counts.registered += 1;
    this.#due.add(tracking.nextSyncAt, tracking);
    return tracking;
  }

  #find(number: string, carrier: CarrierKey | null): AfterShipTracking | null {
    const found = this.#byNumber.get(number) ?? [];
    return found.find((each) => carrier === null || each.carrier === carrier) ?? null;
  }

  #detect(number: string): CarrierKey[] {
    const carrier = this.#host.record(number)?.carrier ?? carrierByShape(number);
    return carrier === null ? [] : [carrier];
  }

  #object(tracking: AfterShipTracking): Record<string, unknown> {
    return trackingObject(tracking, (number) => this.#host.record(number));
  }

  #brief({ id, number, carrier }: AfterShipTracking) {
    return { id, tracking_number: number, slug: SOURCE_CARRIERS[carrier].slug };
  }
}

/** The documented answer to what cannot be done; unknown codes count as bad requests. */
export function refusal(code: number, data: unknown = {}): AfterShipAnswer {
  const { status, type, message } = ERRORS[code] ?? {
    status: 400,
    type: 'BadRequest',
    message: 'The request was invalid or cannot be otherwise served.',
  };
  return { status, body: { meta: { code, message, type }, data } };
}

function success(status: number, data: unknown): AfterShipAnswer {
  return { status, body: { meta: { code: status }, data } };
}

function courierOf(carrier: CarrierKey) {
  const { slug, name, homepage } = SOURCE_CARRIERS[carrier];
  return { slug, name, phone: null, other_name: null, web_url: homepage, required_fields: [] };
}

function listOf(text: string): string[] {
  return text.split(',').map((each) => each.trim());
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

/** The instant of an ISO text; `otherwise` without one, null when it is none. */
function instantOf(text: string | null, otherwise: number): number | null {
  if (text === null) return otherwise;
  const at = Date.parse(text.replaceAll(' ', '+'));
  return Number.isNaN(at) ? null : at;
}

function cursorOffset(cursor: string): number | null {
  const offset = /^after:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  return offset === undefined ? null : Number(offset);
}
