import { randomUUID } from 'node:crypto';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { shopWith } from '#tests/integration/pages/parcels-on-hand.ts';

/** A finding as a test states it: valid by default, a test names only what matters. */
export interface FindingOnHand {
  id: string;
  ruleId: string;
  subjectKind: string;
  subjectId: string;
  label: string;
  orderId: number | null;
  productId: number | null;
  verdict: string;
  authority: string;
  severity: string;
  certainty: string;
  jurisdictions: string[];
  message: { code: string; params: Record<string, unknown> };
  deadlineAt: string | null;
  noDeadline: string | null;
  exposure: { minor: number; currency: string }[];
  exposureMinor: number;
  missing: unknown[];
  curedAt: string | null;
  suppressedUntil: string | null;
  suppressedWhy: string | null;
  suppressedBy: string | null;
  assignee: string | null;
}

let lastId = 5_000;

export function aFinding(told: Partial<FindingOnHand> = {}): FindingOnHand {
  lastId += 1;
  const deadlineAt = told.deadlineAt === undefined ? '2026-11-25T00:00:00Z' : told.deadlineAt;
  const exposure = told.exposure ?? [{ minor: 1_000, currency: 'USD' }];
  return {
    id: randomUUID(),
    ruleId: 'US-SHIP-01',
    subjectKind: 'order',
    subjectId: String(lastId),
    label: `#${lastId}`,
    orderId: lastId,
    productId: null,
    verdict: 'upcoming',
    authority: 'law',
    severity: 'critical',
    certainty: 'deterministic',
    jurisdictions: ['US'],
    message: { code: 'upcoming', params: {} },
    deadlineAt,
    noDeadline: deadlineAt === null ? 'standing' : null,
    exposure,
    exposureMinor: exposure.find(({ currency }) => currency === 'USD')?.minor ?? 0,
    missing: [],
    curedAt: null,
    suppressedUntil: null,
    suppressedWhy: null,
    suppressedBy: null,
    assignee: null,
    ...told,
  };
}

/** A shop of its own with these findings, written as the runtime role writes them. */
export async function shopWithFindings(findings: readonly FindingOnHand[]): Promise<number> {
  const shopId = await shopWith([]);
  await putFindings(shopId, findings);
  return shopId;
}

export async function putFindings(
  shopId: number,
  findings: readonly FindingOnHand[],
): Promise<void> {
  await withShopSql(shopId, (sql) =>
    sql.query(
      `insert into findings (shop_id, finding_id, fingerprint, rule_id, rule_version, subject_kind, subject_id, label,
         order_id, product_id, verdict, authority, severity, severity_rank, certainty, jurisdictions, message, deadline_at,
         no_deadline, exposure, exposure_minor, missing, first_seen_at, verdict_since, judged_at, cured_at,
         suppressed_until, suppressed_why, suppressed_by, assignee)
       select $1, id, id::text, "ruleId", '1.0.0', "subjectKind", "subjectId", label, "orderId", "productId", verdict,
         authority, severity, 4, certainty, jurisdictions, message, "deadlineAt", "noDeadline", exposure, "exposureMinor",
         missing, '2026-11-01', '2026-11-02', '2026-11-20', "curedAt", "suppressedUntil", "suppressedWhy", "suppressedBy",
         assignee
       from jsonb_to_recordset($2::jsonb) x (id uuid, "ruleId" text, "subjectKind" text, "subjectId" text, label text,
         "orderId" bigint, "productId" bigint, verdict text, authority text, severity text, certainty text,
         jurisdictions text[], message jsonb, "deadlineAt" timestamptz, "noDeadline" text, exposure jsonb,
         "exposureMinor" bigint, missing jsonb, "curedAt" timestamptz, "suppressedUntil" timestamptz,
         "suppressedWhy" text, "suppressedBy" text, assignee text)`,
      [shopId, JSON.stringify(findings)],
    ),
  );
}
