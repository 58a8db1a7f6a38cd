import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { listPurchaseOrders } from '#app/services/list-purchase-orders.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { parseOrderQuery } from '#app/services/parse-order-query.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { OrdersScreen } from '#app/ui/inventory/orders-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';
import { dateInZone } from '#app/ui/format.ts';

export const meta = pageMeta('inventory');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const query = parseOrderQuery(new URL(request.url).searchParams);
  const [frame, page] = await Promise.all([
    loadFrame({ shopId, now: currentInstant() }),
    listPurchaseOrders({ shopId, query }),
  ]);
  return { frame, page, query, today: dateInZone(frame.now, frame.timeZone) };
}

export default function PurchaseOrders() {
  const { frame, ...facts } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <OrdersScreen {...facts} />
    </ScreenFrame>
  );
}
