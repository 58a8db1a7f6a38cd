import {
  Area,
  CartesianGrid,
  ComposedChart,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
  type LabelProps,
} from 'recharts';
import { useTranslation } from 'react-i18next';
import type { LaneCurveView } from '#app/contracts/lanes.ts';
import { TICK } from '../chart-style.tsx';
import { useFormat } from '../screen-frame.tsx';
import { chanceWords, spanWords } from './lane-words.ts';
import { CURVE_HEIGHT_PX } from './silence-curve-size.ts';

/**
 * A falling grey area, a solid line and a dot for now, a broken line for the limit: told apart by shape, so that the chart
 * also reads in greyscale. Loaded in the browser only; imported through `silence-curve.tsx`.
 */
export function SilenceCurveCanvas({ curve }: { curve: LaneCurveView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const { points, days, still, limitDays, clock } = curve;
  const end = points.at(-1)?.days ?? 1;
  const labelOf = (at: number, name: 'today' | 'limit') =>
    t('lane.chart.mark', { name: t(`lane.chart.${name}`), days: format.number(tenths(at)) });
  return (
    <ResponsiveContainer width="100%" height={CURVE_HEIGHT_PX}>
      <ComposedChart data={points} margin={{ top: 8, right: 12, bottom: 16, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis
          dataKey="days"
          type="number"
          domain={[0, end]}
          ticks={axisTicks(end)}
          tickFormatter={(at: number) => format.number(at)}
          tick={TICK}
          tickLine={false}
          label={{
            value:
              clock === 'business' ? t('lane.chart.axisBusinessDays') : t('lane.chart.axisDays'),
            position: 'insideBottom',
            offset: -12,
            style: TICK,
          }}
        />
        <YAxis
          domain={[0, 1]}
          ticks={[0, 0.25, 0.5, 0.75, 1]}
          tickFormatter={(share: number) => format.percent(share)}
          width={44}
          tick={TICK}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          labelFormatter={(at) => spanWords(Number(at), clock, 'past', words)}
          formatter={(share) => chanceWords(Number(share), words)}
        />
        <Area
          dataKey="still"
          name={t('lane.chart.still')}
          type="linear"
          stroke="var(--p-color-icon-secondary)"
          strokeWidth={2}
          fill="var(--p-color-bg-fill-tertiary)"
          fillOpacity={1}
          dot={false}
          isAnimationActive={false}
        />
        <ReferenceLine x={limitDays} stroke="var(--p-color-text)" strokeDasharray="4 4" />
        <ReferenceLine x={days} stroke="var(--p-color-text)" strokeWidth={2} />
        <ReferenceDot x={days} y={still} r={5} fill="var(--p-color-text)" stroke="none" />
        {/* Words come after both lines, so that neither runs through them. */}
        <ReferenceLine
          x={limitDays}
          stroke="none"
          label={markLabel({
            words: labelOf(limitDays, 'limit'),
            row: 0,
            isLeft: isLeftOf(limitDays, days, end),
          })}
        />
        <ReferenceLine
          x={days}
          stroke="none"
          label={markLabel({
            words: labelOf(days, 'today'),
            row: 1,
            isLeft: isLeftOf(days, limitDays, end),
          })}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

/** Whether the words of a line stand left of it: away from the other line, as far as there is room. */
function isLeftOf(at: number, other: number, end: number): boolean {
  return at <= other ? at > end / 5 : at > (end * 4) / 5;
}

/** The words beside a line, each line's in a row of its own. */
function markLabel({ words, row, isLeft }: { words: string; row: number; isLeft: boolean }) {
  return ({ viewBox }: LabelProps) => {
    if (viewBox === undefined || !('x' in viewBox)) return null;
    return (
      <text
        x={(viewBox.x ?? 0) + (isLeft ? -6 : 6)}
        y={(viewBox.y ?? 0) + 12 + row * 18}
        textAnchor={isLeft ? 'end' : 'start'}
        fontSize={12}
        fill="var(--p-color-text)"
        stroke="var(--p-color-bg-surface)"
        strokeWidth={3}
        paintOrder="stroke"
      >
        {words}
      </text>
    );
  };
}

/** Down, as silence is said everywhere else. */
function tenths(days: number): number {
  return Math.floor(days * 10) / 10;
}

/** Round places on an axis from 0 to `end`: at most seven. */
function axisTicks(end: number): number[] {
  const step = [0.25, 0.5, 1, 2, 5, 10, 20, 30, 60].find((each) => end / each <= 7) ?? 60;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
}
