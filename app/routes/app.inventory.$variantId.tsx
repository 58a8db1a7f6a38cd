import type { LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadVariantPlan } from '#app/services/load-variant-plan.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { VariantScreen } from '#app/ui/inventory/variant-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('inventory');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const frame = await loadFrame({ shopId, now });
  const view = await loadVariantPlan({ shopId, variantId: params['variantId'] ?? '', now });
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (view === null) throw data(null, { status: 404 });
  return { frame, view, list: new URL(request.url).searchParams.get('list') ?? '' };
}

export default function Variant() {
  const { frame, view, list } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <VariantScreen view={view} list={list} />
    </ScreenFrame>
  );
}
