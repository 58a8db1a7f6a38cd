import type { PoolClient } from 'pg';
import type { SubjectKind } from '#app/domain/findings/subjects.ts';
import { FINDING_COLUMNS, type ListedFinding } from '#app/db/finding-record.server.ts';

/** The findings whose deadlines come next, the nearest first; what is set aside or over is left out. */
export async function readNextDates(
  sql: PoolClient,
  { shopId, now, limit }: { shopId: number; now: Date; limit: number },
): Promise<ListedFinding[]> {
  const { rows } = await sql.query<ListedFinding>(
    `select ${FINDING_COLUMNS} from findings f
     where f.shop_id = $1 and f.cured_at is null and f.deadline_at > $2 and f.verdict in ('fail', 'upcoming')
       and (f.suppressed_until is null or f.suppressed_until <= $2)
     order by f.deadline_at, -f.exposure_minor, f.finding_id limit $3`,
    [shopId, now, limit],
  );
  return rows;
}

/** What stands open of one subject, the nearest deadline first. */
export async function readSubjectFindings(
  sql: PoolClient,
  { shopId, kind, id, now }: { shopId: number; kind: SubjectKind; id: string; now: Date },
): Promise<ListedFinding[]> {
  const { rows } = await sql.query<ListedFinding>(
    `select ${FINDING_COLUMNS} from findings f
     where f.shop_id = $1 and f.subject_kind = $2 and f.subject_id = $3 and f.cured_at is null
       and f.verdict in ('fail', 'upcoming', 'unknown')
       and (f.suppressed_until is null or f.suppressed_until <= $4)
     order by f.verdict = 'unknown', f.deadline_at, -f.exposure_minor, f.finding_id`,
    [shopId, kind, id, now],
  );
  return rows;
}

/** What stands open of an order and its parcels: what is broken or due first, by deadline, then what cannot be told. */
export async function readOrderFindings(
  sql: PoolClient,
  { shopId, orderId, now, limit }: { shopId: number; orderId: string; now: Date; limit: number },
): Promise<ListedFinding[]> {
  const { rows } = await sql.query<ListedFinding>(
    `select ${FINDING_COLUMNS} from findings f
     where f.shop_id = $1 and f.order_id = $2 and f.cured_at is null
       and f.verdict in ('fail', 'upcoming', 'unknown')
       and (f.suppressed_until is null or f.suppressed_until <= $3)
     order by f.verdict = 'unknown', f.deadline_at, -f.exposure_minor, f.finding_id limit $4`,
    [shopId, orderId, now, limit],
  );
  return rows;
}
