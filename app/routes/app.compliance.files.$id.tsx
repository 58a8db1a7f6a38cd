import type { LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { readAttestationFile } from '#app/services/attest.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';

/** The file that backs an answer, always as a download: a browser never shows what somebody uploaded as a page of ours. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const file = await readAttestationFile({ shopId, attestationId: params['id'] ?? '' });
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (file === null) throw data(null, { status: 404 });
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}
