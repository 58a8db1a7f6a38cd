import type { PoolClient } from 'pg';
import type { Missing } from '#app/domain/findings/fact.ts';
import type {
  Fix,
  NoDeadline,
  NoExposure,
  Quote,
  Said,
  TraceLine,
} from '#app/domain/findings/outcome.ts';
import type { UsedParam } from '#app/domain/findings/params.ts';
import type { SubjectKind } from '#app/domain/findings/subjects.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** A stored finding with everything it rests on. Instants inside JSON are ISO text. */
export interface FindingRecord {
  findingId: string;
  ruleId: string;
  ruleVersion: string;
  subjectKind: SubjectKind;
  subjectId: string;
  label: string;
  orderId: string | null;
  orderName: string | null;
  productId: string | null;
  verdict: 'pass' | 'upcoming' | 'fail' | 'unknown' | 'not_applicable';
  message: { code: string; params: Record<string, Said> } | null;
  clockStart: Date | null;
  deadlineAt: Date | null;
  noDeadline: NoDeadline | null;
  exposure: Money[];
  noExposure: NoExposure | null;
  missing: Missing[];
  trace: TraceLine[];
  quotes: Quote[];
  fixes: Fix[];
  template: Record<string, Said>;
  params: UsedParam[];
  firstSeenAt: Date;
  verdictSince: Date;
  judgedAt: Date;
  curedAt: Date | null;
  suppressedUntil: Date | null;
  suppressedWhy: string | null;
  suppressedBy: string | null;
  assignee: string | null;
}

export async function readFinding(
  sql: PoolClient,
  shopId: number,
  findingId: string,
): Promise<FindingRecord | null> {
  const { rows } = await sql.query<FindingRecord>(
    `select f.finding_id as "findingId", f.rule_id as "ruleId", f.rule_version as "ruleVersion",
       f.subject_kind as "subjectKind", f.subject_id as "subjectId", f.label, f.order_id as "orderId",
       o.name as "orderName", f.product_id as "productId", f.verdict, f.message, f.clock_start as "clockStart",
       f.deadline_at as "deadlineAt", f.no_deadline as "noDeadline", f.exposure, f.no_exposure as "noExposure",
       f.missing, f.trace, f.quotes, f.fixes, f.template, f.params, f.first_seen_at as "firstSeenAt",
       f.verdict_since as "verdictSince", f.judged_at as "judgedAt", f.cured_at as "curedAt",
       f.suppressed_until as "suppressedUntil", f.suppressed_why as "suppressedWhy",
       f.suppressed_by as "suppressedBy", f.assignee
     from findings f left join orders o on o.shop_id = $1 and o.order_id = f.order_id
     where f.shop_id = $1 and f.finding_id = $2`,
    [shopId, findingId],
  );
  return rows[0] ?? null;
}

export interface FindingEvent {
  at: Date;
  kind: string;
  actor: string;
  detail: Record<string, unknown>;
}

/** What happened to a finding, newest first; at most 100. */
export async function readFindingEvents(
  sql: PoolClient,
  shopId: number,
  findingId: string,
): Promise<FindingEvent[]> {
  const { rows } = await sql.query<FindingEvent>(
    `select at, kind, actor, detail from finding_events
     where shop_id = $1 and finding_id = $2 order by at desc, seq desc limit 100`,
    [shopId, findingId],
  );
  return rows;
}

export async function addFindingEvent(
  sql: PoolClient,
  shopId: number,
  event: FindingEvent & { findingId: string },
): Promise<void> {
  await sql.query(
    `insert into finding_events (shop_id, finding_id, at, kind, actor, detail) values ($1, $2, $3, $4, $5, $6)`,
    [shopId, event.findingId, event.at, event.kind, event.actor, JSON.stringify(event.detail)],
  );
}
