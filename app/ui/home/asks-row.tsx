import { Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { AskCounts } from '#app/contracts/asks.ts';
import { useFormat } from '../screen-frame.tsx';

/** Shoppers who wait for an answer; nothing when there are none. */
export function AsksRow({ asks }: { asks: AskCounts }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { open, overdue, oldestDueAt } = asks;
  if (open === 0 || oldestDueAt === null) return null;
  const number = format.number(open);
  return (
    <Card>
      <InlineStack gap="300" blockAlign="center" align="space-between" wrap={false}>
        <Text as="p">
          {overdue > 0
            ? t('asks.home.overdue', { count: open, number, overdue: format.number(overdue) })
            : t('asks.home.open', { count: open, number, at: format.soon(oldestDueAt) })}
        </Text>
        <Button url="/app/asks">{t('asks.home.see')}</Button>
      </InlineStack>
    </Card>
  );
}
