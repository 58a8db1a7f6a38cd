import { BlockStack, IndexTable, InlineStack, Link, Text, useBreakpoints } from '@shopify/polaris';
import type { IndexTableProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ParcelRow } from '#app/contracts/pages.ts';
import { Instant } from '../instant.tsx';
import { MoneyText } from '../money-text.tsx';
import { RouteCodes } from '../route-codes.tsx';
import { useFormat } from '../screen-frame.tsx';
import { SilenceBar } from '../silence-bar.tsx';
import { StatusBadge } from '../status-badge.tsx';
import styles from './parcels-table.module.css';

const COLUMNS = ['parcel', 'route', 'state', 'silence', 'lastScan', 'value', 'nextStep'] as const;

type Passed = Pick<
  IndexTableProps,
  'selectedItemsCount' | 'onSelectionChange' | 'promotedBulkActions' | 'bulkActions' | 'pagination'
>;

/** The parcels of one page. On a phone each becomes three lines, so that nothing scrolls sideways. */
export function ParcelsTable({
  rows,
  selectedIds,
  list,
  isBusy,
  emptyState,
  ...table
}: Passed & {
  rows: readonly ParcelRow[];
  selectedIds: readonly string[];
  /** Search parameters of this list, so that a parcel's page can lead back to it. */
  list: string;
  isBusy: boolean;
  emptyState: React.ReactNode;
}) {
  const { t } = useTranslation();
  const { smDown: isPhone } = useBreakpoints();
  const headings: IndexTableProps['headings'] = [
    { title: t('parcels.column.parcel') },
    ...COLUMNS.slice(1).map((column) => ({
      title: t(`parcels.column.${column}`),
      ...(column === 'value' && { alignment: 'end' as const }),
    })),
  ];
  return (
    <IndexTable
      {...table}
      condensed={isPhone}
      resourceName={{ singular: t('parcels.resourceOne'), plural: t('parcels.resourceMany') }}
      itemCount={rows.length}
      headings={headings}
      loading={isBusy}
      emptyState={emptyState}
    >
      {rows.map((row, position) => (
        <IndexTable.Row
          key={row.id}
          id={row.id}
          position={position}
          selected={selectedIds.includes(row.id)}
          accessibilityLabel={t('parcels.selectedLabel', { name: row.orderName })}
        >
          {isPhone ? <PhoneLines row={row} list={list} /> : <Cells row={row} list={list} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function Cells({ row, list }: { row: ParcelRow; list: string }) {
  return (
    <>
      <IndexTable.Cell>
        <BlockStack>
          <ParcelLink row={row} list={list} />
          <Text as="span" variant="bodySm" tone="subdued">
            <NumberWords row={row} />
          </Text>
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <RouteCodes origin={row.origin} destination={row.destination} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <State row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        {row.silence !== null && <SilenceBar silence={row.silence} />}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <LastScan row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack inlineAlign="end">
          <Text as="span" numeric>
            <MoneyText amounts={row.value} />
          </Text>
          <AtRisk row={row} />
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <NextStepWords row={row} />
      </IndexTable.Cell>
    </>
  );
}

/** What of the value is likely to go back; nothing is said of what is next to nothing. */
function AtRisk({ row }: { row: ParcelRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (row.atRiskMinor * LEAST_SHARE < row.value.minor) return null;
  const back = { minor: row.atRiskMinor, currency: row.value.currency };
  return (
    <Text as="span" variant="bodySm" tone="subdued" numeric>
      {t('parcels.atRisk', { money: format.roundMoney([back]) })}
    </Text>
  );
}

/** A twentieth of the value. */
const LEAST_SHARE = 20;

function PhoneLines({ row, list }: { row: ParcelRow; list: string }) {
  return (
    <div className={styles['phone']}>
      <BlockStack gap="150">
        <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
          <ParcelLink row={row} list={list} />
          <State row={row} />
        </InlineStack>
        <InlineStack align="space-between" gap="200" wrap={false}>
          <Text as="span" variant="bodySm" tone="subdued" truncate>
            <RouteCodes origin={row.origin} destination={row.destination} /> ·{' '}
            <NumberWords row={row} />
          </Text>
          <Text as="span" variant="bodySm" numeric>
            <MoneyText amounts={row.value} />
          </Text>
        </InlineStack>
        <InlineStack align="space-between" blockAlign="center" gap="400">
          {row.silence === null ? <LastScan row={row} /> : <SilenceBar silence={row.silence} />}
          <Text as="span" variant="bodySm">
            <NextStepWords row={row} />
          </Text>
        </InlineStack>
      </BlockStack>
    </div>
  );
}

function ParcelLink({ row, list }: { row: ParcelRow; list: string }) {
  const back = list === '' ? '' : `?${new URLSearchParams({ list }).toString()}`;
  return (
    <Link url={`/app/parcels/${row.id}${back}`} dataPrimaryLink monochrome removeUnderline>
      <Text as="span" fontWeight="semibold">
        {row.orderName}
      </Text>
    </Link>
  );
}

const SHOWN_END = 6;
const SHOWN_WHOLE = 16;

/** The number, cut in its middle when long (its ends are what people compare), and the carrier. */
function NumberWords({ row: { number, carrier } }: { row: ParcelRow }) {
  const { t } = useTranslation();
  if (number === null) return <>{t('parcels.noNumber')}</>;
  const short =
    number.length <= SHOWN_WHOLE
      ? number
      : `${number.slice(0, SHOWN_END)}…${number.slice(-SHOWN_END)}`;
  return <span title={number}>{`${short} · ${carrier ?? t('parcels.noCarrier')}`}</span>;
}

function State({ row }: { row: ParcelRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <BlockStack gap="050" inlineAlign="start">
      <StatusBadge verdict={row.verdict} />
      {row.mutedUntil !== null && (
        <Text as="span" variant="bodySm" tone="subdued">
          {t('parcels.mutedUntil', { date: format.date(format.dateOf(row.mutedUntil)) })}
        </Text>
      )}
    </BlockStack>
  );
}

function LastScan({ row: { lastScan } }: { row: ParcelRow }) {
  const { t } = useTranslation();
  if (lastScan === null) {
    return (
      <Text as="span" tone="subdued">
        {t('parcels.noScan')}
      </Text>
    );
  }
  return (
    <BlockStack>
      <Text as="span">{t(`milestone.${lastScan.milestone}`)}</Text>
      <Text as="span" variant="bodySm" tone="subdued">
        <Instant at={lastScan.at} />
      </Text>
    </BlockStack>
  );
}

/** Only what a person is to do: "wait" and "nothing" would be noise in every other row. */
function NextStepWords({ row: { nextStep } }: { row: ParcelRow }) {
  const { t } = useTranslation();
  if (nextStep === null || nextStep === 'wait' || nextStep === 'none') return null;
  return <>{t(`nextStep.${nextStep}`)}</>;
}
