import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { PurchaseOrderView } from '#app/contracts/purchase-orders.ts';
import { Instant } from '../instant.tsx';
import { useFormat } from '../screen-frame.tsx';
import { Titled } from './fact-list.tsx';

/** What became of the order, newest first. */
export function OrderHistoryCard({ events }: Pick<PurchaseOrderView, 'events'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <Titled title={t('inventory.order.history')}>
        {events.map(({ at, kind, pieces, isUndone }) => {
          const step =
            pieces === null
              ? t(`inventory.order.step.${kind}`)
              : t('inventory.order.stepPieces', {
                  step: t(`inventory.order.step.${kind}`),
                  count: pieces,
                  number: format.number(pieces),
                });
          return (
            <BlockStack key={`${at} ${kind}`}>
              <Text as="span" {...(isUndone && { textDecorationLine: 'line-through' as const })}>
                {isUndone ? t('inventory.order.stepUndone', { step }) : step}
              </Text>
              <Text as="span" variant="bodySm" tone="subdued">
                <Instant at={at} />
              </Text>
            </BlockStack>
          );
        })}
      </Titled>
    </Card>
  );
}
