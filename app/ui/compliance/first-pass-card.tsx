import { BlockStack, Card, ProgressBar, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FirstPass } from '#app/contracts/findings.ts';
import { useFormat } from '../screen-frame.tsx';

/** How far the judging of everything is, the first time. */
export function FirstPassCard({ pass }: { pass: FirstPass }) {
  const { t } = useTranslation();
  const format = useFormat();
  const done = pass.state === 'reading' ? 0 : (100 * (pass.step - 0.5)) / pass.steps;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t('compliance.pass.title')}
        </Text>
        <div role="status" aria-live="polite">
          <Text as="p">
            {pass.state === 'reading'
              ? t('compliance.pass.reading')
              : t('compliance.pass.judging', {
                  step: format.number(pass.step),
                  steps: format.number(pass.steps),
                })}
          </Text>
        </div>
        <ProgressBar
          progress={done}
          size="small"
          animated={false}
          tone="highlight"
          ariaLabelledBy="first-pass-label"
        />
        <Text as="span" id="first-pass-label" visuallyHidden>
          {t('compliance.pass.label')}
        </Text>
      </BlockStack>
    </Card>
  );
}
