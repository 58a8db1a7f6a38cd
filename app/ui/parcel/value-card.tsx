import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ParcelView } from '#app/contracts/pages.ts';
import { MoneyText } from '../money-text.tsx';
import { useFormat } from '../screen-frame.tsx';

/** The money that depends on this parcel, and the order it belongs to. */
export function ValueCard({ parcel }: { parcel: ParcelView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t('parcel.valueTitle')}
        </Text>
        <Text as="span" variant="headingLg" numeric>
          <MoneyText amounts={parcel.value} />
        </Text>
        <Text as="p" tone="subdued">
          {t('parcel.valueText', { order: parcel.orderName })}
        </Text>
        <Text as="p" tone="subdued">
          {t('parcel.fulfillment', { name: parcel.fulfillmentName })} ·{' '}
          {t('parcel.shippedAt', { at: format.instant(parcel.shippedAt) })}
        </Text>
        <Link url={`shopify://admin/orders/${parcel.orderId}`} target="_top">
          {t('parcel.openOrder')}
        </Link>
      </BlockStack>
    </Card>
  );
}
