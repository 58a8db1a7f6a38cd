import { Badge, BlockStack, IndexTable, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { InventoryTab } from '#app/contracts/inventory-query.ts';
import type { InventoryRow } from '#app/contracts/inventory.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { cellWords, type CellWords } from './cell-words.ts';
import { NUMERIC, PHONE_COLUMNS, TAB_COLUMNS, type InventoryColumn } from './inventory-columns.ts';
import type { Urgency } from './plan-words.ts';
import styles from './inventory-table.module.css';

interface RowFacts {
  row: InventoryRow;
  tab: InventoryTab;
  today: string;
  /** Search parameters of this list, so that a variant's page can lead back to it. */
  list: string;
}

export function InventoryCells({ row, tab, today, list }: RowFacts) {
  return TAB_COLUMNS[tab].map((column) =>
    column === 'variant' ? (
      <IndexTable.Cell key={column} className={styles['variant']}>
        <VariantLink row={row} list={list} />
      </IndexTable.Cell>
    ) : (
      <IndexTable.Cell
        key={column}
        {...(WRAPPING.has(column) && { className: styles['wrapping'] })}
      >
        <Cell row={row} column={column} today={today} />
      </IndexTable.Cell>
    ),
  );
}

const WRAPPING: ReadonlySet<InventoryColumn> = new Set(['supplier', 'missing', 'incoming']);

function Cell({
  row,
  column,
  today,
}: Pick<RowFacts, 'row' | 'today'> & { column: InventoryColumn }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = cellWords(row, column, { t, format, today });
  if (words === null) return null;
  const isNumeric = NUMERIC.has(column);
  return (
    <BlockStack gap="050" inlineAlign={isNumeric ? 'end' : 'start'}>
      <Figure words={words} isNumeric={isNumeric} />
      {words.note !== undefined && (
        <Text as="span" variant="bodySm" tone="subdued" alignment={isNumeric ? 'end' : 'start'}>
          <IntlText>{words.note}</IntlText>
        </Text>
      )}
    </BlockStack>
  );
}

const TONE: Readonly<Record<Urgency, 'critical' | 'attention' | undefined>> = {
  overdue: 'critical',
  today: 'critical',
  soon: 'attention',
  later: undefined,
};

/** The tone repeats what the words say. */
function Figure({ words, isNumeric }: { words: CellWords; isNumeric: boolean }) {
  const { text, urgency = 'later', isQuiet = false } = words;
  const tone = TONE[urgency];
  if (tone !== undefined) return <Badge tone={tone}>{text}</Badge>;
  return (
    <Text as="span" numeric={isNumeric} {...(isQuiet && { tone: 'subdued' as const })}>
      <IntlText>{text}</IntlText>
    </Text>
  );
}

/** The same on a phone: what presses with its money, the variant, then its figures in one sentence. */
export function InventoryLines({ row, tab, today, list }: RowFacts) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lead, money, rest } = PHONE_COLUMNS[tab];
  const named = (column: InventoryColumn) => {
    const words = cellWords(row, column, { t, format, today });
    return words === null || words.isQuiet === true
      ? null
      : t('inventory.named', {
          name: t(`inventory.column.${column}`),
          value:
            words.note === undefined || !NOTED.has(column)
              ? words.text
              : t('inventory.withNote', { text: words.text, note: words.note }),
        });
  };
  const facts = rest.map(named).filter((fact) => fact !== null);
  const first = cellWords(row, lead, { t, format, today });
  const amount = cellWords(row, money, { t, format, today });
  return (
    <div className={styles['phone']}>
      <BlockStack gap="150">
        <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
          {first === null ? <span /> : <Figure words={first} isNumeric={false} />}
          {amount !== null && amount.isQuiet !== true && (
            <Text as="span" variant="bodySm" numeric>
              {amount.text}
            </Text>
          )}
        </InlineStack>
        <VariantLink row={row} list={list} isShort />
        <Text as="span" variant="bodySm" tone="subdued" breakWord>
          <IntlText>{facts.join(' · ')}</IntlText>
        </Text>
      </BlockStack>
    </div>
  );
}

/** Of these the phone shows what stands small beneath the figure, too. */
const NOTED: ReadonlySet<InventoryColumn> = new Set(['stockOut', 'toDoor']);

function VariantLink({
  row,
  list,
  isShort = false,
}: Pick<RowFacts, 'row' | 'list'> & { isShort?: boolean }) {
  const back = list === '' ? '' : `?${new URLSearchParams({ list: `?${list}` }).toString()}`;
  return (
    <BlockStack gap="050">
      <Link
        url={`/app/inventory/${row.variantId}${back}`}
        dataPrimaryLink
        monochrome
        removeUnderline
      >
        <Text as="span" breakWord>
          {row.label}
        </Text>
      </Link>
      {row.sku !== null && !isShort && (
        <Text as="span" variant="bodySm" tone="subdued" breakWord>
          {row.sku}
        </Text>
      )}
    </BlockStack>
  );
}
