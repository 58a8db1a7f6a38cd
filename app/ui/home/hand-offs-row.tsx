import { Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '#app/contracts/pages.ts';
import { useFormat } from '../screen-frame.tsx';

/** Next numbers that wait for a decision, and numbers another app has put its own over; nothing when there are none. */
export function HandOffsRow({ handOffs }: { handOffs: HomeView['handOffs'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { open, overwritten } = handOffs;
  if (open === 0 && overwritten === 0) return null;
  return (
    <Card>
      <InlineStack gap="300" blockAlign="center" align="space-between" wrap={false}>
        <Text as="p">
          {[
            open > 0 ? t('links.home.open', { count: open, number: format.number(open) }) : null,
            overwritten > 0
              ? t('links.home.overwritten', {
                  count: overwritten,
                  number: format.number(overwritten),
                })
              : null,
          ]
            .filter((words) => words !== null)
            .reduce((first, second) => t('common.sentences', { first, second }))}
        </Text>
        <Button url={`/app/links?tab=${open > 0 ? 'open' : 'overwritten'}`}>
          {t('links.home.see')}
        </Button>
      </InlineStack>
    </Card>
  );
}
