import { BlockStack, InlineGrid, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GatewayView } from '#app/contracts/cash.ts';
import { readTypedAmount } from '#app/domain/cash/typed-amount.ts';
import { amountText, numberOf } from './cash-draft.ts';
import { gatewayName } from './cash-words.ts';
import { faultAt, wholeFault } from './fault-words.ts';
import { WEEKDAYS } from './schedule-words.ts';
import { useCashActions } from './use-cash-actions.ts';

const FIELDS = ['lagDays', 'fee', 'fixedFee', 'reserve', 'reserveDays'] as const;
type Field = (typeof FIELDS)[number];
/** Where the server puts a fault of each field. */
const PATHS: Readonly<Record<Field, string>> = {
  lagDays: 'rule.lagDays',
  fee: 'rule.feeBp',
  fixedFee: 'rule.fixedFeeMinor',
  reserve: 'rule.reserveBp',
  reserveDays: 'rule.reserveDays',
};

/** Asks by which rule a gateway pays out; its contract or its last statements say. */
export function RuleModal({
  gateway: { gateway, rule },
  currency,
  onClose,
}: {
  gateway: GatewayView;
  currency: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { act, result, isActing } = useCashActions();
  const of = rule?.currency ?? currency;
  const [typed, setTyped] = useState<Readonly<Record<Field, string>>>({
    lagDays: String(rule?.lagDays ?? 3),
    fee: String((rule?.feeBp ?? 0) / 100),
    fixedFee: amountText({ minor: rule?.fixedFeeMinor ?? 0, currency: of }),
    reserve: String((rule?.reserveBp ?? 0) / 100),
    reserveDays: String(rule?.reserveDays ?? 0),
  });
  const [weekday, setWeekday] = useState(rule?.weekday ?? null);
  useEffect(() => {
    if (result?.ok === true) onClose();
  }, [result, onClose]);
  const whole = wholeFault(result, { t });
  const values = valuesOf(typed, of);
  const suffix: Readonly<Record<Field, string>> = {
    lagDays: t('cash.field.days'),
    fee: '%',
    fixedFee: of,
    reserve: '%',
    reserveDays: t('cash.field.days'),
  };
  const error = (field: Field) =>
    values[field] === null ? t('cash.fault.not_settings') : faultAt(result, [PATHS[field]], { t });
  const { lagDays, fee, fixedFee, reserve, reserveDays } = values;
  const save = () => {
    if (lagDays === null || fee === null || fixedFee === null) return;
    if (reserve === null || reserveDays === null) return;
    act({
      intent: 'save_gateway',
      rule: {
        gateway,
        lagDays,
        feeBp: Math.round(fee * 100),
        fixedFeeMinor: fixedFee,
        currency: of,
        reserveBp: Math.round(reserve * 100),
        reserveDays,
        weekday,
      },
    });
  };
  return (
    <Modal
      open
      onClose={onClose}
      title={t('cash.rule.title', { name: gatewayName(gateway, { t }) })}
      primaryAction={{
        content: t('common.save'),
        loading: isActing,
        disabled: FIELDS.some((field) => values[field] === null),
        onAction: save,
      }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Text as="p" tone="subdued">
            {t('cash.rule.text')}
          </Text>
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
            {FIELDS.map((field) => (
              <TextField
                key={field}
                autoComplete="off"
                inputMode="decimal"
                label={t(`cash.rule.field.${field}`)}
                helpText={t(`cash.rule.help.${field}`)}
                suffix={suffix[field]}
                value={typed[field]}
                error={error(field)}
                onChange={(value) => setTyped({ ...typed, [field]: value })}
              />
            ))}
            <Select
              label={t('cash.rule.field.weekday')}
              helpText={t('cash.rule.help.weekday')}
              options={[
                { value: '', label: t('cash.rule.anyDay') },
                ...WEEKDAYS.map((day) => ({
                  value: String(day),
                  label: t(`cash.weekday.${day}`),
                })),
              ]}
              value={weekday === null ? '' : String(weekday)}
              onChange={(value) => setWeekday(value === '' ? null : Number(value))}
            />
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

/** The typed as numbers, the fixed fee in minor units; null: it is none. */
function valuesOf(
  typed: Readonly<Record<Field, string>>,
  currency: string,
): Readonly<Record<Field, number | null>> {
  const fixed = readTypedAmount(typed.fixedFee, currency);
  return {
    lagDays: numberOf(typed.lagDays),
    fee: numberOf(typed.fee),
    fixedFee: fixed.ok ? fixed.minor : null,
    reserve: numberOf(typed.reserve),
    reserveDays: numberOf(typed.reserveDays),
  };
}
