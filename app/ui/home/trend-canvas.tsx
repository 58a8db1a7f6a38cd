import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
  type LegendPayload,
} from 'recharts';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '#app/contracts/pages.ts';
import { LEGEND, TICK, legendWords } from '../chart-style.tsx';
import { useFormat } from '../screen-frame.tsx';
import { TREND_HEIGHT_PX } from './trend-size.ts';

/**
 * A black line over grey bars: told apart by shape and lightness, not by hue, so that the chart also reads in greyscale.
 * Loaded in the browser only; imported through `trend-card.tsx`.
 */
export function TrendCanvas({ trend }: { trend: HomeView['trend'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ResponsiveContainer width="100%" height={TREND_HEIGHT_PX}>
      <ComposedChart data={trend} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis
          dataKey="dayOn"
          tickFormatter={(day: string) => format.shortDate(day)}
          tick={TICK}
          tickLine={false}
          minTickGap={24}
        />
        <YAxis allowDecimals={false} width={36} tick={TICK} tickLine={false} axisLine={false} />
        <Tooltip
          labelFormatter={(day) => format.date(String(day))}
          formatter={(value) => format.number(Number(value))}
        />
        <Legend
          iconSize={10}
          wrapperStyle={LEGEND}
          formatter={legendWords}
          itemSorter={lineFirst}
        />
        <Bar
          dataKey="cleared"
          name={t('home.trendCleared')}
          fill="var(--p-color-icon-secondary)"
          maxBarSize={24}
          isAnimationActive={false}
        />
        <Line
          dataKey="open"
          name={t('home.trendOpen')}
          type="linear"
          stroke="var(--p-color-text)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

/** recharts would sort by the words, which puts the line before or after the bars depending on the language. */
function lineFirst({ dataKey }: LegendPayload): number {
  return dataKey === 'open' ? 0 : 1;
}
