import type { PoolClient } from 'pg';
import { z } from 'zod';

/** How a gateway pays, as typed; rates in basis points, amounts in minor units of `currency`. */
export interface GatewayRule {
  gateway: string;
  lagDays: number;
  feeBp: number;
  fixedFeeMinor: number;
  currency: string;
  reserveBp: number;
  reserveDays: number;
  /** ISO weekday, 1 = Monday; null: any business day. */
  weekday: number | null;
  calibration: Calibration | null;
}

/** What a bank statement said of the rule. */
export type Calibration = z.infer<typeof calibrationSchema>;

const calibrationSchema = z.object({
  /** Lines of the statement that were taken for this gateway's payouts. */
  lines: z.int(),
  /** The day it was uploaded, ISO. */
  on: z.string(),
  lagDays: z.object({ p10: z.number(), p50: z.number(), p90: z.number() }),
});

export async function listGatewayRules(sql: PoolClient, shopId: number): Promise<GatewayRule[]> {
  const { rows } = await sql.query<
    Omit<GatewayRule, 'calibration' | 'fixedFeeMinor'> & { calibration: unknown; fixedFee: string }
  >(
    `select gateway, lag_days as "lagDays", fee_bp as "feeBp", fixed_fee_minor::text as "fixedFee", currency,
       reserve_bp as "reserveBp", reserve_days as "reserveDays", weekday, calibration
     from gateway_rules where shop_id = $1 order by gateway`,
    [shopId],
  );
  return rows.map(({ fixedFee, calibration, ...rule }) => ({
    ...rule,
    fixedFeeMinor: Number(fixedFee),
    calibration: calibration === null ? null : calibrationSchema.parse(calibration),
  }));
}

export async function writeGatewayRule(
  sql: PoolClient,
  shopId: number,
  { rule, now }: { rule: GatewayRule; now: Date },
): Promise<void> {
  await sql.query(
    `insert into gateway_rules as r (shop_id, gateway, lag_days, fee_bp, fixed_fee_minor, currency, reserve_bp,
       reserve_days, weekday, calibration, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11)
     on conflict (shop_id, gateway) do update set lag_days = excluded.lag_days, fee_bp = excluded.fee_bp,
       fixed_fee_minor = excluded.fixed_fee_minor, currency = excluded.currency, reserve_bp = excluded.reserve_bp,
       reserve_days = excluded.reserve_days, weekday = excluded.weekday, calibration = excluded.calibration,
       version = r.version + 1, updated_at = excluded.updated_at`,
    [
      shopId,
      rule.gateway,
      rule.lagDays,
      rule.feeBp,
      rule.fixedFeeMinor,
      rule.currency,
      rule.reserveBp,
      rule.reserveDays,
      rule.weekday,
      rule.calibration === null ? null : JSON.stringify(rule.calibration),
      now,
    ],
  );
}

export async function deleteGatewayRule(
  sql: PoolClient,
  shopId: number,
  gateway: string,
): Promise<void> {
  await sql.query(`delete from gateway_rules where shop_id = $1 and gateway = $2`, [
    shopId,
    gateway,
  ]);
}
