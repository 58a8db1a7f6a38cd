import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { PaymentsView } from '#app/contracts/cash.ts';
import { ScopeButton } from '../finding/missing-help.tsx';
import { FactList } from '../inventory/fact-list.tsx';
import { Instant } from '../instant.tsx';
import { useFormat } from '../screen-frame.tsx';
import { scheduleWords } from './schedule-words.ts';

/** What Shopify Payments says of itself, or what keeps it from being read. */
export function PaymentsCard({
  payments: { state, scope, balance, schedule, readAt },
}: {
  payments: PaymentsView;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {t('cash.payments.title')}
        </Text>
        {state !== 'read' && <Text as="p">{t(`cash.payments.${state}`)}</Text>}
        {state === 'scope' && scope !== null && <ScopeButton scope={scope} />}
        {state === 'read' && (
          <FactList
            facts={[
              {
                name: t('cash.payments.balance'),
                value:
                  balance.length === 0
                    ? t('common.unknown')
                    : format.list(balance.map((money) => format.money(money))),
                note: t('cash.payments.balanceNote'),
              },
              {
                name: t('cash.payments.schedule'),
                value:
                  schedule === null
                    ? t('cash.payments.scheduleUnknown')
                    : scheduleWords(schedule, { t, format }),
              },
            ]}
          />
        )}
        {readAt !== null && (
          <Text as="p" variant="bodySm" tone="subdued">
            {t('cash.payments.readAt')} <Instant at={readAt} />
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
