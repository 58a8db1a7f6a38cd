import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ASK_STATES } from '#app/contracts/asks.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadAsks } from '#app/services/load-asks.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { AsksScreen } from '#app/ui/asks/asks-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('asks');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const asked = new URL(request.url).searchParams;
  const tab = ASK_STATES.find((state) => state === asked.get('tab')) ?? 'open';
  const [frame, asks] = await Promise.all([
    loadFrame({ shopId, now }),
    loadAsks({ shopId, tab, cursor: asked.get('cursor'), now }),
  ]);
  return { frame, asks };
}

export default function Asks() {
  const { frame, asks } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <AsksScreen asks={asks} />
    </ScreenFrame>
  );
}
