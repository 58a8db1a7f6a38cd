import type { PoolClient } from 'pg';
import { findingDetailActionSchema } from '#app/contracts/finding-detail.ts';
import type { FindingDetailResult } from '#app/contracts/finding-detail.ts';
import { readFinding } from '#app/db/finding-detail.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import type { z } from 'zod';
import { attest, withdraw } from '#app/services/attest.server.ts';
import type { FindingDeed, Refusal } from '#app/services/finding-deed.ts';
import { queueFix, queueUndo } from '#app/services/fix-finding.server.ts';
import { changeNotices } from '#app/services/record-notice.server.ts';

/**
 * Does what a person asked for on a finding's page. `body` is untrusted; a refusal names the field and changes nothing.
 */
export async function actOnFinding({
  shopId,
  findingId,
  actor,
  body,
  timeZone,
  now,
}: {
  shopId: number;
  findingId: string;
  actor: string;
  body: unknown;
  timeZone: string;
  now: Date;
}): Promise<FindingDetailResult> {
  const parsed = findingDetailActionSchema.safeParse(body);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? null;
    return { ok: false, code: 'bad_input', field };
  }
  const action = parsed.data;
  return withShopSql(shopId, async (sql) => {
    const finding = await readFinding(sql, shopId, findingId);
    if (finding === null) return { ok: false, code: 'gone', field: null };
    const refusal = await carryOut(sql, action, { shopId, finding, actor, now, timeZone });
    return refusal === null
      ? { ok: true, done: action.intent }
      : { ok: false, code: refusal.code, field: refusal.field ?? null };
  });
}

async function carryOut(
  sql: PoolClient,
  action: z.output<typeof findingDetailActionSchema>,
  deed: FindingDeed,
): Promise<Refusal | null> {
  const { shopId, finding, actor, now } = deed;
  const { findingId } = finding;
  switch (action.intent) {
    case 'fix': {
      const code = await queueFix(sql, { shopId, findingId, index: action.index, actor, now });
      return code === null ? null : { code };
    }
    case 'undo_fix': {
      const code = await queueUndo(sql, { shopId, findingId, fixId: action.fixId, actor, now });
      return code === null ? null : { code };
    }
    case 'attest':
      return attest(sql, deed, action);
    case 'withdraw':
      return withdraw(sql, deed, action.attestationId);
    case 'record_notice':
    case 'answer_notice':
    case 'remove_notice':
      return changeNotices(sql, deed, action);
    default:
      return assertExhaustive(action);
  }
}
