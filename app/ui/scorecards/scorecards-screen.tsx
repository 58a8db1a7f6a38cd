import { BlockStack, Box, Card, InlineGrid, Page, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { laneText, type ScoreQuery, type ScorecardsView } from '#app/contracts/scorecards.ts';
import { LOOK_BACK_DAYS } from '#app/domain/scorecards/score-periods.ts';
import { EmptyTeach } from '../empty-teach.tsx';
import { useDownload } from '../use-download.ts';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { useLivePage } from '../use-live-page.ts';
import { CompareCard } from './compare-card.tsx';
import { RangeCard } from './range-card.tsx';
import { ScoreDetailCard } from './score-detail-card.tsx';
import { ScoreListCard } from './score-list-card.tsx';
import { laneWords, scoreSentence } from './score-words.ts';
import { scoreAddress, useScoreQuery } from './use-score-query.ts';

/** "Who keeps their word, and who does not?" Carriers and suppliers by what this shop's own parcels tell. */
export function ScorecardsScreen({ view }: { view: ScorecardsView }) {
  const { t } = useTranslation();
  const { frame, format } = useScreen();
  const { who, query, rows, lanes } = view;
  const { change } = useScoreQuery(who, query);
  const { download, isBusy: isExporting, hasFailed } = useDownload();
  useLivePage({ isPaused: !view.isCounting && rows.length > 0 });
  const title = t(`scorecards.title.${who}`);
  const [nameAtFirst] = useState(query.name);
  const opened = rows.find(({ key }) => key === query.name);
  const fileName = `${title} ${format.dateOf(frame.now)}.csv`;
  return (
    <Page
      title={title}
      secondaryActions={
        rows.length === 0
          ? []
          : [
              {
                content: t('scorecards.export'),
                loading: isExporting,
                onAction: () => download(scoreAddress(who, query, '/export'), fileName),
              },
            ]
      }
    >
      <BlockStack gap="400">
        {hasFailed && (
          <Text as="p" tone="critical">
            {t('scorecards.exportFailed')}
          </Text>
        )}
        {rows.length > 0 && <Sentence view={view} />}
        {(rows.length > 0 || lanes.length > 0 || query.days !== 365) && (
          <Filters view={view} change={change} />
        )}
        {rows.length === 0 ? (
          <Empty view={view} />
        ) : (
          <>
            <ScoreListCard who={who} query={query} rows={rows} />
            {opened !== undefined && view.detail !== null && (
              <ScoreDetailCard
                key={opened.key}
                who={who}
                row={opened}
                detail={view.detail}
                query={query}
                takesFocus={query.name !== nameAtFirst}
                change={change}
              />
            )}
            <RangeCard who={who} step={query.step} rows={rows} change={change} />
            <CompareCard view={view} change={change} />
          </>
        )}
      </BlockStack>
    </Page>
  );
}

function Sentence({ view }: { view: ScorecardsView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <BlockStack gap="100">
        <Text as="h2" variant="headingLg">
          {scoreSentence(view, { t, format })}
        </Text>
        <Text as="p" tone="subdued">
          {t('scorecards.since', { date: format.date(view.sinceOn) })}
          {view.isCounting && ` ${t('scorecards.empty.counting')}`}
        </Text>
      </BlockStack>
    </Box>
  );
}

const ALL = '';

function Filters({
  view: { query, lanes },
  change,
}: {
  view: ScorecardsView;
  change: (to: Partial<ScoreQuery>) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const chosen = query.lane === null ? ALL : laneText(query.lane);
  const known = lanes.map((lane) => ({
    value: laneText(lane),
    label: t('scorecards.laneOption', {
      lane: laneWords(lane, t),
      number: format.number(lane.parcels),
    }),
  }));
  // A lane of an old address may have no parcels in this period.
  const asked =
    query.lane === null || known.some(({ value }) => value === chosen)
      ? []
      : [{ value: chosen, label: laneWords(query.lane, t) }];
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="300">
        <Select
          label={t('scorecards.period')}
          options={LOOK_BACK_DAYS.map((days) => ({
            value: String(days),
            label: t(`scorecards.periods.${days}`),
          }))}
          value={String(query.days)}
          onChange={(days) =>
            change({ days: LOOK_BACK_DAYS.find((each) => String(each) === days) ?? query.days })
          }
        />
        <Select
          label={t('scorecards.lane')}
          options={[{ value: ALL, label: t('scorecards.allLanes') }, ...known, ...asked]}
          value={chosen}
          onChange={(text) => {
            const lane = lanes.find((each) => laneText(each) === text);
            change({
              lane:
                lane === undefined ? null : { origin: lane.origin, destination: lane.destination },
            });
          }}
        />
      </InlineGrid>
    </Box>
  );
}

function Empty({ view: { who, query, lanes, isCounting } }: { view: ScorecardsView }) {
  const { t } = useTranslation();
  const isNarrow = lanes.length > 0 || query.lane !== null;
  const text = t(isNarrow ? 'scorecards.empty.periodText' : `scorecards.empty.text.${who}`);
  return (
    <Card>
      <EmptyTeach
        title={t(isNarrow ? 'scorecards.empty.periodTitle' : `scorecards.empty.title.${who}`)}
        text={
          isCounting
            ? t('common.sentences', { first: text, second: t('scorecards.empty.counting') })
            : text
        }
      />
    </Card>
  );
}
