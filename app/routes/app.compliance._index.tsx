import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { actOnFindings } from '#app/services/act-on-findings.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFindings } from '#app/services/load-findings.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { parseFindingQuery } from '#app/services/parse-finding-query.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';
import { ComplianceScreen } from '#app/ui/compliance/compliance-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('compliance');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, actor, userLocale } = await requireShop(request);
  const now = currentInstant();
  const query = parseFindingQuery(new URL(request.url).searchParams);
  const language = await shopLanguage({ shopId, userLocale });
  const [frame, page] = await Promise.all([
    loadFrame({ shopId, now }),
    loadFindings({ shopId, query, reader: actor, language, now }),
  ]);
  return { frame, page };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId, actor } = await requireShop(request);
  const body: unknown = await request.json().catch(() => null);
  return actOnFindings({ shopId, actor, body, now: currentInstant() });
}

export default function Compliance() {
  const { frame, page } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <ComplianceScreen page={page} />
    </ScreenFrame>
  );
}
