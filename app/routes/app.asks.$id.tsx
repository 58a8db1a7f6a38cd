import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react';
import { actOnAsk } from '#app/services/act-on-ask.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadAsk } from '#app/services/load-ask.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { AskScreen } from '#app/ui/asks/ask-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';
import { TroubleScreen } from '#app/ui/trouble-screen.tsx';

export const meta = pageMeta('asks');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const ask = await loadAsk({ shopId, askId: params['id'] ?? '', now });
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (ask === null) throw data(null, { status: 404 });
  return { frame: await loadFrame({ shopId, now }), ask };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shopId, actor } = await requireShop(request);
  const body: unknown = await request.json().catch(() => null);
  return actOnAsk({ shopId, askId: params['id'] ?? '', actor, body, now: currentInstant() });
}

export default function Ask() {
  const { frame, ask } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <AskScreen key={ask.id} ask={ask} />
    </ScreenFrame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  return <TroubleScreen status={isRouteErrorResponse(error) ? error.status : 500} />;
}
