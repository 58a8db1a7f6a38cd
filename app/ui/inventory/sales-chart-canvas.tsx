import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useTranslation } from 'react-i18next';
import { LEGEND, TICK, legendWords } from '../chart-style.tsx';
import { useFormat } from '../screen-frame.tsx';
import type { SalesWeek } from './sales-weeks.ts';
import { SALES_CHART_HEIGHT_PX } from './stock-chart-size.ts';

/**
 * Dark bars for what was sold, hatched ones over their whole height for weeks out of stock: missing, not zero. Loaded in the
 * browser only; imported through `sales-chart.tsx`.
 */
export function SalesChartCanvas({ weeks }: { weeks: readonly SalesWeek[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(1, ...weeks.map(({ units }) => units ?? 0));
  const bars = weeks.map(({ from, units }) => ({
    from,
    ...(units === null ? { missing: most } : { units }),
  }));
  return (
    <ResponsiveContainer width="100%" height={SALES_CHART_HEIGHT_PX}>
      <BarChart data={bars} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <defs>
          <pattern id="out-of-stock" width="6" height="6" patternUnits="userSpaceOnUse">
            <path d="M0 6 L6 0" stroke="var(--p-color-icon-secondary)" strokeWidth="1" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis
          dataKey="from"
          tickFormatter={(on: string) => format.shortDate(on)}
          tick={TICK}
          tickLine={false}
          minTickGap={24}
        />
        <YAxis allowDecimals={false} width={36} tick={TICK} tickLine={false} axisLine={false} />
        <Tooltip
          labelFormatter={(on) => t('inventory.sales.weekOf', { date: format.date(String(on)) })}
          formatter={(value, _name, { dataKey }) =>
            dataKey === 'missing' ? t('inventory.sales.missing') : format.number(Number(value))
          }
        />
        <Legend iconSize={10} wrapperStyle={LEGEND} formatter={legendWords} />
        <Bar
          dataKey="units"
          stackId="week"
          name={t('inventory.sales.units')}
          fill="var(--p-color-text)"
          maxBarSize={20}
          isAnimationActive={false}
        />
        <Bar
          dataKey="missing"
          stackId="week"
          name={t('inventory.sales.missing')}
          fill="url(#out-of-stock)"
          stroke="var(--p-color-icon-secondary)"
          maxBarSize={20}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
