import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { PaymentsView } from '#app/contracts/cash.ts';
import type { CashForecast, CashGap } from '#app/domain/cash/cash-forecast.ts';
import { ScopeButton } from '../finding/missing-help.tsx';
import { useFormat } from '../screen-frame.tsx';

/** What is not in the figures, and how each is mended. */
export function GapsCard({
  forecast: { gaps, otherCurrencies },
  payments,
}: {
  forecast: CashForecast;
  payments: PaymentsView;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (gaps.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('cash.gapsTitle')}
        </Text>
        {gaps.map((gap) => (
          <BlockStack key={gap} gap="100">
            <Text as="p">
              {t(`cash.gap.${gap}`, { currencies: format.list(otherCurrencies) })}{' '}
              <Mend gap={gap} />
            </Text>
            <ScopeToGrant gap={gap} payments={payments} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

/** Where each is mended; the others cannot be, or have their button at hand. */
const MENDED_AT: Partial<
  Record<CashGap, { url: string; words: 'balance' | 'costs' | 'rule' | 'stockCosts' }>
> = {
  no_opening: { url: '/app/cash/setup#balance', words: 'balance' },
  threshold_currency: { url: '/app/cash/setup#balance', words: 'balance' },
  no_costs: { url: '/app/cash/setup#costs', words: 'costs' },
  gateway_without_rule: { url: '/app/cash/setup#payments', words: 'rule' },
  cost_missing: { url: '/app/inventory?tab=gaps', words: 'stockCosts' },
};

function Mend({ gap }: { gap: CashGap }) {
  const { t } = useTranslation();
  const mended = MENDED_AT[gap];
  return mended === undefined ? null : (
    <Link url={mended.url}>{t(`cash.mend.${mended.words}`)}</Link>
  );
}

function ScopeToGrant({ gap, payments }: { gap: CashGap; payments: PaymentsView }) {
  const scope =
    gap === 'payments_scope' ? payments.scope : gap === 'orders_cut_off' ? OLDER_ORDERS : null;
  if (scope === null) return null;
  return (
    <InlineStack>
      <ScopeButton scope={scope} />
    </InlineStack>
  );
}

const OLDER_ORDERS = 'read_all_orders';
