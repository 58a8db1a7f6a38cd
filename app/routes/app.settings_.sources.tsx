import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { actOnSources } from '#app/services/act-on-sources.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadSources } from '#app/services/load-sources.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';
import { SourcesScreen } from '#app/ui/sources/sources-screen.tsx';

export const meta = pageMeta('settings');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const [frame, view] = await Promise.all([
    loadFrame({ shopId, now }),
    loadSources({ shopId, now }),
  ]);
  return { frame, view };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId, actor } = await requireShop(request);
  const body: unknown = await request.json().catch(() => null);
  return actOnSources({ shopId, body, actor, now: currentInstant() });
}

export default function Sources() {
  const { frame, view } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <SourcesScreen view={view} />
    </ScreenFrame>
  );
}
