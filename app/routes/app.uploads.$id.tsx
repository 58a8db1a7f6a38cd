import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { actOnUpload } from '#app/services/decide-upload-rows.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadUpload } from '#app/services/load-uploads.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';
import { TroubleScreen } from '#app/ui/trouble-screen.tsx';
import { UploadScreen } from '#app/ui/uploads/upload-screen.tsx';

export const meta = pageMeta('uploads');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const asked = new URL(request.url).searchParams;
  const after = Number(asked.get('after') ?? 0);
  const [frame, loaded] = await Promise.all([
    loadFrame({ shopId, now }),
    loadUpload({
      shopId,
      uploadId: params['id'] ?? '',
      outcome: asked.get('outcome'),
      after: Number.isSafeInteger(after) && after > 0 && after < LAST_LINE ? after : 0,
    }),
  ]);
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (loaded === null) throw data(null, { status: 404 });
  return { frame, ...loaded };
}

/** `integer` of the database. */
const LAST_LINE = 2_147_483_647;

export async function action({ request, params }: ActionFunctionArgs) {
  const { shopId } = await requireShop(request);
  const body: unknown = await request.json().catch(() => null);
  return actOnUpload({ shopId, uploadId: params['id'] ?? '', body });
}

export default function Upload() {
  const { frame, upload, tab, page } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <UploadScreen key={upload.uploadId} upload={upload} tab={tab} page={page} />
    </ScreenFrame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  return <TroubleScreen status={isRouteErrorResponse(error) ? error.status : 500} />;
}
