import type { LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { requireShop } from '#app/services/require-shop.server.ts';

/** Any other address of the app: the layout says that the page does not exist, under its own navigation. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireShop(request);
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  throw data(null, { status: 404 });
}

export default function Nowhere() {
  return null;
}
