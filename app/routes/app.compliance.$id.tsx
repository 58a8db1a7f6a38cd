import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { actOnFinding } from '#app/services/act-on-finding.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFinding } from '#app/services/load-finding.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';
import { FindingScreen } from '#app/ui/finding/finding-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('compliance');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const now = currentInstant();
  const frame = await loadFrame({ shopId, now });
  const language = await shopLanguage({ shopId, userLocale });
  const { timeZone, currency } = frame;
  const reader = { language, timeZone, currency, now };
  const finding = await loadFinding({ shopId, findingId: params['id'] ?? '', reader });
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (finding === null) throw data(null, { status: 404 });
  return { frame, finding, list: new URL(request.url).searchParams.get('list') ?? '' };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shopId, actor } = await requireShop(request);
  const now = currentInstant();
  const { timeZone } = await loadFrame({ shopId, now });
  const body: unknown = await request.json().catch(() => null);
  return actOnFinding({ shopId, findingId: params['id'] ?? '', actor, body, timeZone, now });
}

export default function Finding() {
  const { frame, finding, list } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <FindingScreen finding={finding} list={list} />
    </ScreenFrame>
  );
}
