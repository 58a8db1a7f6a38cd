import {
  BlockStack,
  Button,
  Card,
  InlineStack,
  Link,
  Page,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#app/i18n/languages.ts';
import type { AlertBudget } from '#app/contracts/alert-budget.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { useFormat } from '../screen-frame.tsx';
import { AlertMode } from './alert-mode.tsx';
import { AlertOutlook } from './alert-outlook.tsx';
import { CalendarFields } from './calendar-fields.tsx';
import type { CountryChoice } from './country-choices.ts';
import { CountryLimits } from './country-limits.tsx';
import { LimitFields } from './limit-fields.tsx';
import { LIMIT_FIELDS, UNLEARNED_FIELDS } from './settings-draft.ts';
import { ErrorCount } from './error-count.tsx';
import { FormSaveBar } from './form-save-bar.tsx';
import { SettingsGroup } from './settings-group.tsx';
import { useSettingsForm, type SettingsForm } from './settings-form.ts';

const SAVE_BAR_ID = 'settings-save-bar';
const GROUPS = ['domestic', 'international'] as const;
const HEADING_ID = { domestic: 'domestic-limits', international: 'international-limits' } as const;

/** What a merchant can set. Nothing is saved before "Save" in Shopify's own bar; "Discard" brings back what is saved. */
export function SettingsScreen({
  settings,
  defaults,
  budget,
  countries,
}: {
  settings: ShopSettings;
  defaults: ShopSettings;
  budget: AlertBudget;
  countries: readonly CountryChoice[];
}) {
  const { t } = useTranslation();
  const form = useSettingsForm(settings);
  const { draft, change, errorAt } = form;
  const isLearned = draft.alertMode === 'learned';
  return (
    <Page title={t('settings.title')}>
      <FormSaveBar id={SAVE_BAR_ID} form={form} />
      <BlockStack gap={{ xs: '600', md: '800' }}>
        <ErrorCount count={form.errorCount} />
        <SettingsGroup title={t('sources.title')} text={t('sources.settingsText')}>
          <Card>
            <InlineStack>
              <Button url="/app/settings/sources">{t('sources.settingsLink')}</Button>
            </InlineStack>
          </Card>
        </SettingsGroup>
        <SettingsGroup
          title={t('complianceSettings.title')}
          text={t('complianceSettings.settingsText')}
        >
          <Card>
            <InlineStack>
              <Button url="/app/settings/compliance">{t('complianceSettings.settingsLink')}</Button>
            </InlineStack>
          </Card>
        </SettingsGroup>
        <SettingsGroup title={t('shoppers.title')} text={t('shoppers.settingsText')}>
          <Card>
            <InlineStack>
              <Button url="/app/settings/shoppers">{t('shoppers.settingsLink')}</Button>
            </InlineStack>
          </Card>
        </SettingsGroup>
        <SettingsGroup title={t('alerts.title')} text={t('alerts.text')}>
          <Card>
            <AlertMode mode={draft.alertMode} onChange={(alertMode) => change({ alertMode })} />
          </Card>
          <Card>
            <AlertOutlook
              budget={budget}
              chosenOf100={isLearned ? draft.flaggedOf100 : null}
              onChoose={(flaggedOf100) => change({ flaggedOf100 })}
            />
          </Card>
        </SettingsGroup>
        <SettingsGroup
          title={t(isLearned ? 'alerts.notLearnedTitle' : 'settings.limitsTitle')}
          text={t(isLearned ? 'alerts.notLearnedText' : 'settings.limitsText')}
        >
          {GROUPS.map((group) => (
            <Card key={group}>
              <BlockStack gap="300">
                <Text as="h3" id={HEADING_ID[group]} variant="headingSm">
                  {t(`settings.${group}`)}
                </Text>
                <LimitFields
                  path={`limits.${group}`}
                  headingId={HEADING_ID[group]}
                  fields={isLearned ? UNLEARNED_FIELDS : LIMIT_FIELDS}
                  draft={draft[group]}
                  defaults={defaults.limits[group]}
                  errorAt={errorAt}
                  onChange={(limits) => change({ [group]: limits })}
                />
              </BlockStack>
            </Card>
          ))}
        </SettingsGroup>
        <SettingsGroup title={t('settings.countriesTitle')} text={t('settings.countriesText')}>
          <Card>
            <CountryLimits
              form={form}
              defaults={defaults.limits.international}
              countries={countries}
            />
          </Card>
        </SettingsGroup>
        <SettingsGroup title={t('settings.calendarTitle')} text={t('settings.calendarText')}>
          <Card>
            <CalendarFields form={form} countries={countries} />
          </Card>
        </SettingsGroup>
        <SettingsGroup title={t('settings.sourceTitle')} text={t('settings.sourceText')}>
          <Card>
            <SourceField form={form} defaults={defaults} />
          </Card>
        </SettingsGroup>
        <SettingsGroup title={t('settings.languageTitle')} text={t('settings.languageHelp')}>
          <Card>
            <LanguageField form={form} />
          </Card>
        </SettingsGroup>
        <SettingsGroup title={t('settings.healthTitle')} text={t('settings.healthText')}>
          <Card>
            <Link url="/app/health">{t('settings.healthLink')}</Link>
          </Card>
        </SettingsGroup>
      </BlockStack>
    </Page>
  );
}

function SourceField({ form, defaults }: { form: SettingsForm; defaults: ShopSettings }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <TextField
      autoComplete="off"
      inputMode="numeric"
      label={t('settings.sourceBlindHours')}
      suffix={t('settings.hours')}
      helpText={t('settings.sourceBlindHoursHelp', {
        default: format.number(defaults.sourceBlindHours),
      })}
      value={form.draft.sourceBlindHours}
      error={form.errorAt('sourceBlindHours')}
      onChange={(sourceBlindHours) => form.change({ sourceBlindHours })}
    />
  );
}

const LANGUAGE_CHOICES = ['auto', ...LANGUAGES] as const;

function LanguageField({ form }: { form: SettingsForm }) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('settings.language')}
      options={LANGUAGE_CHOICES.map((choice) => ({
        value: choice,
        label:
          choice === 'auto' ? t('settings.languageAuto') : t(`settings.languageName.${choice}`),
      }))}
      value={form.draft.language}
      error={form.errorAt('language')}
      onChange={(chosen) =>
        form.change({ language: LANGUAGE_CHOICES.find((choice) => choice === chosen) ?? 'auto' })
      }
    />
  );
}
