import { BlockStack, Button, Card, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Percentiles, ScoreDetail, ScoreQuery, ScoreRow } from '#app/contracts/scorecards.ts';
import { SCORE_OUTCOMES, STEPS } from '#app/domain/scorecards/parcel-score.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import { useFormat } from '../screen-frame.tsx';
import { FigureTable } from './figure-table.tsx';
import { ScoreFacts } from './score-facts.tsx';
import { dayWords, laneWords, nameWords, perHundred } from './score-words.ts';

/** All that is known of one carrier or supplier. */
export function ScoreDetailCard({
  who,
  row,
  detail,
  query,
  takesFocus,
  change,
}: {
  who: Scored;
  row: ScoreRow;
  detail: ScoreDetail;
  query: ScoreQuery;
  /** True when it has just been opened, false when the page came with it. */
  takesFocus: boolean;
  change: (to: Partial<ScoreQuery>) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  const parcels = t('scorecards.parcels', {
    count: row.parcels,
    number: format.number(row.parcels),
  });
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <div ref={heading} tabIndex={-1}>
            <Text as="h2" variant="headingMd">
              {t('scorecards.detail.title', { name: nameWords(who, row, t), parcels })}
            </Text>
          </div>
          <Button variant="plain" onClick={() => change({ name: null })}>
            {t('scorecards.detail.close')}
          </Button>
        </InlineStack>
        <ScoreFacts row={row} />
        <InlineGrid columns={{ xs: 1, lg: ['twoThirds', 'oneThird'] }} gap="400">
          <Steps steps={detail.steps} />
          <Outcomes row={row} />
        </InlineGrid>
        <Lanes lanes={detail.lanes} query={query} />
      </BlockStack>
    </Card>
  );
}

const PERCENTILES = ['p10', 'p50', 'p90'] as const;

function Steps({ steps }: { steps: ScoreDetail['steps'] }) {
  const { t } = useTranslation();
  const percentiles = usePercentiles();
  return (
    <Section title={t('scorecards.detail.steps')}>
      <FigureTable
        caption={t('scorecards.detail.steps')}
        nameTitle={t('scorecards.detail.step')}
        columns={percentiles.columns}
        rows={STEPS.map((step) => ({
          key: step,
          name: t(`scorecards.step.${step}`),
          figures: percentiles.figures(steps[step]),
        }))}
      />
    </Section>
  );
}

function Lanes({ lanes, query: { step } }: { lanes: ScoreDetail['lanes']; query: ScoreQuery }) {
  const { t } = useTranslation();
  const format = useFormat();
  const percentiles = usePercentiles();
  const title = t('common.beside', {
    first: t('scorecards.detail.lanes'),
    second: t(`scorecards.step.${step}`),
  });
  return (
    <Section title={title}>
      <FigureTable
        caption={title}
        nameTitle={t('scorecards.lane')}
        columns={[
          t('scorecards.column.parcels'),
          ...percentiles.columns,
          t('scorecards.column.silent'),
          t('scorecards.column.onTime'),
        ]}
        rows={lanes.map((lane) => ({
          key: laneWords(lane, t),
          name: laneWords(lane, t),
          figures: [
            format.number(lane.parcels),
            ...percentiles.figures(lane.percentiles),
            perHundred(lane.silent, lane.parcels, format),
            lane.promises.of === 0
              ? t('scorecards.noFigure')
              : t('scorecards.ofHundred', {
                  number: perHundred(lane.promises.kept, lane.promises.of, format),
                }),
          ],
        }))}
      />
    </Section>
  );
}

function Outcomes({ row }: { row: ScoreRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('scorecards.detail.ends')}>
      <FigureTable
        caption={t('scorecards.detail.ends')}
        nameTitle={t('scorecards.detail.outcome')}
        columns={[t('scorecards.column.parcels')]}
        rows={SCORE_OUTCOMES.map((outcome) => ({
          key: outcome,
          name: t(`scorecards.detail.outcomes.${outcome}`),
          figures: [format.number(row.outcomes[outcome])],
        }))}
      />
    </Section>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      {children}
    </BlockStack>
  );
}

/** Columns of percentiles and the figures for them. */
function usePercentiles() {
  const { t } = useTranslation();
  const format = useFormat();
  return {
    columns: [
      ...PERCENTILES.map((column) => t(`scorecards.chart.${column}`)),
      t('scorecards.chart.counted'),
    ],
    figures: (of: Percentiles | null) => [
      ...PERCENTILES.map((p) =>
        of === null ? t('scorecards.noFigure') : dayWords(of[p], { t, format }),
      ),
      format.number(of?.count ?? 0),
    ],
  };
}
