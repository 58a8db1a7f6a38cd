import type { PoolClient } from 'pg';
import { z } from 'zod';

/** The upload's live links of one parcel, the newest first: what undoing takes back. */
export async function linksOfUpload(
  sql: PoolClient,
  shopId: number,
  {
    uploadId,
    fulfillmentId,
    position,
  }: { uploadId: string; fulfillmentId: string; position: number },
): Promise<{ linkId: string; state: 'proposed' | 'confirmed' }[]> {
  const { rows } = await sql.query(
    `select l.link_id, l.state from leg_links l
       left join legs g on g.shop_id = l.shop_id and g.fulfillment_id = l.fulfillment_id
         and g.position = l.position and g.number_key = l.number_key
      where l.shop_id = $1 and l.upload_id = $2 and l.fulfillment_id = $3 and l.position = $4
        and l.state in ('proposed', 'confirmed')
      group by l.link_id, l.state, l.decided_at order by max(g.seq) desc nulls first, l.decided_at desc`,
    [shopId, uploadId, fulfillmentId, position],
  );
  return z
    .array(z.object({ link_id: z.string(), state: z.enum(['proposed', 'confirmed']) }))
    .parse(rows)
    .map(({ link_id: linkId, state }) => ({ linkId, state }));
}
