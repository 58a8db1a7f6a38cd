import { BlockStack, Card, Checkbox, InlineGrid, Select, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CashView } from '#app/contracts/cash.ts';
import type { CashFormState } from './use-cash-form.ts';

type FieldsOf = { form: CashFormState; view: Pick<CashView, 'currency' | 'today'> };

/** What lies on the account, and below what it should not go. */
export function BalanceFields({ form, view: { currency, today } }: FieldsOf) {
  const { t } = useTranslation();
  const { draft, change, errorAt } = form;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          <TextField
            autoComplete="off"
            inputMode="decimal"
            label={t('cash.field.opening')}
            helpText={t('cash.field.openingHelp')}
            suffix={currency}
            value={draft.opening}
            error={errorAt('opening', 'opening.amount', 'opening.currency')}
            onChange={(opening) => change({ opening })}
          />
          <TextField
            type="date"
            autoComplete="off"
            label={t('cash.field.openingOn')}
            max={today}
            value={draft.openingOn}
            error={errorAt('opening.on')}
            onChange={(openingOn) => change({ openingOn })}
          />
        </InlineGrid>
        <TextField
          autoComplete="off"
          inputMode="decimal"
          label={t('cash.field.threshold')}
          helpText={t('cash.field.thresholdHelp')}
          suffix={currency}
          value={draft.threshold}
          error={errorAt('threshold', 'threshold.amount', 'threshold.currency')}
          onChange={(threshold) => change({ threshold })}
        />
      </BlockStack>
    </Card>
  );
}

/** What Shopify Payments holds back: its terms come by e-mail, so they are typed. */
export function ReserveFields({ form, view: { currency } }: FieldsOf) {
  const { t } = useTranslation();
  const { draft, change, errorAt } = form;
  return (
    <Card>
      <BlockStack gap="400">
        <Checkbox
          label={t('cash.field.hasReserve')}
          helpText={t('cash.field.hasReserveHelp')}
          checked={draft.hasReserve}
          onChange={(hasReserve) => change({ hasReserve })}
        />
        {draft.hasReserve && (
          <>
            <Select
              label={t('cash.field.reserveKind')}
              options={(['rolling', 'fixed'] as const).map((kind) => ({
                value: kind,
                label: t(`cash.field.reserveKinds.${kind}`),
              }))}
              value={draft.reserveKind}
              onChange={(kind) => change({ reserveKind: kind === 'fixed' ? 'fixed' : 'rolling' })}
            />
            <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
              <TextField
                autoComplete="off"
                inputMode="decimal"
                label={t('cash.field.reservePercent')}
                suffix="%"
                value={draft.reservePercent}
                error={errorAt('reserve.percent')}
                onChange={(reservePercent) => change({ reservePercent })}
              />
              <TextField
                autoComplete="off"
                inputMode="numeric"
                label={t('cash.field.reserveDays')}
                suffix={t('cash.field.days')}
                value={draft.reserveDays}
                error={errorAt('reserve.days')}
                onChange={(reserveDays) => change({ reserveDays })}
              />
              <TextField
                autoComplete="off"
                inputMode="decimal"
                label={t('cash.field.reserveHeld')}
                suffix={currency}
                value={draft.reserveHeld}
                error={errorAt('reserve.held')}
                onChange={(reserveHeld) => change({ reserveHeld })}
              />
            </InlineGrid>
          </>
        )}
      </BlockStack>
    </Card>
  );
}

/** What is taken for granted where nothing is measured. */
export function AssumptionFields({ form }: { form: CashFormState }) {
  const { t } = useTranslation();
  const { draft, change, errorAt } = form;
  return (
    <Card>
      <BlockStack gap="400">
        <TextField
          autoComplete="off"
          inputMode="decimal"
          label={t('cash.field.adElasticity')}
          helpText={t('cash.field.adElasticityHelp')}
          suffix="%"
          value={draft.adElasticity}
          error={errorAt('adElasticity')}
          onChange={(adElasticity) => change({ adElasticity })}
        />
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          <TextField
            autoComplete="off"
            inputMode="decimal"
            label={t('cash.field.holdingPercent')}
            helpText={t('cash.field.holdingHelp')}
            suffix="%"
            value={draft.holdingPercent}
            error={errorAt('holdingPercent')}
            onChange={(holdingPercent) => change({ holdingPercent })}
          />
          <TextField
            autoComplete="off"
            inputMode="numeric"
            label={t('cash.field.deadDays')}
            helpText={t('cash.field.deadHelp')}
            suffix={t('cash.field.days')}
            value={draft.deadDays}
            error={errorAt('deadDays')}
            onChange={(deadDays) => change({ deadDays })}
          />
        </InlineGrid>
        <Checkbox
          label={t('cash.field.shipsDirect')}
          helpText={t('cash.field.shipsDirectHelp')}
          checked={draft.shipsDirect}
          onChange={(shipsDirect) => change({ shipsDirect })}
        />
      </BlockStack>
    </Card>
  );
}
