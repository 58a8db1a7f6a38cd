import { ChoiceList, Modal } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InventoryPage } from '#app/contracts/inventory.ts';
import { useFormat } from '../screen-frame.tsx';

/** Asks who supplies the chosen variants; null: whoever has their vendor. */
export function AssignModal({
  count,
  suppliers,
  onClose,
  onAssign,
}: {
  count: number;
  suppliers: InventoryPage['suppliers'];
  onClose: () => void;
  onAssign: (supplierId: number | null) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState(String(suppliers[0]?.id ?? ''));
  return (
    <Modal
      open
      onClose={onClose}
      title={t('inventory.assign.title', { count, number: format.number(count) })}
      primaryAction={{
        content: t('inventory.assign.action'),
        onAction: () => onAssign(chosen === BY_VENDOR ? null : Number(chosen)),
      }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <ChoiceList
          titleHidden
          title={t('inventory.column.supplier')}
          choices={[
            ...suppliers.map(({ id, name }) => ({ value: String(id), label: name })),
            { value: BY_VENDOR, label: t('inventory.assign.byVendor') },
          ]}
          selected={[chosen]}
          onChange={([value = BY_VENDOR]) => setChosen(value)}
        />
      </Modal.Section>
    </Modal>
  );
}

const BY_VENDOR = '';
