import { BlockStack, Button, InlineStack, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CashRowFault } from '#app/contracts/cash.ts';
import type { BankFault } from '#app/domain/cash/bank-csv.ts';
import type { CostFault } from '#app/domain/cash/costs-csv.ts';
import { useFormat } from '../screen-frame.tsx';
import { gatewayName } from './cash-words.ts';
import type { FileOutcomeFacts } from './use-cash-file.ts';

/** What became of a file: what was taken and for whom, what was left out row by row, and the way back. */
export function FileOutcome({
  result,
  isUndone,
  isActing,
  onUndo,
}: {
  result: FileOutcomeFacts;
  isUndone: boolean;
  isActing: boolean;
  onUndo: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!result.ok)
    return (
      <Text as="p" tone="critical">
        {t(`cash.refusal.${result.code}`)}
      </Text>
    );
  if (isUndone) return <Text as="p">{t('cash.file.undone')}</Text>;
  const { kind, added, known, matched, faults, faultCount } = result;
  const counted = (count: number) => ({ count, number: format.number(count) });
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="p">
          {t(`cash.file.${kind}Added`, counted(added))}
          {known > 0 && ` ${t('cash.file.known', counted(known))}`}
        </Text>
        {added > 0 && (
          <Button variant="plain" loading={isActing} onClick={onUndo}>
            {t('common.undo')}
          </Button>
        )}
      </InlineStack>
      {kind === 'bank' && (
        <Text as="p">
          {matched.length === 0
            ? t('cash.file.noneMatched')
            : t('cash.file.matched', {
                list: format.list(
                  matched.map(({ gateway, lines }) =>
                    t('cash.file.matchedOne', {
                      gateway: gatewayName(gateway, { t }),
                      ...counted(lines),
                    }),
                  ),
                ),
              })}
        </Text>
      )}
      {faultCount > 0 && (
        <>
          <Text as="p">{t('cash.file.faults', counted(faultCount))}</Text>
          <List>
            {faults.map((fault) => (
              <List.Item key={`${fault.line} ${fault.field} ${fault.code}`}>
                <RowFault fault={fault} />
              </List.Item>
            ))}
          </List>
          {faultCount > faults.length && (
            <Text as="p" tone="subdued">
              {t('cash.file.moreFaults', counted(faultCount - faults.length))}
            </Text>
          )}
        </>
      )}
    </BlockStack>
  );
}

type RowCode = BankFault['code'] | CostFault['code'];
type RowField = BankFault['field'] | CostFault['field'];

/** Held to the codes of the readers by their types: one without words does not compile. */
const CODES: Readonly<Record<RowCode, true>> = {
  date_missing: true,
  date_unread: true,
  amount_missing: true,
  amount_unread: true,
  amount_twice: true,
  other_currency: true,
  missing: true,
  not_an_amount: true,
  amount_unclear: true,
  not_positive: true,
  not_a_date: true,
  ends_before_start: true,
  not_a_kind: true,
  not_a_rhythm: true,
  not_a_currency: true,
};
const FIELDS: Readonly<Record<RowField, true>> = {
  date: true,
  amount: true,
  credit: true,
  debit: true,
  direction: true,
  currency: true,
  text: true,
  name: true,
  kind: true,
  every: true,
  from: true,
  until: true,
};

function RowFault({ fault: { line, field, code } }: { fault: CashRowFault }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {t('cash.file.fault', {
        line: format.number(line),
        column: isRowField(field) ? t(`cash.column.${field}`) : field,
        words: t(`cash.row.${isRowCode(code) ? code : 'missing'}`),
      })}
    </>
  );
}

function isRowCode(code: string): code is RowCode {
  return Object.hasOwn(CODES, code);
}

function isRowField(field: string): field is RowField {
  return Object.hasOwn(FIELDS, field);
}
