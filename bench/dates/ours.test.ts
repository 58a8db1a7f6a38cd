import { describe, expect, it } from 'vitest';
import type { Delivery } from './deliveries.ts';
import { baselines, daysTaken } from './methods.ts';
import { ourMethods } from './ours.ts';
import { randomFrom } from './random.ts';

const DAY_MS = 86_400_000;
const ROWS = 1_200;
const SPLIT = 840;

/** Forty lanes of few deliveries each, lognormal; the promise knows the lane half. */
function lanes(seed: number): Delivery[] {
  const random = randomFrom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const laneEffects = Array.from({ length: 40 }, () => 0.5 * normal());
  return Array.from({ length: ROWS }, (_, row) => {
    const lane = Math.floor(random() ** 2 * 40);
    const effect = laneEffects[lane] ?? 0;
    const startedAt = Date.UTC(2025, 0, 1) + row * 0.3 * DAY_MS;
    return {
      id: String(row),
      mode: '',
      carrier: '',
      origin: `o${lane % 5}`,
      destination: `d${lane}`,
      startedAt,
      endedAt: startedAt + Math.exp(2 + effect + 0.4 * normal()) * DAY_MS,
      promisedAt: startedAt + 10 * Math.exp(effect / 2) * DAY_MS,
    };
  });
}

describe('ours', () => {
  const deliveries = lanes(1);
  const { rolling, fixed } = ourMethods(deliveries, SPLIT);
  const test = deliveries.map((_, row) => row).slice(SPLIT);
  const error = (method: { quantiles: (number[] | undefined)[] }) =>
    test.reduce((sum, row) => {
      const delivery = deliveries[row];
      if (delivery === undefined) return sum;
      return sum + Math.abs(daysTaken(delivery) - (method.quantiles[row]?.[1] ?? 0));
    }, 0);

  it('errs less than the medians of thin lanes and of all', () => {
    const [, median, lane] = baselines({ deliveries, split: SPLIT, rolling: true });
    expect(error(rolling)).toBeLessThan(error(median ?? rolling));
    expect(error(rolling)).toBeLessThan(error(lane ?? rolling));
  });

  it.each([
    ['rolling', rolling],
    ['fixed', fixed],
  ])('%s covers about 80 of 100', (_, { quantiles }) => {
    const covered = test.filter((row) => {
      const [low = 0, , high = 0] = quantiles[row] ?? [];
      const delivery = deliveries[row];
      return delivery !== undefined && daysTaken(delivery) >= low && daysTaken(delivery) <= high;
    });
    const slack = 3 * Math.sqrt((0.8 * 0.2) / test.length);
    expect(Math.abs(covered.length / test.length - 0.8)).toBeLessThan(slack);
  });

  it('knows nothing of what ended after a delivery began', () => {
    const row = SPLIT + 150;
    const startedAt = deliveries[row]?.startedAt ?? 0;
    const changed = deliveries.map((delivery) =>
      delivery.endedAt < startedAt
        ? delivery
        : { ...delivery, endedAt: delivery.endedAt + 50 * DAY_MS },
    );
    const other = ourMethods(changed, SPLIT).rolling;
    expect(other.quantiles[row]).toEqual(rolling.quantiles[row]);
    expect(other.lateScore[row]).toBe(rolling.lateScore[row]);
  });

  it('says the same of the same deliveries', () => {
    expect(ourMethods(deliveries, SPLIT).rolling).toEqual(rolling);
  });
});
