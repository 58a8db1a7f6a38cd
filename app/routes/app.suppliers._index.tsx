import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadScorecards } from '#app/services/load-scorecards.server.ts';
import { parseScoreQuery } from '#app/services/parse-score-query.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScorecardsScreen } from '#app/ui/scorecards/scorecards-screen.tsx';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('suppliers');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const query = parseScoreQuery(new URL(request.url).searchParams, 'supplier');
  const [frame, view] = await Promise.all([
    loadFrame({ shopId, now }),
    loadScorecards({ shopId, who: 'supplier', query, now }),
  ]);
  return { frame, view };
}

export default function Suppliers() {
  const { frame, view } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <ScorecardsScreen view={view} />
    </ScreenFrame>
  );
}
