import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { decideLinks } from '#app/services/decide-links.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadLinks } from '#app/services/load-links.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { LinksScreen } from '#app/ui/links/links-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('links');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const [frame, links] = await Promise.all([
    loadFrame({ shopId, now }),
    loadLinks({ shopId, tab: new URL(request.url).searchParams.get('tab') }),
  ]);
  return { frame, links };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId, actor } = await requireShop(request);
  const body: unknown = await request.json().catch(() => null);
  return decideLinks({ shopId, body, actor, now: currentInstant() });
}

export default function Links() {
  const { frame, links } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <LinksScreen links={links} />
    </ScreenFrame>
  );
}
