import { IndexTable, useBreakpoints } from '@shopify/polaris';
import type { IndexTableProps } from '@shopify/polaris';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingGrouping } from '#app/contracts/finding-query.ts';
import type { FindingGroup, FindingRow } from '#app/contracts/findings.ts';
import { FindingCells, FindingLines } from './finding-row.tsx';
import { GroupHeading } from './group-heading.tsx';
import styles from './findings-table.module.css';

type Passed = Pick<
  IndexTableProps,
  | 'selectedItemsCount'
  | 'onSelectionChange'
  | 'promotedBulkActions'
  | 'bulkActions'
  | 'pagination'
  | 'emptyState'
>;

/** The findings of one page, under their headings. On a phone each becomes a few lines, so that nothing scrolls sideways. */
export function FindingsTable({
  groups,
  grouping,
  selectedIds,
  list,
  reader,
  isBusy,
  groupAddress,
  ...table
}: Passed & {
  groups: readonly FindingGroup[];
  grouping: FindingGrouping;
  selectedIds: readonly string[];
  /** Search parameters of this list, so that a finding's page can lead back to it. */
  list: string;
  reader: string;
  isBusy: boolean;
  /** Where all of a group stand; null: there is no such list. */
  groupAddress: (group: FindingGroup) => string | null;
}) {
  const { t } = useTranslation();
  const { smDown: isPhone } = useBreakpoints();
  const concerns = t(
    grouping === 'subject' ? 'compliance.filter.rules' : 'compliance.column.subject',
  );
  const headings: IndexTableProps['headings'] = [
    { title: t('compliance.column.what') },
    { title: concerns },
    { title: t('compliance.column.deadline') },
    { title: t('compliance.column.money'), alignment: 'end' },
    { title: t('compliance.column.certainty') },
  ];
  const positions = new Map(
    groups.flatMap(({ rows }) => rows).map(({ id }, position) => [id, position]),
  );
  const positionOf = (row: FindingRow | undefined) => positions.get(row?.id ?? '') ?? 0;
  return (
    <div className={styles['table']}>
      <IndexTable
        {...table}
        condensed={isPhone}
        resourceName={{
          singular: t('compliance.resourceOne'),
          plural: t('compliance.resourceMany'),
        }}
        itemCount={positions.size}
        headings={headings}
        loading={isBusy}
      >
        {groups.map((group) => (
          <Fragment key={group.key}>
            {grouping !== 'none' && (
              <GroupHeading
                group={group}
                address={groupAddress(group)}
                columns={headings.length}
                isPhone={isPhone}
                selected={selectionOf(group.rows, selectedIds)}
                range={[positionOf(group.rows[0]), positionOf(group.rows.at(-1))]}
              />
            )}
            {group.rows.map((row) => (
              <IndexTable.Row
                key={row.id}
                id={row.id}
                position={positionOf(row)}
                rowType={grouping === 'none' ? 'data' : 'child'}
                selected={selectedIds.includes(row.id)}
                accessibilityLabel={t('compliance.selectedLabel', { what: row.what })}
              >
                {isPhone ? (
                  <FindingLines row={row} list={list} reader={reader} grouping={grouping} />
                ) : (
                  <FindingCells row={row} list={list} reader={reader} grouping={grouping} />
                )}
              </IndexTable.Row>
            ))}
          </Fragment>
        ))}
      </IndexTable>
    </div>
  );
}

function selectionOf(
  rows: readonly FindingRow[],
  selectedIds: readonly string[],
): boolean | 'indeterminate' {
  const chosen = rows.filter(({ id }) => selectedIds.includes(id)).length;
  return chosen === 0 ? false : chosen === rows.length ? true : 'indeterminate';
}
