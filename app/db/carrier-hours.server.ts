import type { PoolClient } from 'pg';
import type { ParcelsByEnds } from '#app/domain/source-health/holiday-work.ts';

/**
 * A carrier's physical scans by hour of happening. Counted where scans are written, whoever writes them: a trigger on
 * `scans` (migration 0008), so that neither import nor sources can forget it.
 */
export interface CarrierHour {
  /** As in `carrier_key` of legs and parcels. */
  carrier: string;
  /** Who told. One scan told by two sources is counted with each. */
  source: string;
  hourAt: Date;
  scans: number;
}

/** The hours of every carrier from `from` on: by carrier, then by source, in order. */
export async function readCarrierHours(
  sql: PoolClient,
  shopId: number,
  from: Date,
): Promise<Map<string, Map<string, CarrierHour[]>>> {
  const { rows } = await sql.query<CarrierHour>(
    `select carrier, source, hour_at as "hourAt", scans from carrier_hours
      where shop_id = $1 and hour_at >= $2 order by carrier, source, hour_at`,
    [shopId, from],
  );
  return new Map(
    [...Map.groupBy(rows, ({ carrier }) => carrier)].map(([carrier, own]) => [
      carrier,
      Map.groupBy(own, ({ source }) => source),
    ]),
  );
}

/** Forgets what no window and no baseline reaches any more. */
export async function forgetCarrierHours(
  sql: PoolClient,
  shopId: number,
  before: Date,
): Promise<void> {
  await sql.query(`delete from carrier_hours where shop_id = $1 and hour_at < $2`, [
    shopId,
    before,
  ]);
}

/**
 * Open parcels with the carrier on one of their current legs, physically scanned after `scannedAfter`. Reads the shop's open
 * parcels: asked only about a carrier that is under suspicion.
 */
export async function movingWith(
  sql: PoolClient,
  shopId: number,
  { carrier, scannedAfter }: { carrier: string; scannedAfter: Date },
): Promise<ParcelsByEnds[]> {
  const { rows } = await sql.query<ParcelsByEnds>(
    `select p.origin, p.destination, count(*)::int as parcels from parcels p
      where p.shop_id = $1 and p.verdict = any($4) and p.last_physical_at > $3 and not p.cancelled
        and exists (select from legs l where l.shop_id = $1 and l.fulfillment_id = p.fulfillment_id
          and l.position = p.position and l.carrier_key = $2 and l.replaced_at is null)
      group by 1, 2`,
    [shopId, carrier, scannedAfter, OPEN_VERDICTS],
  );
  return rows;
}

const OPEN_VERDICTS = ['on_track', 'late', 'stalled', 'customs_hold', 'source_blind'];
