import {
  Area,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
  type LabelProps,
} from 'recharts';
import { useTranslation } from 'react-i18next';
import { LEGEND, TICK, legendWords } from '../chart-style.tsx';
import { useFormat } from '../screen-frame.tsx';
import { STOCK_CHART_HEIGHT_PX } from './stock-chart-size.ts';
import type { StockDay } from './stock-course.ts';

/**
 * A light band, a black line in it, broken lines for days to know: told apart by shape and lightness, so that the chart also
 * reads in greyscale. Loaded in the browser only; imported through `stock-chart.tsx`.
 */
export function StockChartCanvas({
  course,
  stockOutOn,
  orderByOn,
}: {
  course: readonly StockDay[];
  stockOutOn: string | null;
  orderByOn: string | null;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = course.map((day) => ({ ...day, band: [day.low, day.high] }));
  const last = course.at(-1)?.on ?? '';
  const first = course[0]?.on ?? '';
  const marks = [
    { on: orderByOn, name: t('inventory.chart.orderBy'), row: 0 },
    { on: stockOutOn, name: t('inventory.chart.stockOut'), row: 1 },
  ].flatMap(({ on, ...mark }) => (on === null || on < first || on > last ? [] : [{ on, ...mark }]));
  return (
    <ResponsiveContainer width="100%" height={STOCK_CHART_HEIGHT_PX}>
      <ComposedChart data={days} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis
          dataKey="on"
          tickFormatter={(on: string) => format.shortDate(on)}
          tick={TICK}
          tickLine={false}
          minTickGap={32}
        />
        <YAxis
          allowDecimals={false}
          width={44}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          tickFormatter={(pieces: number) => format.number(pieces)}
        />
        <Tooltip
          labelFormatter={(on) => format.date(String(on))}
          formatter={(value) =>
            Array.isArray(value)
              ? t('inventory.range', {
                  from: format.number(Math.round(Number(value[0]))),
                  to: format.number(Math.round(Number(value[1]))),
                })
              : format.number(Math.round(Number(value)))
          }
        />
        <Legend iconSize={10} wrapperStyle={LEGEND} formatter={legendWords} />
        <Area
          dataKey="band"
          legendType="square"
          name={t('inventory.chart.band')}
          type="linear"
          stroke="none"
          fill="var(--p-color-bg-fill-tertiary)"
          fillOpacity={1}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="median"
          legendType="plainline"
          name={t('inventory.chart.median')}
          type="linear"
          stroke="var(--p-color-text)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
        {marks.map(({ on, name, row }) => (
          <ReferenceLine
            key={name}
            x={on}
            stroke="var(--p-color-text)"
            strokeDasharray="4 4"
            label={markLabel({
              words: t('inventory.chart.mark', { name, date: format.shortDate(on) }),
              row,
              isLeft: course.findIndex((day) => day.on === on) > course.length / 2,
            })}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  );
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
