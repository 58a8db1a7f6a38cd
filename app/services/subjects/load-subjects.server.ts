import type { PoolClient } from 'pg';
import { listDisputeIds } from '#app/db/disputes.server.ts';
import { listOrderIds, listParcelIds } from '#app/db/order-subjects.server.ts';
import { listForecastCurrencies, listPlannedVariants } from '#app/db/plan-subjects.server.ts';
import { listProductIds } from '#app/db/products.server.ts';
import { listReturnIds } from '#app/db/returns.server.ts';
import type { SubjectKind, Subjects } from '#app/domain/findings/subjects.ts';
import { invariant } from '#app/domain/shared/invariant.ts';
import {
  listDestinations,
  loadDestinationSubjects,
} from '#app/services/subjects/load-destinations.server.ts';
import { loadDisputeSubjects } from '#app/services/subjects/load-disputes.server.ts';
import { loadOrders } from '#app/services/subjects/load-orders.server.ts';
import { loadParcelSubjects } from '#app/services/subjects/load-parcels.server.ts';
import { loadCashSubjects, loadVariantSubjects } from '#app/services/subjects/load-plans.server.ts';
import { listPriceIds, loadPriceSubjects } from '#app/services/subjects/load-prices.server.ts';
import { loadProductSubjects } from '#app/services/subjects/load-products.server.ts';
import { loadReturnSubjects } from '#app/services/subjects/load-returns.server.ts';
import { loadShopSubject } from '#app/services/subjects/load-shop.server.ts';
import { loadShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';
import type { ShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';

/** The most ids that one call may ask for. */
export const MOST_SUBJECTS = 1_000;

/**
 * Subjects as rules see them, from what is stored, in a fixed number of questions whatever their number. Ids as in
 * `domain/findings/subjects.ts`; one that there is not (any more) is left out.
 */
export async function loadSubjects<K extends SubjectKind>(
  sql: PoolClient,
  shopId: number,
  kind: K,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, Subjects[K]>> {
  invariant(ids.length <= MOST_SUBJECTS, `${ids.length} subjects asked for at once`);
  const shop = ids.length === 0 ? null : await loadShopKnowledge(sql, shopId, now);
  if (shop === null) return new Map();
  return LOADERS[kind](sql, shopId, { ids, shop });
}

/** Ids of a kind's subjects in their order, after the given one (null = from the start): fewer than `limit` = the end. */
export async function listSubjects(
  sql: PoolClient,
  shopId: number,
  kind: SubjectKind,
  page: { after: string | null; limit: number; now: Date },
): Promise<string[]> {
  return LISTERS[kind](sql, shopId, page);
}

type Loaders = {
  [K in SubjectKind]: (
    sql: PoolClient,
    shopId: number,
    asked: { ids: readonly string[]; shop: ShopKnowledge },
  ) => Promise<Map<string, Subjects[K]>>;
};

const LOADERS: Loaders = {
  order: loadOrders,
  parcel: loadParcelSubjects,
  product: loadProductSubjects,
  price: loadPriceSubjects,
  return: loadReturnSubjects,
  dispute: loadDisputeSubjects,
  destination: loadDestinationSubjects,
  variant: loadVariantSubjects,
  cash: loadCashSubjects,
  shop: loadShopSubject,
};

type Lister = (
  sql: PoolClient,
  shopId: number,
  page: { after: string | null; limit: number; now: Date },
) => Promise<string[]>;

const LISTERS: Record<SubjectKind, Lister> = {
  order: listOrderIds,
  parcel: listParcelIds,
  product: listProductIds,
  price: listPriceIds,
  return: listReturnIds,
  dispute: listDisputeIds,
  destination: listDestinations,
  variant: listPlannedVariants,
  cash: listForecastCurrencies,
  shop: (_sql, _shopId, { after }) => Promise.resolve(after === null ? ['shop'] : []),
};
