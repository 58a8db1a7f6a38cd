import type { PoolClient } from 'pg';
import { z } from 'zod';
import { PROOF_CODES, type Proof } from '#app/domain/parcels/proof.ts';

/** Everything that was found to speak against a parcel's numbers, dismissed or not; empty when there is no such parcel. */
export async function readProofs(
  sql: PoolClient,
  { shopId, fulfillmentId, position }: { shopId: number; fulfillmentId: string; position: number },
): Promise<Proof[]> {
  const { rows } = await sql.query<{ proofs: unknown }>(
    `select proofs from parcels where shop_id = $1 and fulfillment_id = $2 and position = $3`,
    [shopId, fulfillmentId, position],
  );
  return proofsSchema.parse(rows[0]?.proofs ?? []);
}

const proofsSchema = z.array(
  z.object({
    code: z.enum(PROOF_CODES),
    weight: z.enum(['proof', 'suspicion']),
    numberKey: z.string(),
    number: z.string(),
    sentence: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    at: z.string(),
  }),
);
