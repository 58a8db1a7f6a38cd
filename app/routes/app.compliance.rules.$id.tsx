import type { LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadRule } from '#app/services/load-rule.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';
import { pageMeta } from '#app/ui/page-meta.ts';
import { RuleScreen } from '#app/ui/rule/rule-screen.tsx';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('compliance');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const now = currentInstant();
  const frame = await loadFrame({ shopId, now });
  const language = await shopLanguage({ shopId, userLocale });
  const view = loadRule(params['id'] ?? '', { language, now });
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (view === null) throw data(null, { status: 404 });
  return { frame, view };
}

export default function Rule() {
  const { frame, view } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <RuleScreen view={view} />
    </ScreenFrame>
  );
}
