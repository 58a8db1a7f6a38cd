import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { actOnCash } from '#app/services/act-on-cash.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadCash } from '#app/services/load-cash.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { CashScreen } from '#app/ui/cash/cash-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('cash');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const [frame, view] = await Promise.all([loadFrame({ shopId, now }), loadCash({ shopId, now })]);
  return { frame, view };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await requireShop(request);
  const body: unknown = await request.json().catch(() => null);
  return actOnCash({ shopId, body, now: currentInstant() });
}

export default function Cash() {
  const { frame, view } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <CashScreen view={view} />
    </ScreenFrame>
  );
}
