import type { LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { LANGUAGES } from '#app/i18n/languages.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { exportPurchaseOrder } from '#app/services/export-purchase-order.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';

/** The purchase order as a file for its supplier: `?as=pdf` or CSV, in the language asked for or the screen's. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const parameters = new URL(request.url).searchParams;
  const asked = LANGUAGES.find((each) => each === parameters.get('language'));
  const id = params['id'] ?? '';
  const file = /^\d{1,9}$/.test(id)
    ? await exportPurchaseOrder({
        shopId,
        purchaseOrderId: Number(id),
        format: parameters.get('as') === 'pdf' ? 'pdf' : 'csv',
        language: asked ?? (await shopLanguage({ shopId, userLocale })),
        now: currentInstant(),
      })
    : null;
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (file === null) throw data(null, { status: 404 });
  return new Response(new Uint8Array(file.body), {
    headers: {
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Cache-Control': 'no-store',
    },
  });
}
