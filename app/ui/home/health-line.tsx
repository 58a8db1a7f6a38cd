import { InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '#app/contracts/pages.ts';
import { useFormat } from '../screen-frame.tsx';

/** The foot of Home: whether what stands above can be believed. */
export function HealthLine({ health }: { health: HomeView['health'] }) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="200" align="center">
      <Text as="p" variant="bodySm" tone="subdued" alignment="center">
        {useHealthWords(health)} <Link url="/app/health">{t('home.healthLink')}</Link>
      </Text>
    </InlineStack>
  );
}

function useHealthWords({
  syncedAt,
  ourFulfillments,
  shopifyFulfillments,
}: HomeView['health']): string {
  const { t } = useTranslation();
  const format = useFormat();
  if (syncedAt === null) return t('home.healthNever');
  const facts = { age: format.relative(syncedAt), ours: format.number(ourFulfillments) };
  if (shopifyFulfillments === null) return t('home.healthSyncedNoCount', facts);
  const difference = Math.abs(ourFulfillments - shopifyFulfillments);
  const synced = t('home.healthSynced', { ...facts, theirs: format.number(shopifyFulfillments) });
  if (difference === 0) return synced;
  const differs = { count: difference, number: format.number(difference) };
  return t('common.sentences', { first: synced, second: t('home.healthDiffers', differs) });
}
