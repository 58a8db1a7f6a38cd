import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadCarrierHealth } from '#app/services/load-carrier-health.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadHealth } from '#app/services/load-health.server.ts';
import { loadSourceHealth } from '#app/services/load-source-health.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { HealthScreen } from '#app/ui/health/health-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';
import { useLivePage } from '#app/ui/use-live-page.ts';

export const meta = pageMeta('health');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const [frame, health, sources, carriers] = await Promise.all([
    loadFrame({ shopId, now }),
    loadHealth({ shopId, now }),
    loadSourceHealth({ shopId, now }),
    loadCarrierHealth({ shopId, now }),
  ]);
  return { frame, health, sources, carriers };
}

export default function Health() {
  const { frame, health, sources, carriers } = useLoaderData<typeof loader>();
  useLivePage();
  return (
    <ScreenFrame frame={frame}>
      <HealthScreen health={health} sources={sources} carriers={carriers} />
    </ScreenFrame>
  );
}
