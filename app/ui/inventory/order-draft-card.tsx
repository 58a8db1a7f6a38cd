import { BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris';
import { DeleteIcon } from '@shopify/polaris-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  PurchaseOrderBody,
  PurchaseOrderResult,
  PurchaseOrderView,
} from '#app/contracts/purchase-orders.ts';
import { decimalOf } from '#app/domain/shared/money.ts';
import { FormSaveBar } from '../settings/form-save-bar.tsx';
import { useFormat } from '../screen-frame.tsx';
import { Titled } from './fact-list.tsx';
import { LineName } from './order-lines-card.tsx';
import styles from './order-draft-card.module.css';

const SAVE_BAR_ID = 'purchase-order-save-bar';

interface DraftLine {
  line: number;
  quantity: string;
  cost: string;
}

/** A draft's lines, open to changes; nothing is stored before "Save". */
export function OrderDraftCard({
  order,
  act,
  isActing,
  result,
}: {
  order: PurchaseOrderView;
  act: (body: PurchaseOrderBody) => void;
  isActing: boolean;
  result: PurchaseOrderResult | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const saved = {
    lines: order.items.map(({ line, quantity, cost }): DraftLine => ({
      line,
      quantity: String(quantity),
      cost: cost === null ? '' : decimalOf(cost),
    })),
    expectedOn: order.expectedOn ?? '',
    note: order.note,
  };
  const [draft, setDraft] = useState(saved);
  const changeLine = (line: number, change: Partial<DraftLine>) =>
    setDraft({
      ...draft,
      lines: draft.lines.map((each) => (each.line === line ? { ...each, ...change } : each)),
    });
  const faultAt = (index: number, field: string) => {
    if (result?.ok !== false) return undefined;
    const fault = result.errors.find(({ path }) => path === `lines.${index}.${field}`);
    return fault && t(`inventory.fault.${fault.code}`, fault.params);
  };
  const form = {
    isChanged: JSON.stringify(draft) !== JSON.stringify(saved),
    isSaving: isActing,
    discard: () => setDraft(saved),
    save: () => act(bodyOf(order, draft)),
  };
  return (
    <Card>
      <FormSaveBar id={SAVE_BAR_ID} form={form} />
      <Titled title={t('inventory.order.lines')}>
        {draft.lines.length === 0 && (
          <Text as="p" tone="subdued">
            {t('inventory.order.noLines')}
          </Text>
        )}
        {draft.lines.map(({ line, quantity, cost }, index) => {
          const item = order.items.find((each) => each.line === line);
          if (item === undefined) return null;
          return (
            <div key={line} className={styles['line']}>
              <BlockStack gap="050">
                <LineName item={item} />
                {(item.packSize > 1 || item.minimumQuantity > 1) && (
                  <Text as="span" variant="bodySm" tone="subdued">
                    {t('inventory.order.packs', {
                      pack: format.number(item.packSize),
                      minimum: format.number(item.minimumQuantity),
                    })}
                  </Text>
                )}
              </BlockStack>
              <TextField
                autoComplete="off"
                inputMode="numeric"
                label={t('inventory.order.quantity')}
                value={quantity}
                error={faultAt(index, 'quantity')}
                onChange={(value) => changeLine(line, { quantity: value })}
              />
              <TextField
                autoComplete="off"
                inputMode="decimal"
                label={t('inventory.order.cost')}
                suffix={order.currency}
                value={cost}
                error={faultAt(index, 'cost')}
                onChange={(value) => changeLine(line, { cost: value })}
              />
              <div className={styles['remove']}>
                <Button
                  icon={DeleteIcon}
                  variant="tertiary"
                  accessibilityLabel={t('inventory.order.removeNamed', { what: item.label })}
                  onClick={() =>
                    setDraft({ ...draft, lines: draft.lines.filter((each) => each.line !== line) })
                  }
                />
              </div>
            </div>
          );
        })}
        <InlineStack gap="300">
          <TextField
            type="date"
            autoComplete="off"
            label={t('inventory.order.expected')}
            helpText={t('inventory.order.expectedHelp')}
            value={draft.expectedOn}
            onChange={(expectedOn) => setDraft({ ...draft, expectedOn })}
          />
        </InlineStack>
        <TextField
          autoComplete="off"
          multiline={2}
          label={t('inventory.order.note')}
          value={draft.note}
          maxLength={2_000}
          onChange={(note) => setDraft({ ...draft, note })}
        />
      </Titled>
    </Card>
  );
}

function bodyOf(
  { purchaseOrderId, version, items }: PurchaseOrderView,
  { lines, expectedOn, note }: { lines: readonly DraftLine[]; expectedOn: string; note: string },
): PurchaseOrderBody {
  return {
    kind: 'set_lines',
    purchaseOrderId,
    version,
    lines: lines.flatMap(({ line, quantity, cost }) => {
      const item = items.find((each) => each.line === line);
      return item === undefined
        ? []
        : [
            {
              variantId: item.variantId,
              label: item.label,
              sku: item.sku,
              // What is no whole number is sent as none, so that the server names the field.
              quantity: /^\s*\d+\s*$/.test(quantity) ? Number(quantity) : 0,
              cost: cost.trim() === '' ? null : cost,
            },
          ];
    }),
    expectedOn: expectedOn === '' ? null : expectedOn,
    note,
  };
}
