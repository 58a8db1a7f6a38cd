import { BlockStack, DataTable, Text } from '@shopify/polaris';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { LaneCurveView } from '#app/contracts/lanes.ts';
import { stallProbability } from '#app/domain/lanes/stall-probability.ts';
import { ChartWithTable } from '../chart-with-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { curveRows } from './curve-rows.ts';
import { chanceWords, silenceTitle, spanWords } from './lane-words.ts';
import { CURVE_HEIGHT_PX } from './silence-curve-size.ts';

const SilenceCurveCanvas = lazy(async () => ({
  default: (await import('./silence-curve-canvas.tsx')).SilenceCurveCanvas,
}));

/** How long parcels here usually stay silent, with this one's silence and its limit: message, picture, and a table. */
export function SilenceCurve({ curve, isJudged }: { curve: LaneCurveView; isJudged: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ChartWithTable
      title={silenceTitle(curve, { t, format })}
      level="h3"
      label={t('lane.chart.label')}
      heightPx={CURVE_HEIGHT_PX}
      chart={<SilenceCurveCanvas curve={curve} />}
      table={<CurveTable curve={curve} isJudged={isJudged} />}
    />
  );
}

function CurveTable({ curve, isJudged }: { curve: LaneCurveView; isJudged: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const chanceAt = (still: number) =>
    chanceWords(1 - stallProbability(curve.neverMoves, still), words);
  return (
    <BlockStack gap="200">
      <DataTable
        columnContentTypes={isJudged ? ['text', 'numeric', 'numeric'] : ['text', 'numeric']}
        headings={[
          t('lane.chart.silence'),
          t('lane.chart.still'),
          ...(isJudged ? [t('lane.chart.chance')] : []),
        ]}
        rows={curveRows(curve).map(({ days, still, mark }) => {
          const silence = spanWords(days, curve.clock, 'past', words);
          return [
            mark === null
              ? silence
              : t('lane.chart.marked', { silence, name: t(`lane.chart.${mark}`) }),
            chanceWords(still, words),
            ...(isJudged ? [chanceAt(still)] : []),
          ];
        })}
      />
      <Text as="p" tone="subdued" variant="bodySm">
        {t('lane.chart.never', { number: format.number(Math.round(curve.neverMoves * 1_000)) })}
      </Text>
    </BlockStack>
  );
}
