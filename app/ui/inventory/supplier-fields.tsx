import { BlockStack, Card, Checkbox, InlineGrid, Select, Text, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SupplierPage } from '#app/contracts/inventory.ts';
import { BALANCE_FROM } from '#app/contracts/suppliers.ts';
import { SettingsGroup } from '../settings/settings-group.tsx';
import type { SupplierDraft, SupplierFormState } from './use-supplier-form.ts';

type TextName = 'name' | 'minimumOrder' | 'reviewDays' | 'deposit' | 'balanceDays' | 'currency';
/** Where the server puts a fault of each field. */
const PATHS: Readonly<Record<TextName, string>> = {
  name: 'name',
  minimumOrder: 'minimumOrder',
  reviewDays: 'reviewDays',
  deposit: 'depositBp',
  balanceDays: 'balanceDays',
  currency: 'currency',
};

/** All that a person says of a supplier, in three groups. */
export function SupplierFields({ form, page }: { form: SupplierFormState; page: SupplierPage }) {
  const { t } = useTranslation();
  return (
    <>
      <SettingsGroup title={t('inventory.supplier.who')} text={t('inventory.supplier.whoText')}>
        <Card>
          <WhoFields form={form} page={page} />
        </Card>
      </SettingsGroup>
      <SettingsGroup
        title={t('inventory.supplier.leadTitle')}
        text={t('inventory.supplier.leadText')}
      >
        <Card>
          <LeadFields form={form} />
        </Card>
      </SettingsGroup>
      <SettingsGroup
        title={t('inventory.supplier.termsTitle')}
        text={t('inventory.supplier.termsText')}
      >
        <Card>
          <TermsFields form={form} />
        </Card>
      </SettingsGroup>
    </>
  );
}

function WhoFields({ form, page }: { form: SupplierFormState; page: SupplierPage }) {
  const { t } = useTranslation();
  const { draft, change, errorAt } = form;
  const vendors = [...new Set([...page.vendors, ...(draft.vendor === '' ? [] : [draft.vendor])])];
  return (
    <BlockStack gap="400">
      <Typed form={form} name="name" />
      <Select
        label={t('inventory.supplier.vendor')}
        helpText={t('inventory.supplier.vendorHelp')}
        options={[
          { value: '', label: t('inventory.supplier.noVendor') },
          ...vendors.map((vendor) => ({ value: vendor, label: vendor })),
        ]}
        value={draft.vendor}
        error={errorAt('vendor')}
        onChange={(vendor) => change({ vendor })}
      />
      {page.scoreKeys.length > 0 && (
        <Select
          label={t('inventory.supplier.scoreKey')}
          helpText={t('inventory.supplier.scoreKeyHelp')}
          options={[
            { value: '', label: t('inventory.supplier.noScoreKey') },
            ...page.scoreKeys.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          value={draft.scoreKey ?? ''}
          onChange={(key) => change({ scoreKey: key === '' ? null : key })}
        />
      )}
      <Checkbox
        label={t('inventory.supplier.shipsDirect')}
        helpText={t('inventory.supplier.shipsDirectHelp')}
        checked={draft.shipsDirect}
        onChange={(shipsDirect) => change({ shipsDirect })}
      />
    </BlockStack>
  );
}

function LeadFields({ form }: { form: SupplierFormState }) {
  const { t } = useTranslation();
  const { draft, change, errorAt } = form;
  const fault = errorAt('lead');
  return (
    <BlockStack gap="300">
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        {(['leadLow', 'leadLikely', 'leadHigh'] as const).map((name) => (
          <TextField
            key={name}
            autoComplete="off"
            inputMode="numeric"
            label={t(`inventory.supplier.${name}`)}
            suffix={t('inventory.supplier.days')}
            value={draft[name]}
            onChange={(value) => change({ [name]: value } satisfies Partial<SupplierDraft>)}
          />
        ))}
      </InlineGrid>
      {fault !== undefined && (
        <div role="alert">
          <Text as="p" tone="critical">
            {fault}
          </Text>
        </div>
      )}
      <Typed form={form} name="reviewDays" suffix={t('inventory.supplier.days')} hasHelp />
    </BlockStack>
  );
}

function TermsFields({ form }: { form: SupplierFormState }) {
  const { t } = useTranslation();
  const { draft, change, errorAt } = form;
  return (
    <BlockStack gap="400">
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
        <Typed form={form} name="minimumOrder" />
        <Typed form={form} name="currency" />
        <Typed form={form} name="deposit" suffix={'%'} />
        <Typed form={form} name="balanceDays" suffix={t('inventory.supplier.days')} />
      </InlineGrid>
      <Select
        label={t('inventory.supplier.balanceFrom')}
        options={BALANCE_FROM.map((value) => ({
          value,
          label: t(`inventory.supplier.balance.${value}`),
        }))}
        value={draft.balanceFrom}
        onChange={(value) =>
          change({ balanceFrom: BALANCE_FROM.find((each) => each === value) ?? 'ordered' })
        }
      />
      <TextField
        autoComplete="off"
        multiline={2}
        label={t('inventory.supplier.note')}
        helpText={t('inventory.supplier.noteHelp')}
        value={draft.note}
        maxLength={2_000}
        error={errorAt('note')}
        onChange={(note) => change({ note })}
      />
    </BlockStack>
  );
}

function Typed({
  form: { draft, change, errorAt },
  name,
  suffix,
  hasHelp = false,
}: {
  form: SupplierFormState;
  name: TextName;
  suffix?: string;
  hasHelp?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <TextField
      autoComplete="off"
      label={t(`inventory.supplier.${name}`)}
      helpText={hasHelp ? t('inventory.supplier.reviewDaysHelp') : undefined}
      suffix={suffix}
      value={draft[name]}
      error={errorAt(PATHS[name])}
      onChange={(value) => change({ [name]: value } satisfies Partial<SupplierDraft>)}
    />
  );
}
