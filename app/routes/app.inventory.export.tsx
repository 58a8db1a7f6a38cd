import type { LoaderFunctionArgs } from '@remix-run/node';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { Readable } from 'node:stream';
import { inventoryLabels } from '#app/i18n/inventory-labels.ts';
import { exportInventory } from '#app/services/export-inventory.server.ts';
import { parseInventoryQuery } from '#app/services/parse-inventory-query.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';

/** The variants of a list (its search parameters) or those named by `id`, as a CSV file that is written while it is sent. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const parameters = new URL(request.url).searchParams;
  const pieces = exportInventory({
    shopId,
    query: parseInventoryQuery(parameters),
    ids: parameters.getAll('id'),
    labels: inventoryLabels(await shopLanguage({ shopId, userLocale })),
  });
  return new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="lastscan-inventory.csv"',
      'Cache-Control': 'no-store',
    },
  });
}
