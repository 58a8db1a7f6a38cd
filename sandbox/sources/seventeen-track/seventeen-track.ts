import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CarrierKey } from '../../world/carriers.ts';
import type { PushQueue } from '../pushes.ts';
import type { PushPolicy } from '../pushes.ts';
import { carrierByKey, carrierByShape, SOURCE_CARRIERS } from '../source-carriers.ts';
import type { SourceAccount } from '../source-account.ts';
import type { SourceHost } from '../source-host.ts';
import { TrackingBook } from './book.ts';
import { errorOf } from './errors.ts';
import type { SeventeenError } from './errors.ts';
import { spelled, trackItem, utc } from './item.ts';
import type { Tracking } from './tracking.ts';

type Row = Record<string, unknown>;
export interface SeventeenAnswer {
  code: number;
  page?: Row;
  data: Row;
}

export const ITEMS_PER_CALL = 40;
const PAGE_SIZE = 40;
const MOST_CARRIER_CHANGES = 5;
const MINUTE = 60_000;

/** The vendor documents no schedule: three more tries after 10, 30 and 60 minutes are assumed. Only a 200 counts. */
export const SEVENTEEN_PUSHES: PushPolicy = {
  isSuccess: (status) => status === 200,
  pauseAfterMs: (attempts) => [10 * MINUTE, 30 * MINUTE, 60 * MINUTE][attempts - 1] ?? null,
};

const carrierField = z.union([z.number().int(), z.string().regex(/^\d{1,9}$/)]).nullish();
const text = z.string().max(200).nullish();
const itemSchema = z.looseObject({
  number: z.string(),
  carrier: carrierField,
  carrier_old: carrierField,
  carrier_new: carrierField,
  auto_detection: z.boolean().nullish(),
  tag: text,
  lang: text,
  order_no: text,
  param: text,
});
type Item = z.infer<typeof itemSchema>;

/** Carriers that 17TRACK asks for only with more about the recipient. */
const NEEDS: Record<number, number> = { 14041: -18010018, 100007: -18010019, 100012: -18010020 };

/** 17TRACK's API v2.4 for one account: what each endpoint answers to a parsed body. */
export class SeventeenTrack {
  readonly book: TrackingBook;
  #host: SourceHost;
  #pushes: PushQueue;

  constructor(account: SourceAccount, host: SourceHost, pushes: PushQueue) {
    this.#host = host;
    this.#pushes = pushes;
    this.book = new TrackingBook(account, host, {
      changed: (tracking, at) => this.#push(tracking, 'TRACKING_UPDATED', at),
      stopped: (tracking, at) => this.#push(tracking, 'TRACKING_STOPPED', at),
    });
  }

  /** Null for an endpoint that does not exist. */
  answer(endpoint: string, body: unknown): SeventeenAnswer | null {
    switch (endpoint) {
      case 'register':
        return this.#each(body, (item) => this.#register(item));
      case 'gettrackinfo':
        return this.#each(body, (item) => this.#read(item));
      case 'getrealtimetrackinfo':
        return this.#each(body, (item) => this.#readLive(item));
      case 'stoptrack':
        return this.#each(body, (item) => this.#stop(item));
      case 'retrack':
        return this.#each(body, (item) => this.#retrack(item));
      case 'deletetrack':
        return this.#each(body, (item) => this.#delete(item));
      case 'changecarrier':
        return this.#each(body, (item) => this.#changeCarrier(item));
      case 'changeinfo':
        return this.#each(body, (item) => this.#changeInfo(item));
      case 'push':
        return this.#each(body, (item) => this.#pushAgain(item));
      case 'gettracklist':
        return this.#list(body);
      case 'getquota':
        return this.#quota();
      default:
        return null;
    }
  }

