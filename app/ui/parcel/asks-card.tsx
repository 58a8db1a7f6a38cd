import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { AskFacts } from '#app/contracts/asks.ts';
import { AskDue } from '../asks/ask-due.tsx';
import { Instant } from '../instant.tsx';

/** What the shopper of this parcel has asked, each with the way to it; nothing when nothing is asked. */
export function AsksCard({ asks }: { asks: readonly AskFacts[] }) {
  if (asks.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400" as="ul">
        {asks.map((ask) => (
          <li key={ask.id}>
            <InlineStack gap="300" blockAlign="center" align="space-between" wrap={false}>
              <AskFact ask={ask} />
              <ToAsk ask={ask} />
            </InlineStack>
          </li>
        ))}
      </BlockStack>
    </Card>
  );
}

function AskFact({ ask }: { ask: AskFacts }) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h2" variant="headingSm">
          {t('asks.ofParcel.title', { kind: t(`asks.kind.${ask.kind}`) })}
        </Text>
        {ask.isOverdue && <Badge tone="critical">{t('asks.overdue')}</Badge>}
      </InlineStack>
      <Text as="p" tone="subdued">
        {ask.state === 'open' ? (
          <AskDue ask={ask} />
        ) : (
          <>
            {t('asks.since.answered')} <Instant at={ask.answeredAt ?? ask.askedAt} />
          </>
        )}
      </Text>
    </BlockStack>
  );
}

function ToAsk({ ask: { id, kind, state } }: { ask: AskFacts }) {
  const { t } = useTranslation();
  const does = t(state === 'open' ? 'asks.home.see' : 'asks.ofParcel.read');
  return (
    <Button
      url={`/app/asks/${id}`}
      accessibilityLabel={t('asks.ofParcel.label', { does, kind: t(`asks.kind.${kind}`) })}
    >
      {does}
    </Button>
  );
}
