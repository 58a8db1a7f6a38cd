import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadAlertBudget } from '#app/services/load-alert-budget.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { loadSettings } from '#app/services/load-settings.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { saveSettings } from '#app/services/save-settings.server.ts';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';
import { shopLanguage } from '#app/services/shop-language.server.ts';
import { countryChoices } from '#app/ui/settings/country-choices.ts';
import { SettingsScreen } from '#app/ui/settings/settings-screen.tsx';

export const meta = pageMeta('settings');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const now = currentInstant();
  const [frame, settings, budget, language] = await Promise.all([
    loadFrame({ shopId, now }),
    loadSettings({ shopId }),
    loadAlertBudget({ shopId, now }),
    shopLanguage({ shopId, userLocale }),
  ]);
  const countries = countryChoices(language);
  return { frame, settings, defaults: DEFAULT_SETTINGS, budget, countries };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await requireShop(request);
  const form: unknown = await request.json().catch(() => null);
  return saveSettings({ shopId, form, now: currentInstant() });
}

export default function Settings() {
  const { frame, settings, defaults, budget, countries } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <SettingsScreen
        settings={settings}
        defaults={defaults}
        budget={budget}
        countries={countries}
      />
    </ScreenFrame>
  );
}
