import { Checkbox, FormLayout, Select, Text, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#app/i18n/languages.ts';
import type { ComplianceForm } from './use-compliance-form.ts';

/** The daily mail: what is new, what comes due, what is cured. Nothing is sent on a day on which there is nothing to say. */
export function DigestFields({ form, canMail }: { form: ComplianceForm; canMail: boolean }) {
  const { t } = useTranslation();
  const { digest, digestTo } = form.draft;
  return (
    <FormLayout>
      <Checkbox
        label={t('complianceSettings.digestOn')}
        checked={digest.isOn}
        disabled={!canMail && !digest.isOn}
        onChange={(isOn) => form.change({ digest: { ...digest, isOn } })}
      />
      {!canMail && (
        <Text as="p" tone="subdued">
          {t('complianceSettings.noMail')}
        </Text>
      )}
      <TextField
        label={t('complianceSettings.digestTo')}
        type="email"
        autoComplete="email"
        value={digestTo}
        error={form.errorAt('digestTo')}
        onChange={(next) => form.change({ digestTo: next })}
      />
      <Select
        label={t('complianceSettings.digestLanguage')}
        options={LANGUAGES.map((value) => ({ value, label: t(`settings.languageName.${value}`) }))}
        value={digest.language}
        onChange={(value) =>
          form.change({
            digest: { ...digest, language: LANGUAGES.find((one) => one === value) ?? 'en' },
          })
        }
      />
    </FormLayout>
  );
}
