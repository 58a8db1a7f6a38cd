import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadHome } from '#app/services/load-home.server.ts';
import { loadNextDates } from '#app/services/load-next-dates.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';
import { HomeScreen } from '#app/ui/home/home-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';
import { useLivePage } from '#app/ui/use-live-page.ts';

export const meta = pageMeta('home');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const now = currentInstant();
  const language = await shopLanguage({ shopId, userLocale });
  const [view, dates] = await Promise.all([
    loadHome({ shopId, now }),
    loadNextDates({ shopId, language, now }),
  ]);
  return { ...view, dates };
}

export default function Home() {
  const { frame, home, dates } = useLoaderData<typeof loader>();
  useLivePage();
  return (
    <ScreenFrame frame={frame}>
      <HomeScreen home={home} dates={dates} />
    </ScreenFrame>
  );
}
