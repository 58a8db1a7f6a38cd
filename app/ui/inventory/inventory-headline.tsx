import { BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { InventoryHeadline as Headline } from '#app/contracts/inventory.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { headlineSentence } from './headline-words.ts';

/** The page's first line, and beneath it the next stock-out and what the line leaves out. */
export function InventoryHeadline({ headline }: { headline: Headline }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nextStockOut, later, undated, lostUnknown, overdue, due } = headline;
  const counted = (count: number) => ({ count, number: format.number(count) });
  const notes = [
    later > 0 && overdue + due > 0 ? t('inventory.headline.later', counted(later)) : null,
    undated > 0 ? t('inventory.headline.undated', counted(undated)) : null,
    lostUnknown > 0 ? t('inventory.headline.lostUnknown', counted(lostUnknown)) : null,
  ].filter((note) => note !== null);
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <BlockStack gap="200">
        <Text as="h2" variant="headingLg">
          <IntlText>{headlineSentence(headline, { t, format })}</IntlText>
        </Text>
        {nextStockOut !== null && (
          <Text as="p">
            <IntlText>
              {t('inventory.headline.nextStockOut', { date: format.date(nextStockOut.on) })}
            </IntlText>{' '}
            <Link url={`/app/inventory/${nextStockOut.variantId}`}>{nextStockOut.label}</Link>
          </Text>
        )}
        <InlineStack gap="400">
          {notes.map((note) => (
            <Text key={note} as="p" tone="subdued">
              {note}
            </Text>
          ))}
        </InlineStack>
      </BlockStack>
    </Box>
  );
}
