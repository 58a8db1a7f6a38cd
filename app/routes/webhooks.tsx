import type { ActionFunctionArgs } from '@remix-run/node';
import { currentInstant } from '#app/services/clock.server.ts';
import { receiveWebhook } from '#app/services/receive-webhook.server.ts';

/** Shopify's largest payloads (orders with many lines) stay well below this. */
const LARGEST_BODY_BYTES = 5_000_000;

/** Every webhook of every shop arrives here. 200 only when it is stored. */
export async function action({ request }: ActionFunctionArgs) {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > LARGEST_BODY_BYTES) return new Response('body_too_large', { status: 413 });
  const rawBody = Buffer.from(await request.arrayBuffer());
  if (rawBody.length > LARGEST_BODY_BYTES) return new Response('body_too_large', { status: 413 });
  const receipt = await receiveWebhook({
    headers: request.headers,
    rawBody,
    now: currentInstant(),
  });
  return new Response(receipt.outcome, { status: receipt.status });
}

/** Only Shopify speaks to this address, and it posts. */
export function loader() {
  return new Response('post_only', { status: 405, headers: { Allow: 'POST' } });
}
