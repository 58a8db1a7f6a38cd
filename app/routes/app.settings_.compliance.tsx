import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { currentInstant } from '#app/services/clock.server.ts';
import { loadComplianceSettings } from '#app/services/load-compliance-settings.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { saveComplianceSettings } from '#app/services/save-compliance-settings.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';
import { ComplianceSettingsScreen } from '#app/ui/compliance-settings/compliance-settings-screen.tsx';
import { pageMeta } from '#app/ui/page-meta.ts';
import { ScreenFrame } from '#app/ui/screen-frame.tsx';
import { countryChoices } from '#app/ui/settings/country-choices.ts';

export const meta = pageMeta('settings');

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const now = currentInstant();
  const frame = await loadFrame({ shopId, now });
  const language = await shopLanguage({ shopId, userLocale });
  const { timeZone, currency } = frame;
  const view = await loadComplianceSettings({
    shopId,
    reader: { language, timeZone, currency, now },
  });
  return { frame, view, countries: countryChoices(language) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await requireShop(request);
  const form: unknown = await request.json().catch(() => null);
  return saveComplianceSettings({ shopId, form, now: currentInstant() });
}

export default function ComplianceSettings() {
  const { frame, view, countries } = useLoaderData<typeof loader>();
  return (
    <ScreenFrame frame={frame}>
      <ComplianceSettingsScreen view={view} countries={countries} />
    </ScreenFrame>
  );
}
