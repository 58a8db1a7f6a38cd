import { expect, it } from 'vitest';
import { z } from 'zod';
import { beginUpload } from '#app/services/begin-upload.server.ts';
import { loadUpload } from '#app/services/load-uploads.server.ts';
import { articlesOf } from '#app/services/read-articles.server.ts';
import { syncStand } from '#tests/integration/sync/stand.ts';

const stand = await syncStand({ orders: 60, seed: 21 });

const bare = z.object({
  fulfillment_id: z.string(),
  order_name: z.string(),
  shipped_on: z.string(),
});

it('a row without an order finds its parcel by article and date, asked of Shopify', async () => {
  await stand.install();
  await stand.settle();
  const { shop_id: shopId } = z
    .object({ shop_id: z.number() })
    .parse(await stand.one('select shop_id from shops'));
  // The world numbers nearly every parcel: here one has none yet.
  await stand.rows(
    `with one as (select fulfillment_id from parcels group by fulfillment_id having count(*) = 1 order by 1 limit 1),
       gone as (delete from legs where fulfillment_id in (select fulfillment_id from one))
     update parcels set number = null, number_key = null where fulfillment_id in (select fulfillment_id from one)`,
  );
  const parcel = bare.parse(
    await stand.one(
      `select fulfillment_id, order_name, shipped_at::date::text as shipped_on from parcels where number_key is null
        order by fulfillment_id limit 1`,
    ),
  );
  const articles = await articlesOf({
    shopId,
    domain: stand.shop,
    fulfillmentIds: [parcel.fulfillment_id],
    now: stand.clock(),
  });
  const [sku = ''] = articles.get(parcel.fulfillment_id) ?? [];
  expect(sku).not.toBe('');
  const begun = await beginUpload({
    shopId,
    actor: 'user:7',
    bytes: Buffer.from(
      `SKU,Tracking number,Ship date\n${sku},YT2619999999999999,${parcel.shipped_on}\nNONE-SUCH,YT2619999999999988,${parcel.shipped_on}`,
    ),
    fileName: 'by-article.csv',
    choices: {},
    now: stand.clock(),
  });
  const uploadId = begun.ok ? begun.uploadId : '';
  await stand.settle();
  const matched = await loadUpload({ shopId, uploadId, outcome: 'matched', after: 0 });
  expect(matched?.upload).toMatchObject({ state: 'preview', counts: { matched: 1, unmatched: 1 } });
  expect(matched?.page.rows[0]).toMatchObject({
    parcelId: `${parcel.fulfillment_id}-0`,
    reasons: [{ code: 'sku_and_date' }],
  });
});
