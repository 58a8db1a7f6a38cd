import { Button, InlineStack, Select } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountryChoice } from './country-choices.ts';

/** Chooses one more country, those already there left out. */
export function CountryAdder({
  countries,
  without,
  onAdd,
}: {
  countries: readonly CountryChoice[];
  /** ISO alpha-2 of those that are there. */
  without: readonly string[];
  onAdd: (code: string) => void;
}) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState('');
  const options = countries
    .filter(({ code }) => !without.includes(code))
    .map(({ code, name }) => ({ value: code, label: t('route.country', { name, code }) }));
  const toAdd = options.some(({ value }) => value === chosen) ? chosen : '';
  return (
    <InlineStack gap="200" blockAlign="end">
      <div style={{ flex: '1 1 14rem', maxWidth: '22rem' }}>
        <Select
          label={t('settings.countryAddLabel')}
          placeholder={t('settings.countryChoose')}
          options={options}
          value={toAdd}
          onChange={setChosen}
        />
      </div>
      <Button
        disabled={toAdd === ''}
        onClick={() => {
          onAdd(toAdd);
          setChosen('');
        }}
      >
        {t('settings.countryAdd')}
      </Button>
    </InlineStack>
  );
}
