import type { LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadSubjectFindings } from '#app/services/load-subject-findings.server.ts';
import { loadVariantPlan } from '#app/services/load-variant-plan.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';
import { VariantScreen } from '#app/ui/inventory/variant-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('inventory');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const now = currentInstant();
  const language = await shopLanguage({ shopId, userLocale });
  const variantId = params['variantId'] ?? '';
  const frame = await loadFrame({ shopId, now });
  const view = await loadVariantPlan({ shopId, variantId, now });
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (view === null) throw data(null, { status: 404 });
  const subject = { kind: 'variant', id: variantId } as const;
  const findings = await loadSubjectFindings({ shopId, subject, language, now });
  return { frame, view, findings, list: new URL(request.url).searchParams.get('list') ?? '' };
}

export default function Variant() {
  const { frame, view, findings, list } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <VariantScreen view={view} findings={findings} list={list} />
    </ScreenFrame>
  );
}
