import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import {
  MaxPartSizeExceededError,
  unstable_createMemoryUploadHandler as inMemory,
  unstable_parseMultipartFormData as parseForm,
} from '@remix-run/node';
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react';
import type { UploadResult } from '#app/contracts/uploads.ts';
import { readingChoicesSchema } from '#app/contracts/uploads.ts';
import { MOST_UPLOAD_BYTES } from '#app/domain/uploads/upload.ts';
import { beginUpload } from '#app/services/begin-upload.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadUploads } from '#app/services/load-uploads.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';
import { TroubleScreen } from '#app/ui/trouble-screen.tsx';
import { UploadsScreen } from '#app/ui/uploads/uploads-screen.tsx';

export const meta = pageMeta('uploads');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const [frame, uploads] = await Promise.all([loadFrame({ shopId, now }), loadUploads({ shopId })]);
  return { frame, uploads };
}

/** Takes a file in the form field `file`, with how to read it in `choices` (JSON); a pasted list is a file without a name. */
export async function action({ request }: ActionFunctionArgs): Promise<UploadResult> {
  const { shopId, actor } = await requireShop(request);
  const form = await fileForm(request);
  if (form === 'too_large' || form === 'failed') return refused(form);
  const file = form.get('file');
  const choices = readingChoicesSchema.safeParse(jsonOf(form.get('choices')));
  if (file === null || typeof file === 'string' || !choices.success) return refused('failed');
  return beginUpload({
    shopId,
    actor,
    bytes: new Uint8Array(await file.arrayBuffer()),
    fileName: file.name,
    choices: choices.data,
    now: currentInstant(),
  });
}

/** The form around the file: boundaries, names and choices. */
const FORM_ALLOWANCE = 64 * 1024;

async function fileForm(request: Request): Promise<FormData | 'too_large' | 'failed'> {
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > MOST_UPLOAD_BYTES + FORM_ALLOWANCE) return 'too_large';
  try {
    return await parseForm(request, inMemory({ maxPartSize: MOST_UPLOAD_BYTES }));
  } catch (error) {
    return error instanceof MaxPartSizeExceededError ? 'too_large' : 'failed';
  }
}

function jsonOf(text: FormDataEntryValue | null): unknown {
  if (typeof text !== 'string') return {};
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refused(error: 'too_large' | 'failed'): UploadResult {
  return { ok: false, error, headers: [], encoding: null };
}

export default function Uploads() {
  const { frame, uploads } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <UploadsScreen uploads={uploads} />
    </ScreenFrame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  return <TroubleScreen status={isRouteErrorResponse(error) ? error.status : 500} />;
}
