import { BlockStack, Modal, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PurchaseOrderView } from '#app/contracts/purchase-orders.ts';
import { useFormat } from '../screen-frame.tsx';
import styles from './order-draft-card.module.css';

/** Asks what has arrived, and on which day; at first all that is still missing. */
export function ReceiveModal({
  order: { items, number, orderedAt },
  today,
  onClose,
  onReceive,
}: {
  order: PurchaseOrderView;
  today: string;
  onClose: () => void;
  onReceive: (arrived: {
    arrivedOn: string;
    lines: { line: number; quantity: number }[] | null;
  }) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const missing = items.filter(({ quantity, received }) => quantity > received);
  const [arrivedOn, setArrivedOn] = useState(today);
  const [typed, setTyped] = useState<Record<number, string>>({});
  const first = orderedAt === null ? undefined : format.dateOf(orderedAt);
  const lines = missing.map(({ line, quantity, received }) => {
    const left = quantity - received;
    const text = typed[line] ?? String(left);
    const count = /^\s*\d+\s*$/.test(text) ? Number(text) : text.trim() === '' ? 0 : null;
    return { line, left, text, count, isWrong: count === null || count > left };
  });
  const arrived = lines.flatMap(({ line, count }) =>
    count === null || count === 0 ? [] : [{ line, quantity: count }],
  );
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(arrivedOn) &&
    arrivedOn <= today &&
    (first === undefined || arrivedOn >= first);
  const isUsable = isDay && arrived.length > 0 && lines.every(({ isWrong }) => !isWrong);
  return (
    <Modal
      open
      onClose={onClose}
      title={t('inventory.receive.title', { number })}
      primaryAction={{
        content: t('inventory.receive.confirm'),
        disabled: !isUsable,
        onAction: () => onReceive({ arrivedOn, lines: arrived }),
      }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Text as="p">{t('inventory.receive.text')}</Text>
          <TextField
            type="date"
            autoComplete="off"
            label={t('inventory.receive.arrivedOn')}
            helpText={t('inventory.receive.arrivedHelp')}
            max={today}
            {...(first !== undefined && { min: first })}
            value={arrivedOn}
            error={isDay ? undefined : t('inventory.receive.dayNeeded')}
            onChange={setArrivedOn}
          />
          {lines.map(({ line, left, text, isWrong }) => (
            <div key={line} className={styles['receive']}>
              <Text as="span" breakWord>
                {items.find((item) => item.line === line)?.label ?? ''}
              </Text>
              <TextField
                autoComplete="off"
                inputMode="numeric"
                label={t('inventory.receive.quantityNamed', {
                  what: items.find((item) => item.line === line)?.label ?? '',
                })}
                labelHidden
                suffix={t('inventory.receive.of', { number: format.number(left) })}
                value={text}
                error={isWrong ? t('inventory.fault.more_than_ordered', { most: left }) : undefined}
                onChange={(value) => setTyped({ ...typed, [line]: value })}
              />
            </div>
          ))}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
