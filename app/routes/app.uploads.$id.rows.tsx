import type { LoaderFunctionArgs } from '@remix-run/node';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { Readable } from 'node:stream';
import { uploadLabels } from '#app/i18n/upload-labels.ts';
import { exportUpload } from '#app/services/export-upload.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';

/** An upload's rows with the reason beside each, as a CSV file: all of them, or those of one `outcome`. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const pieces = await exportUpload({
    shopId,
    uploadId: params['id'] ?? '',
    outcome: new URL(request.url).searchParams.get('outcome'),
    labels: uploadLabels(await shopLanguage({ shopId, userLocale })),
  });
  if (pieces === null) return new Response(null, { status: 404 });
  return new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="lastscan-upload.csv"',
      'Cache-Control': 'no-store',
    },
  });
}
