import { BlockStack, Button, Card, InlineStack } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CashActionResult, CashItemView, CashView } from '#app/contracts/cash.ts';
import { EmptyTeach } from '../empty-teach.tsx';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { UndoNotice } from '../undo-notice.tsx';
import type { Words } from './cash-words.ts';
import { wholeFault } from './fault-words.ts';
import { ItemModal } from './item-modal.tsx';
import { useCashActions } from './use-cash-actions.ts';
import { useFocusBack } from './use-focus-back.ts';

/** Costs and receipts that are typed: what recurs, ads, and what comes once; each can be changed, and taken away with its undo. */
export function CostsCard({ view: { items, currency, today } }: { view: CashView }) {
  const { t } = useTranslation();
  const { act, result, isActing } = useCashActions();
  const { remember, giveBack } = useFocusBack();
  /** Null: a new one; undefined: the dialog is closed. */
  const [edited, setEdited] = useState<CashItemView | null>();
  const edit = (item: CashItemView | null) => {
    remember();
    setEdited(item);
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Notice result={result} act={act} />
        <InlineStack align="end">
          <Button onClick={() => edit(null)}>{t('cash.costs.add')}</Button>
        </InlineStack>
        {items.length === 0 ? (
          <EmptyTeach title={t('cash.costs.emptyTitle')} text={t('cash.costs.emptyText')} />
        ) : (
          <ItemTable
            items={items}
            isActing={isActing}
            onEdit={edit}
            onRemove={(itemId) => act({ intent: 'remove_items', itemIds: [itemId] })}
          />
        )}
      </BlockStack>
      {edited !== undefined && (
        <ItemModal
          item={edited}
          currency={currency}
          today={today}
          onClose={() => {
            setEdited(undefined);
            giveBack();
          }}
        />
      )}
    </Card>
  );
}

function Notice({
  result,
  act,
}: {
  result: CashActionResult | undefined;
  act: ReturnType<typeof useCashActions>['act'];
}) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  // What was pressed is gone with its row: its undo is next.
  useEffect(() => {
    if (result?.ok === true) place.current?.focus();
  }, [result]);
  return (
    <div role="status" ref={place} tabIndex={-1} style={{ outline: 'none' }}>
      <UndoNotice
        result={result}
        words={(each) =>
          each.ok
            ? t(each.done === 'restore_items' ? 'cash.costs.restored' : 'cash.costs.removed')
            : (wholeFault(each, { t }) ?? t('cash.fault.not_readable'))
        }
        onUndo={(each) =>
          each.ok && each.done === 'remove_items'
            ? () => act({ intent: 'restore_items', itemIds: [...each.itemIds] })
            : null
        }
      />
    </div>
  );
}

function ItemTable({
  items,
  isActing,
  onEdit,
  onRemove,
}: {
  items: readonly CashItemView[];
  isActing: boolean;
  onEdit: (item: CashItemView) => void;
  onRemove: (itemId: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <FigureTable
      caption={t('cash.setup.costsTitle')}
      nameTitle={t('cash.item.name')}
      columns={[t('cash.item.kind'), t('cash.item.amount'), t('cash.costs.actions')]}
      rows={items.map((item) => ({
        key: item.itemId,
        name: item.name,
        figures: [
          t(`cash.item.kinds.${item.kind}`),
          t(`cash.costs.every.${item.every}`, { money: format.money(item) }),
          <InlineStack key="actions" gap="200" align="end" wrap={false}>
            <Button
              variant="plain"
              accessibilityLabel={t('cash.costs.changeNamed', { name: item.name })}
              onClick={() => onEdit(item)}
            >
              {t('cash.change')}
            </Button>
            <Button
              variant="plain"
              tone="critical"
              disabled={isActing}
              accessibilityLabel={t('cash.costs.removeNamed', { name: item.name })}
              onClick={() => onRemove(item.itemId)}
            >
              {t('common.remove')}
            </Button>
          </InlineStack>,
        ],
        note: whenWords(item, { t, format }),
      }))}
    />
  );
}

/** From when until when, and whether a file brought it. */
function whenWords(
  { every, startsOn, endsOn, isUploaded }: CashItemView,
  { t, format }: Words,
): string {
  const from = format.date(startsOn);
  const when =
    every === 'once'
      ? t('cash.costs.on', { date: from })
      : endsOn === null
        ? t('cash.costs.since', { date: from })
        : t('cash.range', { from, to: format.date(endsOn) });
  return isUploaded ? t('common.beside', { first: when, second: t('cash.costs.uploaded') }) : when;
}
