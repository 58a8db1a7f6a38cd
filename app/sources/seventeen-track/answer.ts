import { z } from 'zod';
import {
  looseInteger,
  looseList,
  looseObject,
  looseText,
  readableItems,
} from '#app/sources/loose.ts';

/** More events than any parcel has; the rest of a longer list is not read. */
const MAX_EVENTS = 500;
const MAX_PROVIDERS = 12;
const MAX_ITEMS = 200;

/** `{date, time, timezone}` or a text: both are told. */
const timeRaw = z
  .union([
    z.string(),
    z
      .object({ date: looseText, time: looseText, timezone: looseText })
      .transform(({ date, time, timezone }) =>
        date === null ? null : `${date}${time === null ? '' : `T${time}${timezone ?? ''}`}`,
      ),
  ])
  .nullish()
  .catch(null)
  .transform((text) => text ?? null);

const address = looseObject({ country: looseText, city: looseText, postal_code: looseText });

const event = z
  .object({
    time_iso: looseText,
    time_utc: looseText,
    time_raw: timeRaw,
    description: looseText,
    location: looseText,
    stage: looseText,
    sub_status: looseText,
    address,
  })
  .transform((raw) => ({
    timeIso: raw.time_iso,
    timeUtc: raw.time_utc,
    timeRaw: raw.time_raw,
    description: raw.description,
    location: raw.location,
    stage: raw.stage,
    subStatus: raw.sub_status,
    country: raw.address?.country ?? null,
    city: raw.address?.city ?? null,
  }));

const provider = z.object({
  provider: looseObject({ key: looseInteger, name: looseText, country: looseText }),
  latest_sync_status: looseText,
  latest_sync_time: looseText,
  events: looseList(event, MAX_EVENTS),
});

const trackInfo = looseObject({
  shipping_info: looseObject({ shipper_address: address, recipient_address: address }),
  latest_status: looseObject({ status: looseText, sub_status: looseText }),
  time_metrics: looseObject({
    estimated_delivery_date: looseObject({ source: looseText, from: looseText, to: looseText }),
  }),
  misc_info: looseObject({
    local_number: looseText,
    local_provider: looseText,
    local_key: looseInteger,
  }),
  tracking: looseObject({ providers: looseList(provider, MAX_PROVIDERS) }),
});

/** A number that 17TRACK accepted, in an answer or in a push. */
export const acceptedItem = z.object({
  number: z.string().min(1),
  carrier: looseInteger,
  tracking_status: looseText,
  stop_track_reason: looseText,
  track_info: trackInfo,
});
export type AcceptedItem = z.infer<typeof acceptedItem>;
export type ProviderItem = z.infer<typeof provider>;

const rejectedItem = z.object({
  number: z.string().min(1),
  error: z.object({ code: z.coerce.number().int() }),
});

/** The envelope of every answer. `code` is 0 when the call as a whole was taken; null when there is no code at all. */
export const envelope = z.object({
  code: looseInteger,
  data: z.unknown().optional(),
});

/** The numbers of an answer. One list may be missing, not both: that would be no answer about numbers. */
export const numbersAnswer = z
  .object({
    accepted: readableItems(acceptedItem, MAX_ITEMS).optional(),
    rejected: readableItems(rejectedItem, MAX_ITEMS).optional(),
  })
  .refine(({ accepted, rejected }) => accepted !== undefined || rejected !== undefined)
  .transform(({ accepted = [], rejected = [] }) => ({ accepted, rejected }));

/** Failures of the whole call that came with code 0. */
export const dataErrors = z.object({
  errors: z.array(z.object({ code: z.coerce.number().int() })).min(1),
});

export const quotaAnswer = z.object({
  quota_total: looseInteger,
  quota_used: looseInteger,
  quota_remain: looseInteger,
});
