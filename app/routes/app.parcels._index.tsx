import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react';
import { actOnParcels } from '#app/services/act-on-parcels.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { listViews } from '#app/services/list-views.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadParcels } from '#app/services/load-parcels.server.ts';
import { parseParcelQuery } from '#app/services/parse-parcel-query.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { BadQueryScreen, parseQueryProblem } from '#app/ui/parcels/bad-query-screen.tsx';
import { ParcelsScreen } from '#app/ui/parcels/parcels-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';
import { TroubleScreen } from '#app/ui/trouble-screen.tsx';

export const meta = pageMeta('parcels');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const parsed = parseParcelQuery(new URL(request.url).searchParams, shopId);
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (!parsed.ok) throw data(parsed.error, { status: 400 });
  const { query } = parsed;
  const [frame, page, views] = await Promise.all([
    loadFrame({ shopId, now }),
    loadParcels({ shopId, now, query }),
    listViews({ shopId }),
  ]);
  return { frame, page, views, query };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId, actor } = await requireShop(request);
  const body: unknown = await request.json().catch(() => null);
  return actOnParcels({ shopId, actor, body, now: currentInstant() });
}

export default function Parcels() {
  const { frame, page, views, query } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <ParcelsScreen query={query} page={page} views={views} />
    </ScreenFrame>
  );
}

/** A list nobody can show is named with its cause and a way back; everything else is said plainly. */
export function ErrorBoundary() {
  const error = useRouteError();
  const problem =
    isRouteErrorResponse(error) && error.status === 400 ? parseQueryProblem(error.data) : null;
  if (problem === null) {
    return <TroubleScreen status={isRouteErrorResponse(error) ? error.status : 500} />;
  }
  return <BadQueryScreen problem={problem} />;
}
