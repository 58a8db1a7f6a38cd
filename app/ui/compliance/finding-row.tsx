import { BlockStack, IndexTable, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingGrouping } from '#app/contracts/finding-query.ts';
import type { FindingRow } from '#app/contracts/findings.ts';
import { IntlText } from '../intl-text.tsx';
import { MoneyText } from '../money-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { assigneeWords } from './assignee-words.ts';
import { DeadlineText, useDeadlineWords } from './deadline-text.tsx';
import { FindingState } from './finding-state.tsx';
import styles from './findings-table.module.css';

interface RowFacts {
  row: FindingRow;
  list: string;
  reader: string;
  grouping: FindingGrouping;
}

export function FindingCells({ row, list, reader, grouping }: RowFacts) {
  return (
    <>
      <IndexTable.Cell className={styles['what']}>
        <BlockStack gap="050">
          <FindingLink row={row} list={list} />
          {grouping === 'none' && (
            <Text as="span" variant="bodySm" tone="subdued">
              {row.ruleTitle}
            </Text>
          )}
          <RowNotes row={row} reader={reader} />
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell className={styles['subject']}>
        <Text as="span" breakWord>
          <IntlText>{grouping === 'subject' ? row.ruleTitle : row.subject.label}</IntlText>
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack gap="100" inlineAlign="start">
          <FindingState finding={row} />
          <DeadlineText finding={row} />
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" numeric alignment="end">
          <Exposure row={row} />
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Sureness row={row} />
      </IndexTable.Cell>
    </>
  );
}

/** The same on a phone: state and money, the sentence, then what it concerns and by when. */
export function FindingLines({ row, list, reader, grouping }: RowFacts) {
  const { t } = useTranslation();
  const format = useFormat();
  const date = useDeadlineWords(row.deadlineAt);
  const about = grouping === 'subject' ? row.ruleTitle : row.subject.label;
  const when =
    row.deadlineAt !== null && date !== null
      ? t('common.beside', { first: date, second: format.relative(row.deadlineAt) })
      : row.noDeadline === null || row.noDeadline === 'fact_missing'
        ? ''
        : t(`compliance.noDeadline.${row.noDeadline}`);
  return (
    <div className={styles['phone']}>
      <BlockStack gap="150">
        <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
          <FindingState finding={row} />
          <Text as="span" variant="bodySm" numeric>
            <Exposure row={row} />
          </Text>
        </InlineStack>
        <FindingLink row={row} list={list} />
        <Text as="span" variant="bodySm" tone="subdued" breakWord>
          <IntlText>
            {when === '' ? about : t('common.beside', { first: about, second: when })}
          </IntlText>
        </Text>
        <RowNotes row={row} reader={reader} />
      </BlockStack>
    </div>
  );
}

function FindingLink({ row, list }: Pick<RowFacts, 'row' | 'list'>) {
  const back = list === '' ? '' : `?${new URLSearchParams({ list: `?${list}` }).toString()}`;
  return (
    <Link url={`/app/compliance/${row.id}${back}`} dataPrimaryLink monochrome removeUnderline>
      <Text as="span" breakWord>
        <IntlText>{row.what}</IntlText>
      </Text>
    </Link>
  );
}

/** Whose it is, until when it is set aside, when it was cured: only what there is to say. */
function RowNotes({ row, reader }: Pick<RowFacts, 'row' | 'reader'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { suppressed, assignee, curedAt } = row;
  const day = (at: string) => format.date(format.dateOf(at));
  const notes = [
    suppressed === null
      ? null
      : t('compliance.suppressedUntil', { date: day(suppressed.until), why: suppressed.why }),
    curedAt === null ? null : t('compliance.curedOn', { date: day(curedAt) }),
    assignee === null
      ? null
      : t('compliance.assignedTo', { who: assigneeWords(assignee, { reader, t }) }),
  ].filter((note) => note !== null);
  return notes.map((note) => (
    <Text key={note} as="span" variant="bodySm" tone="subdued" breakWord>
      <IntlText>{note}</IntlText>
    </Text>
  ));
}

function Exposure({ row: { exposure, noExposure } }: Pick<RowFacts, 'row'>) {
  const { t } = useTranslation();
  if (exposure.length > 0) return <MoneyText amounts={exposure} />;
  if (noExposure === null || noExposure === 'fact_missing') return null;
  return (
    <Text as="span" tone="subdued">
      {t(`compliance.noExposure.${noExposure}`)}
    </Text>
  );
}

function Sureness({ row: { certainty, severity } }: Pick<RowFacts, 'row'>) {
  const { t } = useTranslation();
  return (
    <BlockStack>
      <Text as="span">{t(`compliance.certainty.${certainty}`)}</Text>
      <Text as="span" variant="bodySm" tone="subdued">
        {t('compliance.severityOf', { severity: t(`finding.severity.${severity}`) })}
      </Text>
    </BlockStack>
  );
}
