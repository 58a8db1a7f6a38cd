import { BlockStack, Card, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ComplianceSettingsView } from '#app/contracts/compliance-settings.ts';
import type { CountryChoice } from '../settings/country-choices.ts';
import { ErrorCount } from '../settings/error-count.tsx';
import { FormSaveBar } from '../settings/form-save-bar.tsx';
import { SettingsGroup } from '../settings/settings-group.tsx';
import { DigestFields } from './digest-fields.tsx';
import { FigureTables } from './figure-tables.tsx';
import { MappedFields } from './mapped-fields.tsx';
import { PromiseFields } from './promise-fields.tsx';
import { RuleSwitches } from './rule-switches.tsx';
import { TargetFields } from './target-fields.tsx';
import { useComplianceForm } from './use-compliance-form.ts';

const SAVE_BAR_ID = 'compliance-save-bar';

/** Where the shop sells, what it promises, which rules watch, and the figures they use. */
export function ComplianceSettingsScreen({
  view,
  countries,
}: {
  view: ComplianceSettingsView;
  countries: readonly CountryChoice[];
}) {
  const { t } = useTranslation();
  const form = useComplianceForm(view);
  return (
    <Page
      title={t('complianceSettings.title')}
      backAction={{ content: t('settings.title'), url: '/app/settings' }}
    >
      <FormSaveBar id={SAVE_BAR_ID} form={form} />
      <BlockStack gap={{ xs: '600', md: '800' }}>
        <ErrorCount count={form.errors.length} />
        <SettingsGroup
          title={t('complianceSettings.targetsTitle')}
          text={t('complianceSettings.targetsText')}
        >
          <Card>
            <TargetFields form={form} detected={view.detectedTargets} countries={countries} />
          </Card>
        </SettingsGroup>
        <SettingsGroup
          title={t('complianceSettings.promiseTitle')}
          text={t('complianceSettings.promiseText')}
        >
          <Card>
            <PromiseFields form={form} />
          </Card>
        </SettingsGroup>
        <SettingsGroup
          title={t('complianceSettings.rulesTitle')}
          text={t('complianceSettings.rulesText')}
        >
          <Card>
            <RuleSwitches form={form} rules={view.rules} />
          </Card>
        </SettingsGroup>
        <SettingsGroup
          title={t('complianceSettings.figuresTitle')}
          text={t('complianceSettings.figuresText')}
        >
          <FigureTables form={form} tables={view.tables} />
        </SettingsGroup>
        <SettingsGroup
          title={t('complianceSettings.mappedTitle')}
          text={t('complianceSettings.mappedText')}
        >
          <Card>
            <MappedFields form={form} />
          </Card>
        </SettingsGroup>
        <SettingsGroup
          title={t('complianceSettings.digestTitle')}
          text={t('complianceSettings.digestText')}
        >
          <Card>
            <DigestFields form={form} canMail={view.canMail} />
          </Card>
        </SettingsGroup>
      </BlockStack>
    </Page>
  );
}