  /** One bad number never stops the rest. */
  #each(body: unknown, one: (item: Item) => Row | Row[] | SeventeenError): SeventeenAnswer {
    if (!Array.isArray(body) || body.length === 0) return wholeError(errorOf(-18010013));
    if (body.length > ITEMS_PER_CALL) return wholeError(errorOf(-18010014));
    const accepted: Row[] = [];
    const rejected: Row[] = [];
    for (const raw of body) {
      const parsed = itemSchema.safeParse(raw);
      const given: Row = typeof raw === 'object' && raw !== null ? { ...raw } : {};
      const result = parsed.success ? this.#checked(parsed.data, one) : badItem(given);
      if (isError(result)) {
        rejected.push({
          number: given['number'] ?? null,
          ...(given['carrier'] === undefined ? {} : { carrier: given['carrier'] }),
          error: result,
        });
      } else accepted.push(...[result].flat());
    }
    return { code: 0, data: { accepted, rejected } };
  }

  #checked(
    item: Item,
    one: (item: Item) => Row | Row[] | SeventeenError,
  ): Row | Row[] | SeventeenError {
    if (!/^[A-Za-z0-9-]{5,50}$/.test(item.number)) return errorOf(-18010012, item.number);
    return one(item);
  }

  #register(item: Item): Row | SeventeenError {
    const number = item.number.toUpperCase();
    const asked = carrierNumber(item.carrier);
    const need = asked === null ? undefined : NEEDS[asked];
    if (need !== undefined) return (item.param ?? '') === '' ? errorOf(need) : errorOf(-18019903);
    const named = asked === null || asked === 0 ? null : carrierByKey(asked);
    if (named === null && asked !== null && asked !== 0) {
      if (item.auto_detection !== true) return errorOf(-18019910, String(asked));
    }
    const carrier = named ?? this.#detect(number);
    if (carrier === null) return errorOf(-18019903);
    if (this.book.find(number, named) !== null) return errorOf(-18019901, number);
    const left = this.book.creditsLeft();
    if (left.today < 1) return errorOf(-18019907);
    if (left.total < 1) return errorOf(-18019908);
    this.book.spend(1);
    this.book.add({
      number,
      carrier,
      tag: item.tag ?? null,
      lang: item.lang ?? null,
      orderNo: item.order_no ?? null,
      param: item.param ?? null,
    });
    return {
      // 1: the carrier was named; 2: it was detected.
      origin: named === null ? 2 : 1,
      number,
      carrier: SOURCE_CARRIERS[carrier].key,
      email: null,
      tag: item.tag ?? null,
      lang: item.lang ?? null,
    };
  }

  #detect(number: string): CarrierKey | null {
    return this.#host.record(number)?.carrier ?? carrierByShape(number);
  }

  /** Without a carrier all registrations of the number are told. */
  #read(item: Item): Row[] | SeventeenError {
    const asked = this.#with(item, () => ({}));
    if (isError(asked)) return asked;
    const carrier = carrierByKey(carrierNumber(item.carrier) ?? 0);
    const found = this.book.findAll(item.number.toUpperCase(), carrier);
    const heard = found.filter(({ triedAt }) => triedAt !== null);
    this.book.account.counts.read += 1;
    if (heard.length === 0) return errorOf(-18019909);
    return heard.map((tracking) => this.#itemAt(tracking, this.#host.now()));
  }

  /** Asks the carrier at once: 1 credit, or 10 for an instant answer. */
  #readLive(item: Item): Row | SeventeenError {
    const number = item.number.toUpperCase();
    const carrier = carrierByKey(carrierNumber(item.carrier) ?? 0) ?? this.#detect(number);
    if (carrier === null) return errorOf(-18019903);
    const credits = Number(item['cacheLevel'] ?? item['cache_level'] ?? 0) === 1 ? 10 : 1;
    if (this.book.creditsLeft().total < credits) return errorOf(-18019908);
    this.book.spend(credits);
    const now = this.#host.now();
    const live = this.book.find(number, carrier) ?? null;
    if (live === null) return errorOf(-18019902, number);
    return this.#itemAt({ ...live, triedAt: now, syncedAt: now, isFailing: false }, now);
  }

  #stop(item: Item): Row | SeventeenError {
    return this.#with(item, (tracking) => {
      if (tracking.stopReason !== null) return errorOf(-18019906);
      this.book.stop(tracking, 'ByRequest', this.#host.now());
      return brief(tracking);
    });
  }

  #retrack(item: Item): Row | SeventeenError {
    return this.#with(item, (tracking) => {
      if (tracking.isRetracked) return errorOf(-18019905);
      if (tracking.stopReason === null) return errorOf(-18019904);
      this.book.resume(tracking);
      return brief(tracking);
    });
  }

  #delete(item: Item): Row | SeventeenError {
    return this.#with(item, (tracking) => {
      this.book.remove(tracking);
      return brief(tracking);
    });
  }

  #changeCarrier(item: Item): Row | SeventeenError {
    const old = carrierByKey(carrierNumber(item.carrier_old) ?? 0);
    return this.#with({ ...item, carrier: carrierNumber(item.carrier_old) }, (tracking) => {
      const asked = carrierNumber(item.carrier_new) ?? 0;
      const carrier = carrierByKey(asked);
      if (carrier === null || carrier === old) return errorOf(-18019910, String(asked));
      if (tracking.carrierChanges >= MOST_CARRIER_CHANGES) return errorOf(-18010013);
      tracking.carrierChanges += 1;
      tracking.carrier = carrier;
      tracking.seen = '';
      return brief(tracking);
    });
  }

  #changeInfo(item: Item): Row | SeventeenError {
    return this.#with(item, (tracking) => {
      const given = z.looseObject({ tag: text, order_no: text }).safeParse(item['items'] ?? item);
      if (!given.success) return errorOf(-18010013);
      tracking.tag = given.data.tag ?? tracking.tag;
      tracking.orderNo = given.data.order_no ?? tracking.orderNo;
      return brief(tracking);
    });
  }

  #pushAgain(item: Item): Row | SeventeenError {
    return this.#with(item, (tracking) => {
      if (tracking.syncedAt === null) return errorOf(-18019909);
      this.#push(tracking, 'TRACKING_UPDATED', this.#host.now());
      return brief(tracking);
    });
  }

  #with(item: Item, then: (tracking: Tracking) => Row | SeventeenError): Row | SeventeenError {
    const asked = carrierNumber(item.carrier);
    const carrier = asked === null || asked === 0 ? null : carrierByKey(asked);
    if (asked !== null && asked !== 0 && carrier === null) return errorOf(-18019910, String(asked));
    const tracking = this.book.find(item.number.toUpperCase(), carrier);
    return tracking === null ? errorOf(-18019902, item.number) : then(tracking);
  }

  #list(body: unknown): SeventeenAnswer {
    const schema = z.looseObject({
      page_no: z.number().int().min(1).nullish(),
      number: z.union([z.string(), z.array(z.string()).max(200)]).nullish(),
      tracking_status: z.enum(['Tracking', 'Stopped']).nullish(),
      package_status: z.string().nullish(),
    });
    const parsed = schema.safeParse(Array.isArray(body) ? (body[0] ?? {}) : (body ?? {}));
    if (!parsed.success) return wholeError(errorOf(-18010013));
    const { page_no: pageNo, number, tracking_status: status } = parsed.data;
    const wanted = number === null || number === undefined ? null : [number].flat();
    const rows = this.book
      .all()
      .filter((each) => wanted === null || wanted.includes(each.number))
      .filter((each) => (status ?? statusName(each)) === statusName(each))
      .map((each) => this.#listRow(each))
      .filter(
        (row) => (parsed.data.package_status ?? row['package_status']) === row['package_status'],
      );
    const page = pageNo ?? 1;
    return {
      page: {
        data_total: rows.length,
        page_total: Math.ceil(rows.length / PAGE_SIZE),
        page_no: page,
        page_size: PAGE_SIZE,
      },
      code: 0,
      data: { accepted: rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), rejected: [] },
    };
  }

  #listRow(tracking: Tracking): Row {
    const item = z
      .object({
        track_info: z.object({
          latest_status: z.object({ status: z.string() }),
          latest_event: z
            .object({ time_iso: z.string(), time_utc: z.string(), description: z.string() })
            .nullable(),
        }),
      })
      .parse(this.#itemAt(tracking, this.#host.now()));
    const { latest_status: latest, latest_event: event } = item.track_info;
    const record = this.#host.record(tracking.number);
    return {
      number: tracking.number,
      param: tracking.param,
      param_type: 'None',
      data_origin: 'Api',
      carrier: SOURCE_CARRIERS[tracking.carrier].key,
      shipping_country: record?.shipperCountry ?? null,
      final_carrier: 0,
      recipient_country: record?.recipient.country ?? null,
      register_time: utc(tracking.registeredAt),
      tracking_status: statusName(tracking),
      package_status: latest.status,
      track_time: tracking.triedAt === null ? null : utc(tracking.triedAt),
      sync_status: !tracking.isFailing,
      push_time: tracking.pushedAt === null ? null : utc(tracking.pushedAt),
      push_status: tracking.pushedAt === null ? 'NotPushed' : 'Success',
      push_status_code: tracking.pushedAt === null ? null : 200,
      stop_track_time: tracking.stoppedAt === null ? null : utc(tracking.stoppedAt),
      stop_track_reason: tracking.stopReason,
      is_retracked: tracking.isRetracked,
      carrier_change_count: tracking.carrierChanges,
      tag: tracking.tag,
      email: '',
      order_no: tracking.orderNo,
      order_time: null,
      lang: tracking.lang ?? '',
      remark: null,
      latest_event_time: event?.time_iso ?? null,
      latest_event_info: event?.description ?? null,
      // The vendor's spelling.
      delievery_time: latest.status === 'Delivered' ? (event?.time_utc ?? null) : null,
      pickup_time: '',
    };
  }

  #quota(): SeventeenAnswer {
    const { quota, counts, dailyLimit } = this.book.account;
    const { total } = this.book.creditsLeft();
    return {
      code: 0,
      data: {
        quota_total: quota,
        quota_used: counts.creditsUsed,
        quota_remain: total,
        today_used: counts.creditsToday,
        max_track_daily: dailyLimit,
        free_email_quota: 0,
        free_email_quotaused: 0,
      },
    };
  }

  #itemAt(tracking: Tracking, now: number): Row {
    return trackItem(tracking, { now, record: (number) => this.#host.record(number) });
  }

  #push(tracking: Tracking, event: 'TRACKING_UPDATED' | 'TRACKING_STOPPED', at: number): void {
    const { account } = this.book;
    if (account.webhookUrl === null) return;
    const { number, carrier, param, tag } = tracking;
    const data =
      event === 'TRACKING_UPDATED'
        ? this.#itemAt(tracking, at)
        : { number, carrier: spelled(carrier, number), param, tag: tag ?? '' };
    const body = JSON.stringify({ event, data });
    const sign = createHash('sha256').update(`${body}/${account.key}`).digest('hex');
    tracking.pushedAt = at;
    this.#pushes.send({ account, event, number, body, headers: { sign } });
  }
}

/** What 17TRACK answers when the request as a whole is refused. */
export function wholeError(error: SeventeenError): SeventeenAnswer {
  return { code: error.code, data: { errors: [error] } };
}

function badItem(given: Row): SeventeenError {
  const number = given['number'];
  if (number === undefined || number === null || number === '') return errorOf(-18010010, 'number');
  if (typeof number !== 'string') return errorOf(-18010012, 'number');
  return errorOf(-18010011, 'carrier');
}

function isError(result: Row | Row[] | SeventeenError): result is SeventeenError {
  if (Array.isArray(result)) return false;
  return typeof result['code'] === 'number' && typeof result['message'] === 'string';
}

function carrierNumber(given: number | string | null | undefined): number | null {
  return given === null || given === undefined ? null : Number(given);
}

function brief({ number, carrier }: Tracking): Row {
  return { number, carrier: SOURCE_CARRIERS[carrier].key };
}

function statusName({ stopReason }: Tracking): 'Tracking' | 'Stopped' {
  return stopReason === null ? 'Tracking' : 'Stopped';
}
