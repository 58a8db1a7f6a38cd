import {
  Area,
  Bar,
  BarChart,
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
import type { CashForecast } from '#app/domain/cash/cash-forecast.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { decimalOf } from '#app/domain/shared/money.ts';
import { LEGEND, TICK, legendWords } from '../chart-style.tsx';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { axisTicks } from './axis-ticks.ts';
import { BALANCE_HEIGHT_PX, FLOWS_HEIGHT_PX } from './cash-chart-size.ts';

/**
 * A light band, a black line in it, a broken line for the threshold; beneath, light bars up for money in and dark bars down
 * for money out: told apart by shape and lightness, so that both also read in greyscale. Loaded in the browser only;
 * imported through `cash-chart.tsx`.
 */
export function CashChartCanvas({ forecast }: { forecast: CashForecast }) {
  return (
    <>
      <Balance forecast={forecast} />
      <Flows forecast={forecast} />
    </>
  );
}

function Balance({ forecast }: { forecast: CashForecast }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { short, exact } = useMoneyWords(forecast.currency);
  const { threshold, from, outlooks } = forecast;
  const days = (outlooks[0]?.days ?? []).map(({ p10, p50, p90 }, day) => ({
    on: addDays(from, day),
    band: [p10, p90],
    median: p50,
  }));
  const ticks = axisTicks(
    [...days.flatMap(({ band }) => band), ...(threshold === null ? [] : [threshold.minor])],
    5,
  );
  const isBelowZero = days.some(({ band: [low = 0] }) => low < 0);
  return (
    <ResponsiveContainer width="100%" height={BALANCE_HEIGHT_PX}>
      <ComposedChart data={days} margin={{ top: 12, right: 12, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis
          dataKey="on"
          tickFormatter={(on: string) => format.shortDate(on)}
          tick={TICK}
          tickLine={false}
          minTickGap={32}
        />
        <YAxis
          width={AXIS_WIDTH_PX}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          tickFormatter={short}
          ticks={ticks}
          interval={0}
          domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
        />
        <Tooltip
          labelFormatter={(on) => format.date(String(on))}
          formatter={(value) =>
            Array.isArray(value)
              ? t('cash.range', { from: exact(Number(value[0])), to: exact(Number(value[1])) })
              : exact(Number(value))
          }
        />
        <Legend iconSize={10} wrapperStyle={LEGEND} formatter={legendWords} />
        <Area
          dataKey="band"
          legendType="square"
          name={t('cash.chart.band')}
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
          name={t('cash.chart.median')}
          type="linear"
          stroke="var(--p-color-text)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
        {isBelowZero && <ReferenceLine y={0} stroke="var(--p-color-border)" />}
        {threshold !== null && (
          <ReferenceLine
            y={threshold.minor}
            stroke="var(--p-color-text)"
            strokeDasharray="4 4"
            label={thresholdLabel(
              t('cash.chart.threshold', { money: format.roundMoney([threshold]) }),
            )}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function Flows({ forecast: { weeks, currency } }: { forecast: CashForecast }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { short, exact } = useMoneyWords(currency);
  const flows = weeks.map(({ from, inMinor, outMinor }) => ({
    from,
    in: inMinor,
    out: -Math.abs(outMinor),
  }));
  const ticks = axisTicks([0, ...flows.flatMap((week) => [week.in, week.out])], 3);
  return (
    <ResponsiveContainer width="100%" height={FLOWS_HEIGHT_PX}>
      <BarChart data={flows} stackOffset="sign" margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis
          dataKey="from"
          tickFormatter={(on: string) => format.shortDate(on)}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          minTickGap={24}
        />
        <YAxis
          width={AXIS_WIDTH_PX}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          tickFormatter={short}
          ticks={ticks}
          interval={0}
          domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
        />
        <Tooltip
          labelFormatter={(on) => t('cash.chart.weekFrom', { date: format.date(String(on)) })}
          formatter={(value) => exact(Math.abs(Number(value)))}
        />
        <Legend iconSize={10} wrapperStyle={LEGEND} formatter={legendWords} />
        <ReferenceLine y={0} stroke="var(--p-color-border)" />
        <Bar
          dataKey="in"
          name={t('cash.chart.in')}
          stackId="week"
          fill="var(--p-color-icon-disabled)"
          maxBarSize={26}
          isAnimationActive={false}
        />
        <Bar
          dataKey="out"
          name={t('cash.chart.out')}
          stackId="week"
          fill="var(--p-color-icon)"
          maxBarSize={26}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

/** One width for both pictures: their weeks stand one above the other. */
const AXIS_WIDTH_PX = 60;

/** `short` is for the axis: `$5K`, `¥1.2万`. */
function useMoneyWords(currency: string): {
  short: (minor: number) => string;
  exact: (minor: number) => string;
} {
  const { format, language } = useScreen();
  const compact = new Intl.NumberFormat(language, {
    notation: 'compact',
    maximumFractionDigits: 1,
    ...(currency !== 'XXX' && { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
  });
  return {
    short: (minor) => compact.format(Number(decimalOf({ minor: Math.round(minor), currency }))),
    exact: (minor) => format.roundMoney([{ minor: Math.round(minor), currency }]),
  };
}

/** The threshold's words on its own line, at the right, where the band leaves it free most often. */
function thresholdLabel(words: string) {
  return ({ viewBox }: LabelProps) => {
    if (viewBox === undefined || !('x' in viewBox)) return null;
    return (
      <text
        x={(viewBox.x ?? 0) + (viewBox.width ?? 0) - 4}
        y={(viewBox.y ?? 0) - 6}
        textAnchor="end"
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
