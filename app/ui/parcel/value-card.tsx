import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
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
        {parcel.risk !== null && <Risk risk={parcel.risk} />}
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

/** What of it may go back, what was paid for it already, and how sure that is. */
function Risk({ risk }: { risk: NonNullable<ParcelView['risk']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { value, supplierPaid, expectedMinor } = risk;
  return (
    <BlockStack gap="200">
      <Text as="p" fontWeight="semibold">
        {t('parcel.riskExpected', {
          money: format.money({ minor: expectedMinor, currency: value.currency }),
        })}
      </Text>
      <RateLine name={t('parcel.riskRefund')} rate={risk.refund} />
      <RateLine name={t('parcel.riskDispute')} rate={risk.dispute} />
      <Text as="p" variant="bodySm" tone="subdued">
        {t(risk.refund.prior ? 'parcel.riskAssumed' : 'parcel.riskOwn', {
          count: risk.refund.n,
          number: format.number(risk.refund.n),
        })}
      </Text>
      <Text as="p">
        {supplierPaid === null
          ? t('parcel.riskPaidUnknown')
          : t('parcel.riskPaid', { money: format.money(supplierPaid) })}
      </Text>
    </BlockStack>
  );
}

function RateLine({
  name,
  rate,
}: {
  name: string;
  rate: NonNullable<ParcelView['risk']>['refund'];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <InlineStack align="space-between" gap="200">
      <Text as="span">{name}</Text>
      <Text as="span" numeric>
        {t('parcel.riskRate', {
          percent: format.percent(rate.p),
          low: format.percent(rate.low),
          high: format.percent(rate.high),
        })}
      </Text>
    </InlineStack>
  );
}
