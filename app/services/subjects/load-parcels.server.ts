import type { PoolClient } from 'pg';
import { z } from 'zod';
import { parcelsOfFulfillments } from '#app/db/order-subjects.server.ts';
import type { ParcelRecord } from '#app/db/order-subjects.server.ts';
import { loadSharers, recipientPostcodes } from '#app/db/parcel-subjects.server.ts';
import type { NumberSharer } from '#app/db/parcel-subjects.server.ts';
import { loadDismissals } from '#app/db/proof-dismissals.server.ts';
import type { Dismissal } from '#app/db/proof-dismissals.server.ts';
import { known, missing } from '#app/domain/findings/fact.ts';
import type { ParcelSubject } from '#app/domain/findings/subjects.ts';
import { carrierSlug } from '#app/domain/numbers/carriers.ts';
import { PROOF_CODES } from '#app/domain/parcels/proof.ts';
import { supplierKey } from '#app/domain/scorecards/score-facts.ts';
import { isCalledOff } from '#app/services/subjects/load-orders.server.ts';
import { loadReadability, markToScanDays } from '#app/services/subjects/measured-times.server.ts';
import { loadMovements, parcelId } from '#app/services/subjects/parcel-movement.server.ts';
import type { Movement } from '#app/services/subjects/parcel-movement.server.ts';
import { isNotShipped } from '#app/services/subjects/promises.ts';
import type { ShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';

const SHARED_WITHIN_MS = 365 * 86_400_000;
/** Working days of a week. */
const BUSINESS_SHARE = 5 / 7;

/** Parcels as rules see them, in a fixed number of questions. */
export async function loadParcelSubjects(
  sql: PoolClient,
  shopId: number,
  { ids, shop }: { ids: readonly string[]; shop: ShopKnowledge },
): Promise<Map<string, ParcelSubject>> {
  const { now } = shop;
  const wanted = new Set(ids);
  const fulfillmentIds = ids.map((id) => id.slice(0, id.indexOf('.')));
  const parcels = (await parcelsOfFulfillments(sql, shopId, fulfillmentIds)).filter((parcel) =>
    wanted.has(parcelId(parcel)),
  );
  const numberKeys = parcels.flatMap(({ numberKey }) => numberKey ?? []);
  const told: ToldOfParcels = {
    shop,
    movements: await loadMovements(sql, shopId, { parcels, now }),
    sharers: await loadSharers(sql, shopId, numberKeys),
    postcodes: await recipientPostcodes(sql, shopId, numberKeys),
    dismissals: await loadDismissals(sql, shopId, fulfillmentIds),
    markToScan: await markToScanDays(sql, shopId, now),
    isReadable: await loadReadability(sql, shopId, now),
  };
  return new Map(parcels.map((parcel) => [parcelId(parcel), parcelSubject(parcel, told)]));
}

interface ToldOfParcels {
  shop: ShopKnowledge;
  movements: ReadonlyMap<string, Movement>;
  sharers: ReadonlyMap<string, NumberSharer[]>;
  /** By number. */
  postcodes: ReadonlyMap<string, string>;
  dismissals: readonly Dismissal[];
  markToScan: ReadonlyMap<string, number>;
  isReadable: (carrier: string | null) => boolean;
}

function parcelSubject(parcel: ParcelRecord, told: ToldOfParcels): ParcelSubject {
  const { shop, movements, postcodes, markToScan, isReadable } = told;
  const { number, numberKey, carrier } = parcel;
  const movement = movements.get(parcelId(parcel));
  const days = markToScan.get(supplierKey(parcel.supplier) ?? '');
  return {
    kind: 'parcel',
    id: parcelId(parcel),
    shop: shop.context,
    orderId: parcel.orderId,
    orderName: parcel.orderName,
    orderedAt: parcel.orderedAt,
    orderTotal: { minor: parcel.orderTotalMinor, currency: parcel.orderCurrency },
    value: { minor: parcel.valueMinor, currency: parcel.currency },
    buyerCountry: parcel.destination,
    postcodeHash: parcel.postcodeHash,
    isShipped: isShipped(parcel),
    isCancelled: parcel.cancelled || isCalledOff(parcel.status),
    markedAt: parcel.markedAt,
    number,
    carrier,
    carrierIsReadable: isReadable(carrier),
    originCountry: parcel.origin,
    handedOverAt: movement?.handedOverAt ?? null,
    deliveredAt: movement?.deliveredAt ?? null,
    deliveredCountry: movement?.deliveredCountry ?? null,
    deliveredPostcodeHash: leftAt(movement, postcodes.get(numberKey ?? '')),
    firstScanAt: movement?.firstScanAt ?? null,
    markToScanP90Days:
      days === undefined
        ? missing({ kind: 'history', since: shop.context.installedAt, days: 90 })
        : known(Math.round(days * BUSINESS_SHARE * 10) / 10, { at: shop.now, origin: 'history' }),
    carrierGraceDays: shop.record.settings.carrierGraceDays[carrierSlug(carrier) ?? ''] ?? 0,
    proofs: proofsOf(parcel, told.dismissals),
    sharers: sharersOf(parcel, told.sharers),
    linkedNumbers: numbersAfter(number, movement?.chainNumbers ?? []),
  };
}

/** The delivery scan's postcode, else the one that sources name for the number: neither of a pick-up point. */
function leftAt(movement: Movement | undefined, named: string | undefined): string | null {
  if (movement === undefined || movement.deliveredAt === null || movement.isAtPickUpPoint)
    return null;
  return movement.deliveredPostcodeHash ?? named ?? null;
}

/** The numbers that continue one on its way. */
function numbersAfter(number: string | null, chain: readonly string[]): string[] {
  const at = chain.findIndex((each) => each === number);
  return at < 0 ? [] : chain.slice(at + 1);
}

function isShipped({ methods, requiresShipping }: ParcelRecord): boolean {
  const read = z.array(z.string()).safeParse(methods);
  if (read.success && read.data.length > 0) return !read.data.every(isNotShipped);
  return requiresShipping;
}

const proofsSchema = z.array(
  z.object({
    code: z.enum(PROOF_CODES),
    weight: z.enum(['proof', 'suspicion']),
    numberKey: z.string(),
    at: z.string(),
  }),
);

/** What speaks against the parcel's present number. */
function proofsOf(parcel: ParcelRecord, dismissals: readonly Dismissal[]): ParcelSubject['proofs'] {
  const read = proofsSchema.safeParse(parcel.proofs);
  if (!read.success) return [];
  return read.data
    .filter(({ numberKey }) => numberKey === parcel.numberKey)
    .map(({ code, weight, numberKey, at }) => ({
      code,
      weight,
      at: new Date(at),
      dismissal:
        dismissals.find(
          (each) =>
            String(each.fulfillmentId) === parcel.fulfillmentId &&
            each.position === parcel.position &&
            each.numberKey === numberKey &&
            each.code === code,
        )?.reason ?? null,
    }));
}

function sharersOf(
  parcel: ParcelRecord,
  sharers: ReadonlyMap<string, NumberSharer[]>,
): ParcelSubject['sharers'] {
  return (sharers.get(parcel.numberKey ?? '') ?? [])
    .filter(
      ({ orderId, markedAt }) =>
        orderId !== parcel.orderId &&
        Math.abs(markedAt.getTime() - parcel.markedAt.getTime()) <= SHARED_WITHIN_MS,
    )
    .map(
      ({
        orderId,
        orderName,
        orderedAt,
        totalMinor,
        currency,
        country,
        postcodeHash,
        markedAt,
      }) => ({
        orderId,
        orderName,
        orderedAt,
        total: { minor: totalMinor, currency },
        buyerCountry: country,
        postcodeHash,
        markedAt,
      }),
    );
}
