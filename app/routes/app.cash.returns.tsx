import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadCash } from '#app/services/load-cash.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { CashReturnsScreen } from '#app/ui/cash/cash-returns-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('cash');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const [frame, view] = await Promise.all([loadFrame({ shopId, now }), loadCash({ shopId, now })]);
  return { frame, view };
}

export default function CashReturns() {
  const { frame, view } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <CashReturnsScreen view={view} />
    </ScreenFrame>
  );
}
