import { useTranslation } from 'react-i18next';
import { useFormat } from '../screen-frame.tsx';
import styles from './range-chart.module.css';
import { dayWords } from './score-words.ts';

export interface Range {
  key: string;
  name: string;
  p10: number;
  p50: number;
  p90: number;
}

const ROW_PX = 46;
const AXIS_PX = 28;

/** How high the picture of so many ranges is: kept free before it is drawn. */
export function rangeChartHeight(ranges: number): number {
  return ranges * ROW_PX + AXIS_PX;
}

/**
 * One bar for each name from P10 to P90 with a line at the median, on one axis of days. Told apart by place and lightness,
 * not by hue: reads in greyscale.
 */
export function RangeChart({ ranges }: { ranges: readonly Range[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { end, ticks } = axisFor(Math.max(...ranges.map(({ p90 }) => p90)));
  const at = (days: number) => `${(100 * Math.min(days, end)) / end}%`;
  return (
    <div className={styles['chart']} aria-hidden="true">
      <div className={styles['rows']}>
        {ranges.map(({ key, name, p10, p50, p90 }) => (
          <div key={key} className={styles['row']}>
            <div className={styles['words']}>
              <span className={styles['name']}>{name}</span>
              <span className={styles['figure']}>{dayWords(p50, { t, format })}</span>
            </div>
            <div className={styles['track']}>
              <div
                className={styles['bar']}
                style={{ left: at(p10), right: `calc(100% - ${at(p90)})` }}
              />
              <div className={styles['median']} style={{ left: at(p50) }} />
            </div>
          </div>
        ))}
      </div>
      <div className={styles['axis']}>
        {ticks.map((days) => (
          <span key={days} className={styles['tick']} style={{ left: at(days) }}>
            {t('scorecards.chart.axis', { number: format.number(days) })}
          </span>
        ))}
      </div>
    </div>
  );
}

const STEPS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50];
const MOST_TICKS = 6;

/** An axis of whole steps that holds the longest time, with at most six steps. */
export function axisFor(longest: number): { end: number; ticks: number[] } {
  const step = STEPS.find((each) => longest / each <= MOST_TICKS) ?? 100;
  const steps = Math.max(1, Math.ceil(longest / step));
  const ticks = Array.from(
    { length: steps + 1 },
    (_, index) => Math.round(index * step * 100) / 100,
  );
  return { end: steps * step, ticks };
}
