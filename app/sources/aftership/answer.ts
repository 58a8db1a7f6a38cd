import { z } from 'zod';
import {
  looseInteger,
  looseList,
  looseObject,
  looseText,
  readableItems,
} from '#app/sources/loose.ts';

const MAX_CHECKPOINTS = 500;
const MAX_TRACKINGS = 400;

const checkpoint = z
  .object({
    checkpoint_time: looseText,
    created_at: looseText,
    slug: looseText,
    message: looseText,
    location: looseText,
    city: looseText,
    country_region: looseText,
    tag: looseText,
    subtag: looseText,
    hash: looseText,
  })
  .transform((raw) => ({
    checkpointTime: raw.checkpoint_time,
    createdAt: raw.created_at,
    slug: raw.slug,
    message: raw.message,
    location: raw.location,
    city: raw.city,
    countryRegion: raw.country_region,
    tag: raw.tag,
    subtag: raw.subtag,
    hash: raw.hash,
  }));

const mile = looseObject({ tracking_number: looseText, slug: looseText });

/** `{estimated_delivery_date}` or the date alone. */
const estimate = z
  .union([
    z.string(),
    z
      .object({ estimated_delivery_date: looseText })
      .transform(({ estimated_delivery_date: date }) => date),
  ])
  .nullish()
  .catch(null)
  .transform((date) => date ?? null);

/** A tracking, in an answer or in a push. */
export const trackingItem = z.object({
  id: looseText,
  tracking_number: z.string().min(1),
  slug: looseText,
  tag: looseText,
  subtag: looseText,
  origin_country_region: looseText,
  destination_country_region: looseText,
  courier_destination_country_region: looseText,
  destination_postal_code: looseText,
  first_mile: mile,
  last_mile: mile,
  courier_estimated_delivery_date: estimate,
  aftership_estimated_delivery_date: estimate,
  checkpoints: looseList(checkpoint, MAX_CHECKPOINTS),
});
export type TrackingItem = z.infer<typeof trackingItem>;

/** The envelope of every answer: `meta.code` is 200 or 201 when it was taken. */
export const envelope = z.object({
  meta: looseObject({ code: looseInteger }),
  data: z.unknown().optional(),
});

/** A page of the list. Older versions lay the paging beside the trackings. */
export const listAnswer = z.object({
  trackings: readableItems(trackingItem, MAX_TRACKINGS),
  pagination: looseObject({
    next_cursor: looseText,
    has_next_page: z.boolean().nullish().catch(null),
  }),
});

/** What was created: the tracking itself, or wrapped. */
export const createdAnswer = z.union([
  z.object({ tracking: trackingItem }).transform(({ tracking }) => tracking),
  trackingItem,
]);
