import type { PoolClient } from 'pg';
import { lockLog } from '#app/db/evidence-logs.server.ts';
import { noteShopErased } from '#app/db/privacy.server.ts';

/** Rows deleted in one transaction: a big shop goes in steps that let others through. */
const SLICE = 20_000;

/** Tables that may be large, those without a parent first. Everything else goes with the shop's own row. */
const LARGE_TABLES = [
  // First of all: without it nothing that is deleted is marked to be judged or planned.
  'compliance_state',
  'planning_state',
  'shopper_state',
  'shopper_views_due',
  'shopper_views',
  'ask_messages',
  'asks',
  'variants_to_plan',
  'variant_plans',
  'stock_points',
  'stock_items',
  'balance_transactions',
  'payouts',
  'bank_lines',
  'finding_events',
  'findings',
  'rule_reviews',
  'subjects_to_judge',
  'price_points',
  'variants',
  'products',
  'policy_versions',
  'order_lines',
  'order_details',
  'returns',
  'disputes',
  'scans',
  'evidence_queue',
  'evidence_leaves',
  'evidence_tiles',
  'evidence_checkpoints',
  'verdict_changes',
  'parcels_to_learn',
  'parcel_journeys',
  'lane_cells',
  'lane_model_cells',
  'source_numbers',
  'source_pushes',
  'upload_rows',
  'leg_link_events',
  'leg_links',
  'legs',
  'parcels_to_score',
  'parcel_scores',
  'score_cells',
  'parcels',
  'fulfillments',
  'orders',
];

/**
 * Erases the next slice of everything held of a shop; true when nothing is left, the shop's own row included. A ledger
 * outside the shop keeps that it was erased (its domain as a digest), so that a restored backup is erased again.
 */
export async function eraseSlice(
  sql: PoolClient,
  shopId: number,
  { domain, now }: { domain: string; now: Date },
): Promise<boolean> {
  // Leaves hang on no shop: those of a batch that is being sealed must be there to be deleted.
  await lockLog(sql, shopId);
  let left = SLICE;
  for (const table of LARGE_TABLES) {
    const { rowCount } = await sql.query(
      `delete from ${table} where shop_id = $1
        and ctid = any(array(select ctid from ${table} where shop_id = $1 limit $2))`,
      [shopId, left],
    );
    left -= rowCount ?? 0;
    if (left <= 0) return false;
  }
  // The counters hang on no parent; the rest cascades from the shop.
  await sql.query(`delete from parcel_counts where shop_id = $1`, [shopId]);
  await sql.query(`delete from shops where shop_id = $1`, [shopId]);
  await noteShopErased(sql, { domain, now });
  return true;
}
