import { BlockStack, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ParcelQuery } from '#app/contracts/pages.ts';

/** First and last day of shipping, both included, in the shop's zone. */
export function ShippedFilter({
  query: { shippedFrom, shippedTo },
  change,
}: {
  query: ParcelQuery;
  change: (change: Partial<ParcelQuery>) => void;
}) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="200">
      <TextField
        type="date"
        autoComplete="off"
        label={t('parcels.filter.shippedFrom')}
        value={shippedFrom ?? ''}
        max={shippedTo ?? undefined}
        onChange={(value) => change({ shippedFrom: value === '' ? null : value })}
      />
      <TextField
        type="date"
        autoComplete="off"
        label={t('parcels.filter.shippedTo')}
        value={shippedTo ?? ''}
        min={shippedFrom ?? undefined}
        onChange={(value) => change({ shippedTo: value === '' ? null : value })}
      />
    </BlockStack>
  );
}
