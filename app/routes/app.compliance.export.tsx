import type { LoaderFunctionArgs } from '@remix-run/node';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { Readable } from 'node:stream';
import { findingLabels } from '#app/i18n/finding-labels.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { exportFindings } from '#app/services/export-findings.server.ts';
import { parseFindingQuery } from '#app/services/parse-finding-query.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';

/** The findings of a list (its search parameters) or those named by `id`, as a CSV file that is written while it is sent. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, actor, userLocale } = await requireShop(request);
  const parameters = new URL(request.url).searchParams;
  const language = await shopLanguage({ shopId, userLocale });
  const pieces = exportFindings({
    shopId,
    query: parseFindingQuery(parameters),
    ids: parameters.getAll('id'),
    reader: actor,
    language,
    labels: findingLabels(language),
    now: currentInstant(),
  });
  return new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="lastscan-compliance.csv"',
      'Cache-Control': 'no-store',
    },
  });
}
