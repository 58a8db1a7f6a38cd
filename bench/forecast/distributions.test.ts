import { describe, expect, it } from 'vitest';
import { distributionScores } from './distribution-scores.ts';
import { distributionRows, selectedForecasts } from './distributions.ts';
import { METHODS } from './methods.ts';

/** Eight part numbers of our own, forty months each: regular, rare, ended, lumpy. */
const SERIES = Array.from({ length: 8 }, (_, index) => {
  const months = Array.from({ length: 43 }, (_, month) => {
    if (index % 4 === 0) return 2 + ((month * 7 + index) % 3);
    if (index % 4 === 1) return (month + index) % 5 === 0 ? 1 : 0;
    if (index % 4 === 2) return month < 25 ? 1 + (month % 2) : 0;
    return (month * 3 + index) % 7 === 0 ? 6 : 0;
  });
  return { id: String(index), train: months.slice(0, 40), actual: months.slice(40) };
});

describe('the rows of the benchmark', () => {
  const selected = selectedForecasts(SERIES);
  const rows = distributionRows(SERIES, selected);

  it('are ours, nothing at all, the plain smoothing and every method', () => {
    expect(rows.map(({ name }) => name)).toEqual([
      'ours, selected',
      'zero',
      'SES(0.15), variance of the series',
      ...METHODS.map(({ name }) => name),
    ]);
    for (const { distributions } of rows) expect(distributions).toHaveLength(SERIES.length);
  });

  it('ours costs less at each level than forecasting nothing and than Croston', () => {
    const [ours, zero, , croston] = rows.map(({ distributions }) =>
      distributionScores(SERIES, distributions),
    );
    const sum = (losses: readonly number[] = []) => losses.reduce((total, loss) => total + loss, 0);
    expect(sum(ours?.losses)).toBeLessThan(sum(zero?.losses));
    expect(sum(ours?.losses)).toBeLessThan(sum(croston?.losses));
  });

  it('what ended fifteen months ago is forecast by a tenth of what it sold', () => {
    for (const index of [2, 6]) expect(selected.forecasts[index]?.weeklyMean[0]).toBeLessThan(0.15);
  });
});
