import { ChoiceList, FormLayout, Select, Text, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SourceCardView, SourcesView } from '#app/contracts/sources.ts';
import { useFormat } from '../screen-frame.tsx';
import type { PlanDraft } from './sources-draft.ts';
import type { SourcesForm } from './sources-form.ts';

const MODES = ['all', 'only', 'except'] as const;
/** Carriers offered: those of most open parcels. What was chosen before is always among them. */
const MOST_CHOICES = 40;
const CURRENCIES = ['USD', 'CNY', 'EUR', 'GBP', 'HKD'];

/** Which carriers a source serves, its daily limit and its price. Saved with the page's save bar. */
export function PlanFields({
  card,
  plan,
  form,
  view,
}: {
  card: SourceCardView;
  plan: PlanDraft;
  form: SourcesForm;
  view: SourcesView;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { source } = plan;
  const change = (next: Partial<PlanDraft>) => form.changePlan(source, next);
  const errorAt = (field: 'dailyCalls' | 'price') =>
    form.hasError(source, field) ? t(`sources.plan.${field}Wrong`) : undefined;
  return (
    <FormLayout>
      <Select
        label={t('sources.plan.mode')}
        options={MODES.map((mode) => ({
          value: mode,
          label: t(`sources.plan.modeChoice.${mode}`),
        }))}
        value={plan.mode}
        onChange={(chosen) => change({ mode: MODES.find((mode) => mode === chosen) ?? 'all' })}
      />
      {plan.mode !== 'all' && <Carriers plan={plan} form={form} view={view} />}
      <TextField
        autoComplete="off"
        inputMode="numeric"
        label={t('sources.plan.dailyCalls')}
        helpText={t('sources.plan.dailyCallsHelp', {
          expected: format.number(card.expectedCalls ?? 0),
        })}
        value={plan.dailyCalls}
        error={errorAt('dailyCalls')}
        onChange={(dailyCalls) => change({ dailyCalls })}
      />
      <FormLayout.Group condensed>
        <TextField
          autoComplete="off"
          inputMode="decimal"
          label={t('sources.plan.price')}
          helpText={t('sources.plan.priceHelp')}
          value={plan.price}
          error={errorAt('price')}
          onChange={(price) => change({ price })}
        />
        <Select
          label={t('sources.plan.currency')}
          options={[...new Set([plan.currency, view.currency, ...CURRENCIES])]}
          value={plan.currency}
          onChange={(currency) => change({ currency })}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}

function Carriers({ plan, form, view }: { plan: PlanDraft; form: SourcesForm; view: SourcesView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = view.carriers.slice(0, MOST_CHOICES);
  const others = plan.carriers.filter((slug) => !known.some((carrier) => carrier.slug === slug));
  const choices = [
    ...known,
    ...others.map((slug) => ({
      ...(view.carriers.find((carrier) => carrier.slug === slug) ?? { slug, name: slug }),
      parcels: 0,
    })),
  ];
  if (choices.length === 0) {
    return (
      <Text as="p" tone="subdued">
        {t('sources.plan.carriersNone')}
      </Text>
    );
  }
  return (
    <ChoiceList
      allowMultiple
      title={t('sources.plan.carriers')}
      choices={choices.map(({ slug, name, parcels }) => ({
        value: slug,
        label: t('sources.plan.carrierChoice', {
          count: parcels,
          name,
          number: format.number(parcels),
        }),
      }))}
      selected={plan.carriers}
      error={form.hasError(plan.source, 'carriers') ? t('sources.plan.carriersNeeded') : undefined}
      onChange={(carriers) => form.changePlan(plan.source, { carriers })}
    />
  );
}
