import { Badge, BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { AskRow } from '#app/contracts/asks.ts';
import { Instant } from '../instant.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { AskDue } from './ask-due.tsx';

/** One ask of the queue: who asks what about which parcel, and until when an answer was promised. */
export function AskLine({ ask }: { ask: AskRow }) {
  const { t } = useTranslation();
  const { id, orderName, kind, parcel, firstLine, isOverdue, answeredAt, closedAt } = ask;
  return (
    <Box padding="400">
      <BlockStack gap="150">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            <Link url={`/app/asks/${id}`} removeUnderline>
              {t('asks.lineTitle', { order: orderName, kind: t(`asks.kind.${kind}`) })}
            </Link>
          </Text>
          {isOverdue && <Badge tone="critical">{t('asks.overdue')}</Badge>}
          {parcel !== null && <StatusBadge verdict={parcel.verdict} />}
        </InlineStack>
        {firstLine !== null && (
          <Text as="p" truncate>
            <span lang={ask.language}>{firstLine}</span>
          </Text>
        )}
        <Text as="p" tone="subdued">
          {ask.state === 'open' ? (
            <AskDue ask={ask} />
          ) : (
            <>
              {t(`asks.since.${ask.state}`)} <Instant at={closedAt ?? answeredAt ?? ask.askedAt} />
            </>
          )}
        </Text>
      </BlockStack>
    </Box>
  );
}
