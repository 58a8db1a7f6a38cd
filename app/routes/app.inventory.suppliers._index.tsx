import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadInventorySuppliers } from '#app/services/load-inventory-suppliers.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { SuppliersScreen } from '#app/ui/inventory/suppliers-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('inventory');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const [frame, page] = await Promise.all([
    loadFrame({ shopId, now }),
    loadInventorySuppliers({ shopId }),
  ]);
  return { frame, page };
}

export default function StockSuppliers() {
  const { frame, page } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <SuppliersScreen page={page} />
    </ScreenFrame>
  );
}
