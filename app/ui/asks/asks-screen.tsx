import { useNavigate } from '@remix-run/react';
import { BlockStack, Box, Button, Card, Divider, Page, Tabs, Text } from '@shopify/polaris';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskPage } from '#app/contracts/asks.ts';
import { ASK_STATES } from '#app/contracts/asks.ts';
import { EmptyTeach } from '../empty-teach.tsx';
import { useFormat } from '../screen-frame.tsx';
import { useLivePage } from '../use-live-page.ts';
import { AskLine } from './ask-line.tsx';

const SETTINGS = '/app/settings/shoppers';

/** "Who waits for an answer, and until when?" Those whose time ends first come first. */
export function AsksScreen({ asks }: { asks: AskPage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  useLivePage();
  const { tab, rows, counts, nextCursor } = asks;
  const tabs = ASK_STATES.map((state) => ({
    id: state,
    content: t(`asks.tab.${state}`),
    badge: state === 'open' && counts.open > 0 ? format.number(counts.open) : undefined,
  }));
  return (
    <Page
      title={t('nav.asks')}
      subtitle={t('asks.subtitle')}
      secondaryActions={[{ content: t('asks.toSettings'), url: SETTINGS }]}
    >
      <BlockStack gap="400">
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <Text as="h2" variant="headingLg">
            {headline()}
          </Text>
        </Box>
        <Card padding="0">
          <Tabs
            tabs={tabs}
            selected={ASK_STATES.indexOf(tab)}
            onSelect={(index) => void navigate(`/app/asks?tab=${ASK_STATES[index] ?? 'open'}`)}
          />
          {rows.length === 0 && (
            <EmptyTeach
              title={t(`asks.empty.${tab}.title`)}
              text={t(`asks.empty.${tab}.text`)}
              action={tab === 'open' ? { label: t('asks.toSettings'), url: SETTINGS } : undefined}
            />
          )}
          {rows.map((ask) => (
            <Fragment key={ask.id}>
              <Divider />
              <AskLine ask={ask} />
            </Fragment>
          ))}
          {nextCursor !== null && (
            <Box padding="400" borderBlockStartWidth="025" borderColor="border">
              <Button
                url={`/app/asks?${new URLSearchParams({ tab, cursor: nextCursor }).toString()}`}
              >
                {t('asks.more')}
              </Button>
            </Box>
          )}
        </Card>
      </BlockStack>
    </Page>
  );

  function headline(): string {
    const { open, overdue, oldestDueAt } = counts;
    const number = format.number(open);
    if (overdue > 0)
      return t('asks.someOverdue', { count: open, number, overdue: format.number(overdue) });
    if (oldestDueAt === null) return t('asks.noneOpen');
    return t('asks.allInTime', { count: open, number, at: format.soon(oldestDueAt) });
  }
}
