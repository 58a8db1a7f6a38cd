/**
 * How well delivery dates are foretold, beside what can be had without a model.
 *
 *   npm run bench:dates -- --deliveries D.csv [--split 0.7] [--seed 1]
 *
 * D.csv: id, mode, carrier, origin, destination, started_at, ended_at, promised_at. Any but id, started_at and ended_at may
 * be empty or absent; texts are opaque, but a destination that is an ISO alpha-2 country has a business calendar. Sorted by
 * start, the first 70 % train and the rest is forecast: as of the split, and as of each start.
 */
import { parseArgs } from 'node:util';
import { UnusableTable } from './csv/read-table.ts';
import { readDeliveries } from './dates/deliveries.ts';
import { reportDeliveries } from './dates/report.ts';

const { values: options } = parseArgs({
  options: {
    deliveries: { type: 'string' },
    split: { type: 'string', default: '0.7' },
    seed: { type: 'string', default: '1' },
  },
});

try {
  await run();
} catch (error) {
  if (!(error instanceof UnusableTable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const split = Number(options.split);
  if (!(split > 0 && split < 1)) throw new UnusableTable('--split is a share between 0 and 1');
  if (options.deliveries === undefined) return;
  const { deliveries, absent, setAside } = await readDeliveries(options.deliveries);
  if (absent.length > 0) console.log(`columns it does not have: ${absent.join(', ')}`);
  reportDeliveries({ deliveries, setAside, splitShare: split, seed: Number(options.seed) });
}
