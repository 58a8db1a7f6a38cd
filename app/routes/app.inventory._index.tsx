import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { actOnVariants } from '#app/services/act-on-variants.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadInventory } from '#app/services/load-inventory.server.ts';
import { parseInventoryQuery } from '#app/services/parse-inventory-query.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { InventoryScreen } from '#app/ui/inventory/inventory-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('inventory');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const query = parseInventoryQuery(new URL(request.url).searchParams);
  const [frame, page] = await Promise.all([
    loadFrame({ shopId, now }),
    loadInventory({ shopId, query, now }),
  ]);
  return { frame, page };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId, actor } = await requireShop(request);
  const body: unknown = await request.json().catch(() => null);
  return actOnVariants({ shopId, actor, body, now: currentInstant() });
}

export default function Inventory() {
  const { frame, page } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <InventoryScreen page={page} />
    </ScreenFrame>
  );
}
