import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import {
  MaxPartSizeExceededError,
  unstable_createMemoryUploadHandler as inMemory,
  unstable_parseMultipartFormData as parseForm,
} from '@remix-run/node';
import { SUPPLY_FILES } from '#app/contracts/inventory.ts';
import type { SupplyFaultCode, SupplyFileResult } from '#app/contracts/suppliers.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { BYTE_ORDER_MARK, csv } from '#app/services/export-parcels.server.ts';
import { importPurchaseOrders } from '#app/services/import-purchase-orders.server.ts';
import { importSupplierItems } from '#app/services/import-supplier-items.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';
import { SUPPLY_TEMPLATES } from '#app/services/supply-templates.ts';

/** A template to begin with: `?kind=`. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const template = SUPPLY_TEMPLATES[kindOf(request)];
  const language = await shopLanguage({ shopId, userLocale });
  return new Response(BYTE_ORDER_MARK + csv([[...template[language]], [...template.sample]]), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="lastscan-${kindOf(request)}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}

/** Takes a file in the form field `file`; `?supplier=` is whom its rows mean that name nobody. */
export async function action({ request }: ActionFunctionArgs): Promise<SupplyFileResult> {
  const { shopId, actor } = await requireShop(request);
  const now = currentInstant();
  const form = await fileForm(request);
  if (typeof form === 'string') return refused(form);
  const file = form.get('file');
  if (file === null || typeof file === 'string') return refused('file_unreadable');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const supplier = new URL(request.url).searchParams.get('supplier') ?? '';
  const supplierId = /^\d{1,9}$/.test(supplier) ? Number(supplier) : null;
  return kindOf(request) === 'purchase_orders'
    ? importPurchaseOrders({ shopId, bytes, actor, now })
    : importSupplierItems({ shopId, bytes, supplierId, now });
}

function kindOf(request: Request): (typeof SUPPLY_FILES)[number] {
  const kind = new URL(request.url).searchParams.get('kind');
  return SUPPLY_FILES.find((each) => each === kind) ?? 'supplier_items';
}

const MOST_BYTES = 5_000_000;
/** The form around the file. */
const FORM_ALLOWANCE = 64 * 1024;

async function fileForm(request: Request): Promise<FormData | SupplyFaultCode> {
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > MOST_BYTES + FORM_ALLOWANCE) return 'file_too_large';
  try {
    return await parseForm(request, inMemory({ maxPartSize: MOST_BYTES }));
  } catch (error) {
    return error instanceof MaxPartSizeExceededError ? 'file_too_large' : 'file_unreadable';
  }
}

function refused(code: SupplyFaultCode): SupplyFileResult {
  return {
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    faults: [{ line: 0, column: '', code, params: {} }],
    faultCount: 1,
  };
}
