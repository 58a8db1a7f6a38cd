import { BlockStack, RadioButton } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { AlertSettings } from '#app/domain/verdicts/limits.ts';

const MODES = ['learned', 'fixed'] as const satisfies readonly AlertSettings['mode'][];

/** Whether limits follow each lane's past or are set in days. */
export function AlertMode({
  mode,
  onChange,
}: {
  mode: AlertSettings['mode'];
  onChange: (mode: AlertSettings['mode']) => void;
}) {
  const { t } = useTranslation();
  return (
    <div role="radiogroup" aria-label={t('alerts.mode.label')}>
      <BlockStack gap="200">
        {MODES.map((choice) => (
          <RadioButton
            key={choice}
            id={`alert-mode-${choice}`}
            name="alertMode"
            label={t(`alerts.mode.${choice}`)}
            helpText={t(`alerts.mode.${choice}Help`)}
            checked={mode === choice}
            onChange={() => onChange(choice)}
          />
        ))}
      </BlockStack>
    </div>
  );
}
