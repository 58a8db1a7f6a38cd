import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadOrderBlock } from '#app/services/load-order-block.server.ts';
import { recheckOrder } from '#app/services/recheck-order.server.ts';
import { requireShop, type SignedInShop } from '#app/services/require-shop.server.ts';

/** What the block on the order's page in admin shows (contracts/order-block.ts). */
export async function loader({ request, params }: LoaderFunctionArgs) {
  if (request.method === 'OPTIONS') return crossOrigin(new Response(null, { status: 204 }));
  return answer(request, async ({ shopId, userLocale }) => {
    const ask = { shopId, orderId: params['id'] ?? '', locale: userLocale, now: currentInstant() };
    const block = await loadOrderBlock(ask);
    return block === null ? NOT_FOUND() : Response.json(block);
  });
}

/** `{ "intent": "recheck" }`: queued, 202. */
export async function action({ request, params }: ActionFunctionArgs) {
  return answer(request, async ({ shopId }) => {
    const body: unknown = await request.json().catch(() => null);
    if (!isRecheck(body)) return Response.json({ outcome: 'bad_request' }, { status: 400 });
    const orderId = params['id'] ?? '';
    const isQueued = await recheckOrder({ shopId, orderId, now: currentInstant() });
    return isQueued ? Response.json({ outcome: 'queued' }, { status: 202 }) : NOT_FOUND();
  });
}

/** Of another shop's order and of one that is nowhere. */
const NOT_FOUND = () => Response.json({ outcome: 'not_found' }, { status: 404 });

function isRecheck(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'intent' in body && body.intent === 'recheck';
}

/** An extension asks with a session token in its header or not at all: it cannot follow to a sign-in page. */
async function answer(
  request: Request,
  work: (shop: SignedInShop) => Promise<Response>,
): Promise<Response> {
  if (request.headers.get('authorization') === null)
    return crossOrigin(Response.json({ outcome: 'no_token' }, { status: 401 }));
  try {
    return crossOrigin(await work(await requireShop(request)));
  } catch (thrown) {
    if (thrown instanceof Response) return crossOrigin(thrown);
    throw thrown;
  }
}

/** Extensions run on an origin of Shopify's own. */
function crossOrigin(response: Response): Response {
  const headers = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type',
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
    'Access-Control-Max-Age': '7200',
    'Cache-Control': 'no-store',
  };
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
