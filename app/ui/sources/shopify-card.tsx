import { Badge, BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SourcesView } from '#app/contracts/sources.ts';
import { Instant } from '../instant.tsx';
import { Facts } from './facts.tsx';

/** Shopify itself: always on, nothing to set. */
export function ShopifyCard({ shopify }: { shopify: SourcesView['shopify'] }) {
  const { t } = useTranslation();
  const { answeredAt, isAnswering } = shopify;
  const health = answeredAt === null ? 'untried' : isAnswering ? 'fine' : 'failing';
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingMd">
            {t('sources.name.shopify')}
          </Text>
          <Badge tone={health === 'failing' ? 'attention' : 'success'}>
            {t(`sources.health.${health}`)}
          </Badge>
          <Text as="span" tone="subdued">
            {t('sources.shopify.always')}
          </Text>
        </InlineStack>
        <Text as="p" tone="subdued">
          {t('sources.shopify.text')}
        </Text>
        <Facts
          facts={[
            {
              name: t('sources.fact.lastAnswer'),
              value: answeredAt === null ? t('common.notYet') : <Instant at={answeredAt} />,
            },
          ]}
        />
      </BlockStack>
    </Card>
  );
}
