import { BlockStack, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { addDays, UntilField } from '../until-field.tsx';

const PRESET_DAYS = [3, 7, 14] as const;

/** Asks until which day parcels are to stay out of their queues. `on` is a calendar date of the shop. */
export function MuteModal({
  count,
  isOpen,
  onClose,
  onMute,
}: {
  count: number;
  isOpen: boolean;
  onClose: () => void;
  onMute: (on: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const todayOn = format.dateOf(useScreen().frame.now);
  const [on, setOn] = useState(() => addDays(todayOn, PRESET_DAYS[1]));
  const isUsable = /^\d{4}-\d{2}-\d{2}$/.test(on) && on > todayOn;
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={t('mute.title', { count, number: format.number(count) })}
      primaryAction={{
        content: t('mute.confirm'),
        disabled: !isUsable,
        onAction: () => onMute(on),
      }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Text as="p">{t('mute.text')}</Text>
          <UntilField
            todayOn={todayOn}
            presets={PRESET_DAYS}
            presetLabel={(days) => t('mute.days', { count: days })}
            on={on}
            onChange={setOn}
            label={t('mute.until')}
            helpText={t('mute.untilHelp')}
            error={isUsable ? undefined : t('mute.dateNeeded')}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
