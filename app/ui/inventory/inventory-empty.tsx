import { useTranslation } from 'react-i18next';
import type { InventoryPage } from '#app/contracts/inventory.ts';
import { EmptyTeach } from '../empty-teach.tsx';
import { inventoryAddress } from './use-inventory-list.ts';

/** An empty list says why: filters that match nothing, plans still being made, or nothing of this kind. */
export function InventoryEmpty({ page: { query, state, suppliers } }: { page: InventoryPage }) {
  const { t } = useTranslation();
  const { tab, supplierId, category, search } = query;
  if (supplierId !== null || category !== null || search !== null)
    return (
      <EmptyTeach
        title={t('inventory.empty.filteredTitle')}
        text={t('inventory.empty.filteredText')}
        action={{ label: t('inventory.empty.filteredAction'), url: inventoryAddress({ tab }) }}
      />
    );
  if (state === 'planning')
    return (
      <EmptyTeach
        title={t('inventory.empty.planningTitle')}
        text={t('inventory.empty.planningText')}
      />
    );
  if (suppliers.length === 0 && tab !== 'dead' && tab !== 'preorder')
    return (
      <EmptyTeach
        title={t(`inventory.empty.${tab}Title`)}
        text={t('inventory.empty.supplierText')}
        action={{ label: t('inventory.empty.supplierAction'), url: '/app/inventory/suppliers/new' }}
      />
    );
  return (
    <EmptyTeach title={t(`inventory.empty.${tab}Title`)} text={t(`inventory.empty.${tab}Text`)} />
  );
}
