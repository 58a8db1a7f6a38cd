import type { ActionFunctionArgs } from '@remix-run/node';
import { currentInstant } from '#app/services/clock.server.ts';
import { LARGEST_PUSH_BYTES, receivePush } from '#app/services/receive-push.server.ts';

/** Where a shop's tracking sources push to. 200 only when the push is stored. */
export async function action({ request, params }: ActionFunctionArgs) {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > LARGEST_PUSH_BYTES) {
    return Response.json({ outcome: 'body_too_large' }, { status: 413 });
  }
  const receipt = await receivePush({
    address: params.address ?? '',
    headers: request.headers,
    rawBody: Buffer.from(await request.arrayBuffer()),
    now: currentInstant(),
  });
  return Response.json(receipt.body, { status: receipt.status });
}

/** Sources post; a person who opens the address learns nothing of whose it is. */
export function loader() {
  return Response.json({ outcome: 'post_only' }, { status: 405, headers: { Allow: 'POST' } });
}
