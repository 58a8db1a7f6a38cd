import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { VariantView } from '#app/contracts/inventory.ts';
import { useFormat } from '../screen-frame.tsx';
import { FactList, Titled } from './fact-list.tsx';
import { leadWords } from './lead-words.ts';
import { ORDER_TONE } from './order-tone.ts';
import { termsWords } from './terms-words.ts';

/** Who supplies it, how long that takes, and on which terms. */
export function SupplyCard({ view }: { view: VariantView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const { supplier, packSize, minimumQuantity, plan } = view;
  const { leadTime } = plan.plan.kind === 'stocked' ? plan.plan : { leadTime: null };
  return (
    <Card>
      <Titled title={t('inventory.supply.title')}>
        {supplier === null ? (
          <BlockStack gap="200" inlineAlign="start">
            <Text as="p" tone="subdued">
              {t('inventory.gap.no_supplier')}
            </Text>
            <Button url="/app/inventory/suppliers">{t('inventory.supply.choose')}</Button>
          </BlockStack>
        ) : (
          <BlockStack gap="200">
            <Link url={`/app/inventory/suppliers/${supplier.supplierId}`}>{supplier.name}</Link>
            <FactList
              facts={[
                ...(plan.plan.kind === 'stocked'
                  ? [
                      {
                        name: t('inventory.supply.lead'),
                        value:
                          leadTime === null ? t('inventory.notKnown') : leadWords(leadTime, words),
                        note:
                          leadTime === null
                            ? null
                            : t(`inventory.leadFrom.${leadTime.from}`, {
                                count: leadTime.deliveries,
                                number: format.number(leadTime.deliveries),
                              }),
                      },
                      { name: t('inventory.supply.pack'), value: format.number(packSize) },
                      {
                        name: t('inventory.supply.minimum'),
                        value: format.number(minimumQuantity),
                      },
                    ]
                  : []),
                { name: t('inventory.supply.terms'), value: termsWords(supplier, words) },
              ]}
            />
          </BlockStack>
        )}
      </Titled>
    </Card>
  );
}

/** Purchase orders that hold the variant and are not over. */
export function VariantOrdersCard({ orders }: Pick<VariantView, 'orders'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <Titled title={t('inventory.supply.orders')}>
        {orders.length === 0 ? (
          <Text as="p" tone="subdued">
            {t('inventory.supply.noOrders')}
          </Text>
        ) : (
          orders.map(({ purchaseOrderId, number, status, quantity, received, expectedOn }) => (
            <BlockStack key={purchaseOrderId} gap="050">
              <InlineStack gap="200" blockAlign="center">
                <Link url={`/app/inventory/orders/${purchaseOrderId}`}>{number}</Link>
                <Badge tone={ORDER_TONE[status]}>{t(`inventory.orders.status.${status}`)}</Badge>
              </InlineStack>
              <Text as="span" variant="bodySm" tone="subdued">
                {expectedOn === null
                  ? t('inventory.supply.pieces', {
                      received: format.number(received),
                      quantity: format.number(quantity),
                    })
                  : t('inventory.supply.piecesDue', {
                      received: format.number(received),
                      quantity: format.number(quantity),
                      date: format.date(expectedOn),
                    })}
              </Text>
            </BlockStack>
          ))
        )}
      </Titled>
    </Card>
  );
}
