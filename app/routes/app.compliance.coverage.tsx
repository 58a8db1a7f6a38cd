import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadCoverage } from '#app/services/load-coverage.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';
import { CoverageScreen } from '#app/ui/compliance/coverage-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';

export const meta = pageMeta('compliance');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const now = currentInstant();
  const language = await shopLanguage({ shopId, userLocale });
  const [frame, view] = await Promise.all([
    loadFrame({ shopId, now }),
    loadCoverage({ shopId, language, now }),
  ]);
  return { frame, view };
}

export default function Coverage() {
  const { frame, view } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <CoverageScreen view={view} />
    </ScreenFrame>
  );
}
