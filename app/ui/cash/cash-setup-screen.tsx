import { BlockStack, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CashView } from '#app/contracts/cash.ts';
import { FormSaveBar } from '../settings/form-save-bar.tsx';
import { SettingsGroup } from '../settings/settings-group.tsx';
import { BankCard } from './bank-card.tsx';
import { AssumptionFields, BalanceFields, ReserveFields } from './cash-fields.tsx';
import { CostsCard } from './costs-card.tsx';
import { CostsFileCard } from './costs-file-card.tsx';
import { FormFaults } from './form-faults.tsx';
import { GatewaysCard } from './gateways-card.tsx';
import { PaymentsCard } from './payments-card.tsx';
import { useCashForm } from './use-cash-form.ts';

const SAVE_BAR_ID = 'cash-save-bar';

/** What the forecast rests on: the balance, costs, how sales are paid out, and what is taken for granted. */
export function CashSetupScreen({ view }: { view: CashView }) {
  const { t } = useTranslation();
  const form = useCashForm(view);
  return (
    <Page title={t('cash.setup.title')} backAction={{ content: t('cash.title'), url: '/app/cash' }}>
      <FormSaveBar id={SAVE_BAR_ID} form={form} />
      <BlockStack gap={{ xs: '600', md: '800' }}>
        <FormFaults faults={form.faults} onReload={form.discard} />
        <div id="balance">
          <SettingsGroup title={t('cash.setup.balanceTitle')} text={t('cash.setup.balanceText')}>
            <BalanceFields form={form} view={view} />
          </SettingsGroup>
        </div>
        <div id="costs">
          <SettingsGroup title={t('cash.setup.costsTitle')} text={t('cash.setup.costsText')}>
            <CostsCard view={view} />
            <CostsFileCard currency={view.currency} today={view.today} />
          </SettingsGroup>
        </div>
        <div id="payments">
          <SettingsGroup title={t('cash.setup.paymentsTitle')} text={t('cash.setup.paymentsText')}>
            <PaymentsCard payments={view.payments} />
            <GatewaysCard view={view} />
            <BankCard bank={view.bank} />
          </SettingsGroup>
        </div>
        <SettingsGroup title={t('cash.setup.reserveTitle')} text={t('cash.setup.reserveText')}>
          <ReserveFields form={form} view={view} />
        </SettingsGroup>
        <SettingsGroup title={t('cash.setup.assumedTitle')} text={t('cash.setup.assumedText')}>
          <AssumptionFields form={form} />
        </SettingsGroup>
      </BlockStack>
    </Page>
  );
}
