import { Checkbox, FormLayout, Select, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CountryChoice } from './country-choices.ts';
import type { SettingsForm } from './settings-form.ts';

/** Which days count: business days or all, where parcels start, and the merchant's own closed days. */
export function CalendarFields({
  form: { draft, change, errorAt },
  countries,
}: {
  form: SettingsForm;
  countries: readonly CountryChoice[];
}) {
  const { t } = useTranslation();
  const origins = countries.map(({ code, name }) => ({
    value: code,
    label: t('route.country', { name, code }),
  }));
  return (
    <FormLayout>
      <Checkbox
        label={t('settings.businessDays')}
        helpText={t('settings.businessDaysHelp')}
        checked={draft.businessDays}
        onChange={(businessDays) => change({ businessDays })}
      />
      <Select
        label={t('settings.defaultOrigin')}
        helpText={t('settings.defaultOriginHelp')}
        options={[{ value: '', label: t('settings.originUnknown') }, ...origins]}
        value={draft.defaultOrigin}
        error={errorAt('calendar.defaultOrigin')}
        onChange={(defaultOrigin) => change({ defaultOrigin })}
      />
      <FormLayout.Group>
        <TextField
          multiline={3}
          autoComplete="off"
          label={t('settings.originClosedOn')}
          helpText={t('settings.closedOnHelp')}
          value={draft.originClosedOn}
          error={errorAt('calendar.originClosedOn')}
          onChange={(originClosedOn) => change({ originClosedOn })}
        />
        <TextField
          multiline={3}
          autoComplete="off"
          label={t('settings.destinationClosedOn')}
          helpText={t('settings.closedOnHelp')}
          value={draft.destinationClosedOn}
          error={errorAt('calendar.destinationClosedOn')}
          onChange={(destinationClosedOn) => change({ destinationClosedOn })}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}
