import { Badge, BlockStack, Checkbox, InlineStack, Link } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ComplianceSettingsView } from '#app/contracts/compliance-settings.ts';
import { useJurisdictionWords } from '../compliance/jurisdiction-words.ts';
import { useFormat } from '../screen-frame.tsx';
import type { ComplianceForm } from './use-compliance-form.ts';

/** One switch a rule. A rule that is off closes its findings and watches nothing. */
export function RuleSwitches({
  form,
  rules,
}: {
  form: ComplianceForm;
  rules: ComplianceSettingsView['rules'];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const jurisdiction = useJurisdictionWords();
  const { rulesOff } = form.draft;
  return (
    <BlockStack gap="300">
      {rules.map(({ id, title, status, jurisdictions }) => (
        <InlineStack key={id} align="space-between" blockAlign="start" gap="200" wrap={false}>
          <Checkbox
            label={title}
            helpText={t('common.beside', {
              first: id,
              second: format.list(jurisdictions.map(jurisdiction)),
            })}
            checked={!rulesOff.includes(id)}
            onChange={(isOn) =>
              form.change({
                rulesOff: isOn ? rulesOff.filter((one) => one !== id) : [...rulesOff, id],
              })
            }
          />
          <InlineStack gap="200" blockAlign="center" wrap={false}>
            {status === 'scheduled' && <Badge tone="info">{t('finding.scheduled')}</Badge>}
            <Link
              url={`/app/compliance/rules/${id}`}
              accessibilityLabel={t('complianceSettings.aboutRule', { title })}
            >
              {t('complianceSettings.about')}
            </Link>
          </InlineStack>
        </InlineStack>
      ))}
    </BlockStack>
  );
}
