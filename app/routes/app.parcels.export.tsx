import type { LoaderFunctionArgs } from '@remix-run/node';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { Readable } from 'node:stream';
import { currentInstant } from '#app/services/clock.server.ts';
import { exportParcels } from '#app/services/export-parcels.server.ts';
import { parseParcelQuery } from '#app/services/parse-parcel-query.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';
import { exportLabels } from '#app/i18n/export-labels.ts';

/** The parcels of a list (its search parameters) or those named by `id`, as a CSV file that is written while it is sent. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const parameters = new URL(request.url).searchParams;
  const parcelIds = parameters.getAll('id');
  const parsed = parseParcelQuery(parameters, shopId);
  if (!parsed.ok) return Response.json(parsed.error, { status: 400 });
  const pieces = exportParcels({
    shopId,
    ...(parcelIds.length > 0 ? { parcelIds } : { query: parsed.query }),
    labels: exportLabels(await shopLanguage({ shopId, userLocale })),
    now: currentInstant(),
  });
  return new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="lastscan-parcels.csv"',
      'Cache-Control': 'no-store',
    },
  });
}
