import { BlockStack, Button, Divider, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { LimitSet } from '#app/domain/verdicts/limits.ts';
import { CountryAdder } from './country-adder.tsx';
import type { CountryChoice } from './country-choices.ts';
import { LimitFields } from './limit-fields.tsx';
import type { SettingsForm } from './settings-form.ts';

/** Limits of single destination countries: added with the international ones as a start, removed at a click. */
export function CountryLimits({
  form,
  defaults,
  countries,
}: {
  form: SettingsForm;
  defaults: LimitSet;
  countries: readonly CountryChoice[];
}) {
  const { t } = useTranslation();
  const { draft, change, errorAt } = form;
  const own = Object.keys(draft.countries);
  const nameOf = (code: string) => countries.find((known) => known.code === code)?.name ?? code;
  return (
    <BlockStack gap="400">
      {own.length === 0 && (
        <Text as="p" tone="subdued">
          {t('settings.countriesEmpty')}
        </Text>
      )}
      {Object.entries(draft.countries).map(([code, limits]) => (
        <BlockStack gap="300" key={code}>
          <InlineStack align="space-between" blockAlign="center">
            <Text as="h3" id={headingIdOf(code)} variant="headingSm">
              {t('settings.countryLimits', { country: nameOf(code) })}
            </Text>
            <Button
              variant="plain"
              tone="critical"
              accessibilityLabel={t('settings.countryRemove', { country: nameOf(code) })}
              onClick={() => {
                const { [code]: _removed, ...others } = draft.countries;
                change({ countries: others });
              }}
            >
              {t('common.remove')}
            </Button>
          </InlineStack>
          <LimitFields
            path={`limits.countries.${code}`}
            headingId={headingIdOf(code)}
            draft={limits}
            defaults={defaults}
            errorAt={errorAt}
            onChange={(next) => change({ countries: { ...draft.countries, [code]: next } })}
          />
          <Divider />
        </BlockStack>
      ))}
      <CountryAdder
        countries={countries}
        without={own}
        onAdd={(code) =>
          change({ countries: { ...draft.countries, [code]: { ...draft.international } } })
        }
      />
    </BlockStack>
  );
}

function headingIdOf(code: string): string {
  return `limits-of-${code}`;
}
