import { BlockStack, InlineGrid, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CashItemView } from '#app/contracts/cash.ts';
import { amountText } from './cash-draft.ts';
import { faultAt, wholeFault } from './fault-words.ts';
import { useCashActions } from './use-cash-actions.ts';

const KINDS = [
  'recurring',
  'ads',
  'one_off',
  'receipt',
] as const satisfies readonly CashItemView['kind'][];
const RHYTHMS = [
  'once',
  'day',
  'week',
  'month',
  'quarter',
  'year',
] as const satisfies readonly CashItemView['every'][];

/** Asks for one cost or receipt; what the server finds wrong stands at its field. */
export function ItemModal({
  item,
  currency,
  today,
  onClose,
}: {
  /** Null: a new one. */
  item: CashItemView | null;
  currency: string;
  today: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { act, result, isActing } = useCashActions();
  const [draft, setDraft] = useState(() => draftOf(item, today));
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const error = (field: string) => faultAt(result, [`item.${field}`], { t });
  useEffect(() => {
    if (result?.ok === true) onClose();
  }, [result, onClose]);
  const typed = {
    ...draft,
    currency: item?.currency ?? currency,
    endsOn: draft.every === 'once' || draft.endsOn === '' ? null : draft.endsOn,
  };
  const isUsable = draft.name.trim() !== '' && draft.amount.trim() !== '' && draft.startsOn !== '';
  const whole = wholeFault(result, { t });
  return (
    <Modal
      open
      onClose={onClose}
      title={t(item === null ? 'cash.costs.add' : 'cash.costs.changeTitle')}
      primaryAction={{
        content: t('common.save'),
        disabled: !isUsable,
        loading: isActing,
        onAction: () =>
          act(
            item === null
              ? { intent: 'add_item', item: typed }
              : { intent: 'change_item', itemId: item.itemId, item: typed },
          ),
      }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Select
            label={t('cash.item.kind')}
            options={KINDS.map((kind) => ({ value: kind, label: t(`cash.item.kinds.${kind}`) }))}
            value={draft.kind}
            onChange={(value) => {
              const kind = KINDS.find((each) => each === value) ?? 'recurring';
              change({ kind, every: kind === 'recurring' || kind === 'ads' ? 'month' : 'once' });
            }}
          />
          <TextField
            autoComplete="off"
            label={t('cash.item.name')}
            placeholder={t(`cash.item.example.${draft.kind}`)}
            maxLength={80}
            value={draft.name}
            error={error('name')}
            onChange={(name) => change({ name })}
          />
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
            <TextField
              autoComplete="off"
              inputMode="decimal"
              label={t('cash.item.amount')}
              suffix={typed.currency}
              value={draft.amount}
              error={error('amount')}
              onChange={(amount) => change({ amount })}
            />
            <Select
              label={t('cash.item.every')}
              options={RHYTHMS.map((every) => ({
                value: every,
                label: t(`cash.item.rhythm.${every}`),
              }))}
              value={draft.every}
              onChange={(value) =>
                change({ every: RHYTHMS.find((each) => each === value) ?? 'once' })
              }
            />
            <TextField
              type="date"
              autoComplete="off"
              label={t(draft.every === 'once' ? 'cash.item.on' : 'cash.item.startsOn')}
              value={draft.startsOn}
              error={error('startsOn')}
              onChange={(startsOn) => change({ startsOn })}
            />
            {draft.every !== 'once' && (
              <TextField
                type="date"
                autoComplete="off"
                label={t('cash.item.endsOn')}
                helpText={t('cash.item.endsHelp')}
                value={draft.endsOn}
                error={error('endsOn')}
                onChange={(endsOn) => change({ endsOn })}
              />
            )}
          </InlineGrid>
          {whole !== undefined && (
            <div role="alert">
              <Text as="p" tone="critical">
                {whole}
              </Text>
            </div>
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

interface ItemDraft {
  name: string;
  kind: CashItemView['kind'];
  amount: string;
  every: CashItemView['every'];
  startsOn: string;
  endsOn: string;
}

function draftOf(item: CashItemView | null, today: string): ItemDraft {
  if (item === null)
    return {
      name: '',
      kind: 'recurring',
      amount: '',
      every: 'month',
      startsOn: today,
      endsOn: '',
    };
  const { name, kind, every, startsOn, endsOn } = item;
  return { name, kind, amount: amountText(item), every, startsOn, endsOn: endsOn ?? '' };
}
