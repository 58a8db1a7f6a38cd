import { BlockStack, ChoiceList, InlineStack, Tag, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { CountryAdder } from '../settings/country-adder.tsx';
import type { CountryChoice } from '../settings/country-choices.ts';
import { useFormat } from '../screen-frame.tsx';
import type { ComplianceForm } from './use-compliance-form.ts';

/** Which countries' rules apply: as Shopify's markets and shipping zones say, or a list of one's own. */
export function TargetFields({
  form,
  detected,
  countries,
}: {
  form: ComplianceForm;
  detected: readonly string[] | null;
  countries: readonly CountryChoice[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { targets } = form.draft;
  return (
    <BlockStack gap="400">
      <ChoiceList
        title={t('complianceSettings.targetsTitle')}
        titleHidden
        selected={[targets === null ? 'detected' : 'own']}
        choices={[
          {
            value: 'detected',
            label: t('complianceSettings.targetsDetected'),
            helpText:
              detected === null
                ? t('complianceSettings.targetsNotKnown')
                : format.list(detected.map((code) => format.country(code))),
          },
          { value: 'own', label: t('complianceSettings.targetsOwn') },
        ]}
        onChange={([choice]) =>
          form.change({ targets: choice === 'own' ? (targets ?? detected ?? []) : null })
        }
      />
      {targets !== null && (
        <OwnCountries
          chosen={targets}
          countries={countries}
          onChange={(next) => form.change({ targets: next })}
        />
      )}
      {form.errorAt('targets') !== undefined && (
        <Text as="p" tone="critical">
          {form.errorAt('targets')}
        </Text>
      )}
    </BlockStack>
  );
}

function OwnCountries({
  chosen,
  countries,
  onChange,
}: {
  chosen: readonly string[];
  countries: readonly CountryChoice[];
  onChange: (codes: readonly string[]) => void;
}) {
  const format = useFormat();
  return (
    <BlockStack gap="300">
      <InlineStack gap="200">
        {chosen.map((code) => (
          <Tag key={code} onRemove={() => onChange(chosen.filter((one) => one !== code))}>
            {format.country(code)}
          </Tag>
        ))}
      </InlineStack>
      <CountryAdder
        countries={countries}
        without={chosen}
        onAdd={(code) => onChange([...chosen, code])}
      />
    </BlockStack>
  );
}
