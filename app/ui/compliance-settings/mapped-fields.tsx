import { FormLayout, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { MAPPABLE } from '#app/domain/findings/mappable.ts';
import type { ComplianceForm } from './use-compliance-form.ts';

/** Which metafield holds what rules ask of products; empty: Lastscan looks where shops usually keep it. */
export function MappedFields({ form }: { form: ComplianceForm }) {
  const { t } = useTranslation();
  const { mapped } = form.draft;
  return (
    <FormLayout>
      {MAPPABLE.map((what) => (
        <TextField
          key={what}
          label={t(`complianceSettings.mapped.${what}`)}
          autoComplete="off"
          value={mapped[what] ?? ''}
          error={form.errorAt(`mapped.${what}`)}
          onChange={(value) => {
            const { [what]: _before, ...others } = mapped;
            form.change({ mapped: value === '' ? others : { ...others, [what]: value } });
          }}
        />
      ))}
    </FormLayout>
  );
}
