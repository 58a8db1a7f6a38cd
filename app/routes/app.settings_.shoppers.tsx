import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadShopperScreen } from '#app/services/load-shopper-screen.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { saveShopperSettings } from '#app/services/save-shopper-settings.server.ts';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';
import { ShoppersScreen } from '#app/ui/shoppers/shoppers-screen.tsx';

export const meta = pageMeta('settings');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const [frame, view] = await Promise.all([
    loadFrame({ shopId, now }),
    loadShopperScreen({ shopId }),
  ]);
  return { frame, view };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId, actor } = await requireShop(request);
  const form: unknown = await request.json().catch(() => null);
  return saveShopperSettings({ shopId, form, actor, now: currentInstant() });
}

export default function Shoppers() {
  const { frame, view } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <ShoppersScreen view={view} />
    </ScreenFrame>
  );
}
