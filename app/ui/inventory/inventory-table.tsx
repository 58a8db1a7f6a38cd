import { IndexTable, useBreakpoints } from '@shopify/polaris';
import type { IndexTableProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { InventoryTab } from '#app/contracts/inventory-query.ts';
import type { InventoryRow } from '#app/contracts/inventory.ts';
import { NUMERIC, TAB_COLUMNS } from './inventory-columns.ts';
import { InventoryCells, InventoryLines } from './inventory-row.tsx';
import styles from './inventory-table.module.css';

type Passed = Pick<
  IndexTableProps,
  | 'selectedItemsCount'
  | 'onSelectionChange'
  | 'promotedBulkActions'
  | 'bulkActions'
  | 'pagination'
  | 'emptyState'
  | 'selectable'
>;

/** The variants of one page. On a phone each becomes three lines, so that nothing scrolls sideways. */
export function InventoryTable({
  rows,
  tab,
  today,
  list,
  selectedIds,
  isBusy,
  ...table
}: Passed & {
  rows: readonly InventoryRow[];
  tab: InventoryTab;
  today: string;
  list: string;
  selectedIds: readonly string[];
  isBusy: boolean;
}) {
  const { t } = useTranslation();
  const { smDown: isPhone } = useBreakpoints();
  const [first, ...others] = TAB_COLUMNS[tab].map((column) => ({
    title: t(`inventory.column.${column}`),
    alignment: NUMERIC.has(column) ? ('end' as const) : ('start' as const),
  }));
  if (first === undefined) return null;
  return (
    <div className={styles['table']}>
      <IndexTable
        {...table}
        condensed={isPhone}
        resourceName={{
          singular: t('inventory.resourceOne'),
          plural: t('inventory.resourceMany'),
        }}
        itemCount={rows.length}
        headings={[first, ...others]}
        loading={isBusy}
      >
        {rows.map((row, position) => (
          <IndexTable.Row
            key={row.variantId}
            id={row.variantId}
            position={position}
            selected={selectedIds.includes(row.variantId)}
            accessibilityLabel={t('inventory.selectedLabel', { what: row.label })}
          >
            {isPhone ? (
              <InventoryLines row={row} tab={tab} today={today} list={list} />
            ) : (
              <InventoryCells row={row} tab={tab} today={today} list={list} />
            )}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </div>
  );
}
