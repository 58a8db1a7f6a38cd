/**
 * How long a stuck parcel waits for its flag, and how many good parcels are flagged for it, beside the rules in use elsewhere.
 *
 *   npm run bench:verdicts -- --parcels P.csv --scans S.csv [--split 0.5 | --folds 5] [--seed 1] [--resamples 1000]
 *   npm run bench:verdicts -- [--seeds 10] [--orders 8000] [--split 0.5 | --folds 5]
 *
 * P.csv: parcel_id, carrier, origin, destination, started_at, outcome (delivered, returned, lost, open), ended_at; carrier,
 * countries and ended_at may be empty. S.csv: parcel_id, occurred_at, milestone, country, place; the last two may be empty.
 * Learns from the parcels that started first, from what was known of them at that instant, and judges the rest; or, with
 * folds, learns from the others of each fold. Without files it runs on the sandbox's world and ends with 1 below the bar.
 */
import { parseArgs } from 'node:util';
import { UnusableTable } from './csv/read-table.ts';
import { benchFiles } from './verdicts/files.ts';
import type { Design } from './verdicts/study.ts';
import { benchWorld } from './verdicts/world.ts';

const FEWEST_RESAMPLES = 500;

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UnusableTable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run(): Promise<boolean> {
  const options = readOptions();
  const { parcels, scans } = options;
  const seed = wholeNumber('seed', options.seed, 0);
  const resamples = wholeNumber('resamples', options.resamples, FEWEST_RESAMPLES);
  const design = designOf({ ...options, seed });
  if (parcels === undefined && scans === undefined) {
    const seeds = wholeNumber('seeds', options.seeds, 1);
    const orders =
      options.orders === undefined ? undefined : wholeNumber('orders', options.orders, 500);
    return benchWorld(design, { seeds, orders, resamples, seed });
  }
  if (parcels === undefined || scans === undefined) {
    throw new UnusableTable(
      `--${parcels === undefined ? 'parcels' : 'scans'} is missing: name both files, or neither to run on the sandbox's world`,
    );
  }
  const paths = { parcelsPath: parcels, scansPath: scans, now: new Date() };
  await benchFiles(paths, design, { resamples, seed });
  return true;
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        parcels: { type: 'string' },
        scans: { type: 'string' },
        split: { type: 'string', default: '0.5' },
        folds: { type: 'string' },
        seed: { type: 'string', default: '1' },
        seeds: { type: 'string', default: '10' },
        orders: { type: 'string' },
        resamples: { type: 'string', default: '1000' },
      },
    }).values;
  } catch (error) {
    throw new UnusableTable(error instanceof Error ? error.message : String(error));
  }
}

function designOf({
  split,
  folds,
  seed,
}: {
  split: string;
  folds?: string | undefined;
  seed: number;
}): Design {
  if (folds !== undefined) {
    return { kind: 'folds', count: wholeNumber('folds', folds, 2), seed };
  }
  const share = Number(split);
  if (!(share > 0 && share < 1)) throw new UnusableTable('--split is a share between 0 and 1');
  return { kind: 'split', share };
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isInteger(number) || number < least) {
    throw new UnusableTable(`--${name} must be a whole number of at least ${least}`);
  }
  return number;
}
