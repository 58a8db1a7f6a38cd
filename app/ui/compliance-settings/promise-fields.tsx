import { FormLayout, Select, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { StatedDays } from '#app/domain/findings/compliance-settings.ts';
import type { ComplianceForm } from './use-compliance-form.ts';

const FIELDS = ['promiseToShip', 'promiseToDeliver'] as const;

/** What is agreed with buyers: beats what policies and products say. Empty: nothing beyond those. */
export function PromiseFields({ form }: { form: ComplianceForm }) {
  const { t } = useTranslation();
  const units = [
    { value: 'calendar', label: t('complianceSettings.calendarDays') },
    { value: 'business', label: t('complianceSettings.businessDays') },
  ];
  return (
    <FormLayout>
      {FIELDS.map((field) => {
        const stated = form.draft[field];
        const unit = stated?.unit ?? 'calendar';
        const change = (next: StatedDays | null) => form.change({ [field]: next });
        return (
          <FormLayout.Group key={field}>
            <TextField
              label={t(`complianceSettings.${field}`)}
              type="number"
              min={0}
              max={365}
              autoComplete="off"
              value={stated === null ? '' : String(stated.days)}
              error={form.errorAt(field)}
              onChange={(typed) => change(typed === '' ? null : { days: Number(typed), unit })}
            />
            <Select
              label={t('complianceSettings.unit')}
              options={units}
              value={unit}
              disabled={stated === null}
              onChange={(value) =>
                stated !== null &&
                change({ ...stated, unit: value === 'business' ? 'business' : 'calendar' })
              }
            />
          </FormLayout.Group>
        );
      })}
    </FormLayout>
  );
}
