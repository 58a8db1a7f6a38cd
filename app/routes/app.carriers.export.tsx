import type { LoaderFunctionArgs } from '@remix-run/node';
import { scoreLabels } from '#app/i18n/score-labels.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { exportScorecards } from '#app/services/export-scorecards.server.ts';
import { parseScoreQuery } from '#app/services/parse-score-query.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';

/** Every carrier's figures over all lanes and lane by lane, of the period in the address, as a CSV file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const file = await exportScorecards({
    shopId,
    who: 'carrier',
    query: parseScoreQuery(new URL(request.url).searchParams, 'carrier'),
    labels: scoreLabels(await shopLanguage({ shopId, userLocale })),
    now: currentInstant(),
  });
  return new Response(file, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="lastscan-carriers.csv"',
      'Cache-Control': 'no-store',
    },
  });
}
