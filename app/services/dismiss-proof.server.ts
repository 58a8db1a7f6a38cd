import type { PoolClient } from 'pg';
import type { ProofErrorCode } from '#app/contracts/parcel-actions.ts';
import { parseParcelId } from '#app/contracts/parcel-query.ts';
import { readProofs } from '#app/db/parcel-proofs.server.ts';
import { deleteDismissal, writeDismissal } from '#app/db/proof-dismissals.server.ts';
import { lockSync } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { ProofCode } from '#app/domain/parcels/proof.ts';
import { assessParcels } from '#app/services/assess-parcels.server.ts';

export type ProofResult = { ok: true } | { ok: false; error: ProofErrorCode };

interface ProofChoice {
  shopId: number;
  /** `${fulfillmentId}-${position}`. */
  parcelId: string;
  code: ProofCode;
  /** Which number of the chain; left out = every one the fact stands against. */
  numberKey?: string | undefined;
  actor: string;
  now: Date;
}

const LONGEST_REASON = 500;

/**
 * Marks a fact that speaks against a parcel's number as not so, for a reason, and judges the parcel at once. It stays on
 * the parcel with who said so; it holds for this number alone. Errors name the field.
 */
export async function dismissProof(choice: ProofChoice & { reason: string }): Promise<ProofResult> {
  const reason = choice.reason.trim();
  if (reason === '') return { ok: false, error: 'reason_missing' };
  if (reason.length > LONGEST_REASON) return { ok: false, error: 'reason_too_long' };
  const { shopId, code, actor, now } = choice;
  return onParcel(choice, async (sql, parcel) => {
    const numberKeys = await numbersOf(sql, choice, parcel);
    for (const numberKey of numberKeys) {
      const dismissal = {
        ...parcel,
        numberKey,
        code,
        reason,
        dismissedBy: actor,
        dismissedAt: now,
      };
      await writeDismissal(sql, shopId, dismissal);
    }
    return numberKeys.length > 0 ? { action: 'dismissed', reason } : null;
  });
}

/** Takes a dismissal back: the fact counts again, and the parcel is judged at once. */
export async function restoreProof(choice: ProofChoice): Promise<ProofResult> {
  const { shopId, code } = choice;
  return onParcel(choice, async (sql, parcel) => {
    const numberKeys = await numbersOf(sql, choice, parcel);
    const restored = [];
    for (const numberKey of numberKeys) {
      const was = await deleteDismissal(sql, shopId, { ...parcel, numberKey, code });
      if (was !== null) restored.push(was);
    }
    const [first] = restored;
    return first === undefined ? null : { action: 'restored', reason: first.reason };
  });
}

interface ParcelPlace {
  fulfillmentId: string;
  position: number;
}

/** Does it, then judges; what was done is kept with the change of verdict it brings. Null = there is no such fact. */
async function onParcel(
  { shopId, parcelId, code, actor, now }: ProofChoice,
  change: (
    sql: PoolClient,
    parcel: ParcelPlace,
  ) => Promise<{ action: string; reason: string } | null>,
): Promise<ProofResult> {
  const parcel = parseParcelId(parcelId);
  if (parcel === null) return { ok: false, error: 'no_such_parcel' };
  return withShopSql(shopId, async (sql) => {
    await lockSync(sql, shopId);
    const done = await change(sql, parcel);
    if (done === null) return { ok: false, error: 'no_such_proof' };
    const scope = { kind: 'fulfillments', fulfillmentIds: [parcel.fulfillmentId] } as const;
    const said = { ...done, code, actor };
    await assessParcels(sql, { shopId, scope, occasion: 'person', said, now });
    return { ok: true };
  });
}

async function numbersOf(
  sql: PoolClient,
  { shopId, code, numberKey }: ProofChoice,
  parcel: ParcelPlace,
): Promise<string[]> {
  const proofs = await readProofs(sql, { shopId, ...parcel });
  const keys = proofs.filter((proof) => proof.code === code).map((proof) => proof.numberKey);
  return [...new Set(keys)].filter((key) => numberKey === undefined || key === numberKey);
}
