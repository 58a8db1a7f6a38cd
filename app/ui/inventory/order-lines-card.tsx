import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { PurchaseOrderLineView, PurchaseOrderView } from '#app/contracts/purchase-orders.ts';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { Titled } from './fact-list.tsx';

/** What was ordered and what of it has come. */
export function OrderLinesCard({ order }: { order: PurchaseOrderView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <Titled title={t('inventory.order.lines')}>
        <FigureTable
          caption={t('inventory.order.lines')}
          nameTitle={t('inventory.column.variant')}
          columns={[
            t('inventory.order.quantity'),
            t('inventory.order.received'),
            t('inventory.order.cost'),
          ]}
          rows={order.items.map((item) => ({
            key: String(item.line),
            name: <LineName item={item} />,
            figures: [
              format.number(item.quantity),
              format.number(item.received),
              item.cost === null ? t('inventory.notKnown') : format.money(item.cost),
            ],
          }))}
        />
      </Titled>
    </Card>
  );
}

/** The variant with its codes: the shop's and the supplier's. */
export function LineName({
  item,
}: {
  item: Pick<PurchaseOrderLineView, 'variantId' | 'label' | 'sku' | 'supplierSku'>;
}) {
  const { variantId, label, sku, supplierSku } = item;
  const codes = [sku, supplierSku].filter((code) => code !== null).join(' · ');
  return (
    <BlockStack>
      {variantId === null ? (
        <Text as="span" breakWord>
          {label}
        </Text>
      ) : (
        <Link url={`/app/inventory/${variantId}`} monochrome removeUnderline>
          {label}
        </Link>
      )}
      {codes !== '' && (
        <Text as="span" variant="bodySm" tone="subdued" breakWord>
          {codes}
        </Text>
      )}
    </BlockStack>
  );
}
