import { BlockStack, Box, Card, InlineStack, Link, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingDate } from '#app/contracts/findings.ts';
import type { HomeView } from '#app/contracts/pages.ts';
import { serialiseParcelQuery } from '#app/contracts/parcel-query.ts';
import { EmptyTeach } from '../empty-teach.tsx';
import { useFormat } from '../screen-frame.tsx';
import { AsksRow } from './asks-row.tsx';
import { HandOffsRow } from './hand-offs-row.tsx';
import { HealthLine } from './health-line.tsx';
import { homeSentence } from './home-sentence.ts';
import { ImportCard } from './import-card.tsx';
import { IncidentsCard } from './incidents-card.tsx';
import { NextDatesCard } from './next-dates-card.tsx';
import { QueueList } from './queue-list.tsx';
import { SetupCard } from './setup-card.tsx';
import { TrendCard } from './trend-card.tsx';

/** "What needs me today?" */
export function HomeScreen({ home, dates }: { home: HomeView; dates: readonly FindingDate[] }) {
  const { t } = useTranslation();
  const isImporting = home.import !== null && home.import.state !== 'done';
  const isEmpty =
    !isImporting &&
    home.health.ourFulfillments === 0 &&
    home.queues.length === 0 &&
    home.onTheirWayCount === 0;
  return (
    <Page>
      <BlockStack gap="400">
        {!isEmpty && (!isImporting || home.queues.length > 0) ? (
          <Sentence home={home} />
        ) : (
          <Text as="h1" visuallyHidden>
            {t('home.title')}
          </Text>
        )}
        {isImporting && home.import !== null && <ImportCard initial={home.import} />}
        {isEmpty && <EmptyStore />}
        <QueueList queues={home.queues} />
        <AsksRow asks={home.asks} />
        <IncidentsCard incidents={home.incidents} />
        <NextDatesCard dates={dates} />
        <HandOffsRow handOffs={home.handOffs} />
        <SetupCard setup={home.setup} />
        {!isEmpty && !isImporting && <TrendCard trend={home.trend} />}
        <HealthLine health={home.health} />
      </BlockStack>
    </Page>
  );
}

function Sentence({ home }: { home: HomeView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { needsActionCount, onTheirWayCount, mutedCount, sourceBlindCount } = home;
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <BlockStack gap="200">
        <Text as="h1" variant="headingLg">
          {homeSentence(home, { t, format })}
        </Text>
        <InlineStack gap="400">
          {needsActionCount > 0 && onTheirWayCount > 0 && (
            <Text as="p" tone="subdued">
              {t('home.alsoOnWay', {
                count: onTheirWayCount,
                number: format.number(onTheirWayCount),
              })}
            </Text>
          )}
          {sourceBlindCount > 0 && (
            <Text as="p" tone="subdued">
              {t('home.blind', {
                count: sourceBlindCount,
                number: format.number(sourceBlindCount),
              })}{' '}
              <Link url={`/app/parcels?${serialiseParcelQuery({ verdicts: ['source_blind'] })}`}>
                {t('home.seeBlind')}
              </Link>
            </Text>
          )}
          {mutedCount > 0 && (
            <Text as="p" tone="subdued">
              {t('home.muted', { count: mutedCount, number: format.number(mutedCount) })}{' '}
              <Link url={`/app/parcels?${serialiseParcelQuery({ muted: 'only' })}`}>
                {t('home.seeMuted')}
              </Link>
            </Text>
          )}
        </InlineStack>
      </BlockStack>
    </Box>
  );
}

function EmptyStore() {
  const { t } = useTranslation();
  return (
    <Card>
      <EmptyTeach
        title={t('home.emptyTitle')}
        text={t('home.emptyText')}
        action={{ label: t('home.emptyAction'), url: '/app/settings' }}
      />
    </Card>
  );
}
