import { BlockStack, Modal, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_REASON, LONGEST_SUPPRESSION_DAYS } from '#app/contracts/finding-actions.ts';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { addDays, UntilField } from '../until-field.tsx';

const PRESET_DAYS = [7, 30, 90] as const;

/** Asks why findings are to be set aside and until which day. `on` is a calendar date of the shop. */
export function SuppressModal({
  count,
  isOpen,
  onClose,
  onSuppress,
}: {
  count: number;
  isOpen: boolean;
  onClose: () => void;
  onSuppress: (told: { why: string; on: string }) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const todayOn = format.dateOf(useScreen().frame.now);
  const [why, setWhy] = useState('');
  const [on, setOn] = useState(() => addDays(todayOn, PRESET_DAYS[1]));
  const [wasTried, setTried] = useState(false);
  const isDate =
    /^\d{4}-\d{2}-\d{2}$/.test(on) &&
    on > todayOn &&
    on <= addDays(todayOn, LONGEST_SUPPRESSION_DAYS);
  const hasReason = why.trim() !== '';
  const confirm = () => {
    setTried(true);
    if (!isDate || !hasReason) return;
    onSuppress({ why: why.trim(), on });
    setWhy('');
    setTried(false);
  };
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={t('compliance.suppress.title', { count, number: format.number(count) })}
      primaryAction={{ content: t('compliance.suppress.action'), onAction: confirm }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Text as="p">{t('compliance.suppress.text')}</Text>
          <TextField
            autoComplete="off"
            multiline={2}
            label={t('compliance.suppress.why')}
            helpText={t('compliance.suppress.whyHelp')}
            value={why}
            maxLength={LONGEST_REASON}
            error={wasTried && !hasReason ? t('compliance.suppress.whyNeeded') : undefined}
            onChange={setWhy}
          />
          <UntilField
            todayOn={todayOn}
            presets={PRESET_DAYS}
            presetLabel={(days) => t('compliance.suppress.days', { count: days })}
            on={on}
            onChange={setOn}
            label={t('compliance.suppress.until')}
            helpText={t('compliance.suppress.untilHelp')}
            max={addDays(todayOn, LONGEST_SUPPRESSION_DAYS)}
            error={isDate ? undefined : t('compliance.suppress.dateNeeded')}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
