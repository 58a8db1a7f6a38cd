import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadImportProgress } from '#app/services/load-import-progress.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { retryImport } from '#app/services/retry-import.server.ts';

/** How far the import is: asked by Home every moment while it runs. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  return { progress: await loadImportProgress({ shopId, now: currentInstant() }) };
}

/** Tries a failed import again. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await requireShop(request);
  return { started: await retryImport({ shopId, now: currentInstant() }) };
}
