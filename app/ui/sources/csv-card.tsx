import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SourcesView } from '#app/contracts/sources.ts';
import { useFormat } from '../screen-frame.tsx';

/** Files need no key: where to upload them, and when that was last done. */
export function CsvCard({ csv }: { csv: SourcesView['csv'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h3" variant="headingMd">
          {t('sources.name.csv')}
        </Text>
        <Text as="p" tone="subdued">
          {t('sources.csv.text')}
        </Text>
        <Text as="p">
          {csv.lastUploadAt === null
            ? t('sources.csv.never')
            : t('sources.csv.last', { at: format.instant(csv.lastUploadAt) })}
        </Text>
        <Link url="/app/uploads">{t('sources.csv.link')}</Link>
      </BlockStack>
    </Card>
  );
}
