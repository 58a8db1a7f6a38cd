import { z } from 'zod';
import type { FulfillmentRow } from '#app/db/import-rows.ts';
import type { Money } from '#app/domain/shared/money.ts';
import {
  clean,
  country,
  gid,
  instant,
  moneySchema,
  optionalInstant,
  optionalText,
  text,
} from '#app/services/shopify-values.ts';
import { readOrderBeside } from '#app/services/sync-order-beside.ts';
import type { OrderBeside } from '#app/services/sync-order-beside.ts';

/** What we take from a Shopify order. Nothing in it names a person; `postcode` is hashed before it is stored. */
export interface OrderFacts {
  orderId: string;
  name: string;
  createdAt: Date;
  processedAt: Date | null;
  updatedAt: Date;
  cancelledAt: Date | null;
  closedAt: Date | null;
  total: Money;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  /** ISO alpha-2, or null when Shopify did not say. */
  destinationCountry: string | null;
  postcode: string | null;
  fulfillments: FulfillmentFacts[];
  /** Lines, payments and what else an order says; null when this answer did not ask, or it cannot be read. */
  beside: OrderBeside | null;
}

/** A fulfillment inside its order, as it will be stored, with what becomes its parcels and scans. */
export interface FulfillmentFacts extends Omit<FulfillmentRow, 'orderId'> {
  tracking: { number: string | null; carrier: string | null; url: string | null }[];
  /** Null when this answer did not ask for events. */
  events: EventsPage | null;
}

/** Events as Shopify gave them; `endCursor` is where the next page begins, null when these are all (from the start). */
export interface EventsPage {
  events: EventFacts[];
  endCursor: string | null;
}

export interface EventFacts {
  id: string;
  status: string;
  happenedAt: string;
  createdAt: string;
  estimatedDeliveryAt: string | null;
  message: string | null;
  city: string | null;
  country: string | null;
  /** Hashed before it is stored, and of deliveries alone. */
  zip: string | null;
}

export type OrderReading = { ok: true; order: OrderFacts } | { ok: false; reason: string };

/** Reads an order as bulk results and queries write it. The reason names the field, never its value. */
export function readOrder(node: unknown): OrderReading {
  const read = orderSchema.safeParse(node);
  if (read.success) return { ok: true, order: { ...read.data, beside: readOrderBeside(node) } };
  return { ok: false, reason: reasonOf(read.error) };
}

/** Reads a fulfillment's page of events (`nodes(ids)` over fulfillments). */
export function readFulfillmentEvents(
  node: unknown,
): { fulfillmentId: string; page: EventsPage } | null {
  const read = z.object({ id: gid, events: eventsSchema }).safeParse(node);
  return read.success ? { fulfillmentId: read.data.id, page: read.data.events } : null;
}

function reasonOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined
    ? 'unreadable'
    : `${issue.path.join('.') || 'line'}: ${issue.code === 'custom' ? issue.message : issue.code}`;
}

const eventSchema = z
  .object({
    id: z.string().min(1).max(200),
    status: z.string().max(100),
    happenedAt: z.string(),
    createdAt: z.string(),
    estimatedDeliveryAt: text,
    message: text,
    city: text,
    country: text,
    zip: text,
  })
  .transform((event) => ({
    ...event,
    estimatedDeliveryAt: event.estimatedDeliveryAt ?? null,
    message: event.message == null ? null : clean(event.message),
    city: event.city == null ? null : clean(event.city),
    country: event.country ?? null,
    zip: event.zip ?? null,
  }));

const eventsSchema = z
  .object({
    nodes: z.array(eventSchema.nullable()),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: text }),
  })
  .transform(({ nodes, pageInfo }) => ({
    events: nodes.filter((event) => event !== null),
    endCursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
  }));

const fulfillmentSchema = z
  .object({
    id: gid,
    name: z.string().transform(clean),
    status: z.string(),
    displayStatus: text,
    createdAt: instant,
    updatedAt: instant,
    inTransitAt: optionalInstant,
    deliveredAt: optionalInstant,
    estimatedDeliveryAt: optionalInstant,
    requiresShipping: z
      .boolean()
      .nullish()
      .transform((value) => value ?? true),
    originAddress: z.object({ countryCode: country }).nullish(),
    service: z.object({ serviceName: optionalText(200), type: text }).nullish(),
    location: z
      .object({
        name: optionalText(200),
        address: z.object({ countryCode: country }).nullish(),
      })
      .nullish(),
    trackingInfo: z
      .array(
        z
          .object({
            company: optionalText(200),
            number: optionalText(200),
            url: optionalText(2_000),
          })
          .transform(({ company, number, url }) => ({ carrier: company, number, url })),
      )
      .nullish(),
    events: eventsSchema.nullish(),
  })
  .transform((fulfillment) => {
    const { id, originAddress, service, location, trackingInfo, events, displayStatus, ...rest } =
      fulfillment;
    return {
      ...rest,
      fulfillmentId: id,
      displayStatus: displayStatus ?? null,
      originCountry: originAddress?.countryCode ?? location?.address?.countryCode ?? null,
      // "Manual" and gift-card services are the merchant himself: then the place he ships from tells more.
      supplier:
        (service?.type === 'THIRD_PARTY' ? trimmed(service.serviceName) : null) ??
        trimmed(location?.name),
      tracking: trackingInfo ?? [],
      events: events ?? null,
    };
  });

function trimmed(name: string | null | undefined): string | null {
  return name?.trim() || null;
}

const orderSchema = z
  .object({
    id: gid,
    name: z.string().transform(clean),
    createdAt: instant,
    processedAt: optionalInstant,
    updatedAt: instant,
    cancelledAt: optionalInstant,
    closedAt: optionalInstant,
    totalPriceSet: moneySchema,
    displayFinancialStatus: text,
    displayFulfillmentStatus: text,
    shippingAddress: z.object({ countryCodeV2: country, zip: text }).nullish(),
    fulfillments: z.array(fulfillmentSchema.nullable()).nullish(),
  })
  .transform((order) => ({
    orderId: order.id,
    name: order.name,
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    closedAt: order.closedAt,
    total: order.totalPriceSet,
    financialStatus: order.displayFinancialStatus ?? null,
    fulfillmentStatus: order.displayFulfillmentStatus ?? null,
    destinationCountry: order.shippingAddress?.countryCodeV2 ?? null,
    postcode: order.shippingAddress?.zip ?? null,
    fulfillments: (order.fulfillments ?? []).filter((fulfillment) => fulfillment !== null),
  }));
