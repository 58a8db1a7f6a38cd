import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadInventorySupplier } from '#app/services/load-inventory-suppliers.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { archiveSupplier, saveSupplier } from '#app/services/save-supplier.server.ts';
import { SupplierScreen } from '#app/ui/inventory/supplier-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('inventory');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const frame = await loadFrame({ shopId, now: currentInstant() });
  const page = await loadInventorySupplier({ shopId, id: params['id'] ?? '' });
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (page === null) throw data(null, { status: 404 });
  return { frame, page, vendor: new URL(request.url).searchParams.get('vendor') ?? '' };
}

const archiveSchema = z.object({ isArchived: z.boolean() });

/** Saves the form, or archives the supplier; a new one is shown at its own address from then on. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const id = params['id'] ?? '';
  const supplierId = /^\d{1,9}$/.test(id) ? Number(id) : null;
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (supplierId === null && id !== 'new') throw data(null, { status: 404 });
  const body: unknown = await request.json().catch(() => null);
  const archive = archiveSchema.safeParse(body);
  if (archive.success && supplierId !== null)
    return archiveSupplier({ shopId, supplierId, ...archive.data, now });
  const saved = await saveSupplier({ shopId, supplierId, form: body, now });
  return saved.ok && supplierId === null
    ? redirect(`/app/inventory/suppliers/${saved.supplierId}`)
    : saved;
}

export default function StockSupplier() {
  const { frame, page, vendor } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <SupplierScreen key={page.supplier?.supplierId ?? 'new'} page={page} vendor={vendor} />
    </ScreenFrame>
  );
}
