import { IndexTable, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingGroup } from '#app/contracts/findings.ts';
import { MoneyText } from '../money-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import styles from './findings-table.module.css';

/** What the rows below have in common: how many there are in all, how much money depends on them, and the way to all of them. */
export function GroupHeading({
  group,
  address,
  columns,
  isPhone,
  selected,
  range,
}: {
  group: FindingGroup;
  address: string | null;
  columns: number;
  isPhone: boolean;
  selected: boolean | 'indeterminate';
  /** Places of the first and the last row below. */
  range: [number, number];
}) {
  const { t } = useTranslation();
  const id = `group-${group.key}`;
  return (
    <IndexTable.Row
      id={id}
      rowType="subheader"
      position={range[0]}
      selectionRange={range}
      selected={selected}
      accessibilityLabel={t('compliance.selectedLabel', { what: group.title })}
    >
      {isPhone ? (
        <div className={styles['phoneHeading']}>
          <HeadingWords group={group} address={address} />
        </div>
      ) : (
        <IndexTable.Cell as="th" scope="colgroup" colSpan={columns} id={`${id}-title`}>
          <HeadingWords group={group} address={address} />
        </IndexTable.Cell>
      )}
    </IndexTable.Row>
  );
}

function HeadingWords({ group, address }: { group: FindingGroup; address: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { title, count, exposure, rows } = group;
  const counted = { count, number: format.number(count) };
  const hidden = count - rows.length;
  return (
    <div className={styles['heading']}>
      <Text as="span" fontWeight="semibold" breakWord>
        {title}
      </Text>
      <InlineStack gap="300">
        <Text as="span" variant="bodySm" tone="subdued" numeric>
          {t('compliance.groupCount', counted)}
        </Text>
        {exposure.length > 0 && (
          <Text as="span" variant="bodySm" numeric>
            <MoneyText amounts={exposure} />
          </Text>
        )}
        {hidden > 0 &&
          (address === null ? (
            <Text as="span" variant="bodySm" tone="subdued">
              {t('compliance.more', { count: hidden, number: format.number(hidden) })}
            </Text>
          ) : (
            <Link url={address} accessibilityLabel={t('compliance.seeAll', { ...counted, title })}>
              {t('compliance.seeAllShort', counted)}
            </Link>
          ))}
      </InlineStack>
    </div>
  );
}
