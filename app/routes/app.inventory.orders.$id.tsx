import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { changePurchaseOrder } from '#app/services/change-purchase-order.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadOrderLetters } from '#app/services/load-order-letters.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadPurchaseOrder } from '#app/services/load-purchase-order.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { dateInZone } from '#app/ui/format.ts';
import { OrderScreen } from '#app/ui/inventory/order-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('inventory');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const frame = await loadFrame({ shopId, now });
  const id = params['id'] ?? '';
  const order = /^\d{1,9}$/.test(id)
    ? await loadPurchaseOrder({ shopId, purchaseOrderId: Number(id), now })
    : null;
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (order === null) throw data(null, { status: 404 });
  const letters = order.can.includes('send')
    ? await loadOrderLetters({ shopId, purchaseOrderId: order.purchaseOrderId, now })
    : null;
  return { frame, order, letters, today: dateInZone(frame.now, frame.timeZone) };
}

/** Does one thing with the order; a draft whose making is undone is gone, so that leads to the list. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shopId, actor } = await requireShop(request);
  const now = currentInstant();
  const body: unknown = await request.json().catch(() => null);
  const result = await changePurchaseOrder({ shopId, body, actor, now });
  if (!result.ok || String(result.purchaseOrderId) !== params['id']) return result;
  const { purchaseOrderId } = result;
  const isThere = (await loadPurchaseOrder({ shopId, purchaseOrderId, now })) !== null;
  return isThere ? result : redirect('/app/inventory/orders');
}

export default function PurchaseOrder() {
  const { frame, order, letters, today } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <OrderScreen key={order.purchaseOrderId} order={order} letters={letters} today={today} />
    </ScreenFrame>
  );
}
