import type { ActionFunctionArgs } from '@remix-run/node';
import { currentInstant } from '#app/services/clock.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { writeMessage } from '#app/services/write-message.server.ts';

/** A message that a person copied or sends from the parcel's page. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shopId, actor } = await requireShop(request);
  const body: unknown = await request.json().catch(() => null);
  const parcelId = params['id'] ?? '';
  return writeMessage({ shopId, parcelId, body, actor, now: currentInstant() });
}
