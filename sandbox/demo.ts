import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from './build.ts';
import { runComplianceCheck } from './check-compliance.ts';
import { runPlanningCheck } from './check-planning.ts';
import { runSourceCheck } from './check-sources.ts';
import { runShopperCheck } from './check-shopper.ts';
import { runCheck } from './check.ts';
import { launchStack } from './launch.ts';

// `npm run demo`: everything on this machine, and one address to open.
// `npm run demo -- --check`: the same on free ports, walked through by a browser for 30 virtual days, then compared.
// `npm run demo -- --check --sources`: the same with 17TRACK and AfterShip connected.
// `npm run demo -- --check --compliance`: the app's findings in the scripted store against what is true of it.
// `npm run demo -- --check --shopper`: what shoppers see of a parcel in each verdict, and a question answered.
// `npm run demo -- --compliance`: the demo with the scripted store beside the others.
// `npm run demo -- --check --inventory --cash`: what the app foretells of stock and cash against what really comes.
// `npm run demo -- --planning`: the demo with the store whose stock and money can be foretold.
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    sources: { type: 'boolean', default: false },
    compliance: { type: 'boolean', default: false },
    planning: { type: 'boolean', default: false },
    shopper: { type: 'boolean', default: false },
    inventory: { type: 'boolean', default: false },
    cash: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '7' },
    orders: { type: 'string', default: '2000' },
    days: { type: 'string', default: '30' },
  },
});
const ROOT = path.resolve(import.meta.dirname, '..');
const seed = Number(values.seed);
const orders = Number(values.orders);

run('scripts/fetch-schema.ts');
buildIfStale();

if (values.check) {
  process.exitCode = await check({ seed, orders, days: Number(values.days) });
} else {
  const stack = await launchStack({
    ports: { admin: 4400, web: 4401 },
    database: 'lastscan_demo',
    seed,
    orders,
    compliance: values.compliance,
    planning: values.planning,
    output: 'errors',
  });
  console.log(
    `\n  Open ${stack.adminUrl}\n\n  A sandbox store. Install Lastscan there. Ctrl-C ends it.\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stack.stop().then(() => process.exit(0)));
  }
}

function check(options: { seed: number; orders: number; days: number }): Promise<0 | 1> {
  if (values.shopper) return runShopperCheck({ seed: options.seed });
  if (values.compliance) return runComplianceCheck(options);
  const { inventory, cash } = values;
  if (inventory || cash)
    return runPlanningCheck({ seed: options.seed, inventory, cash, seeds: Number(values.seeds) });
  return values.sources ? runSourceCheck(options) : runCheck(options);
}

function run(script: string): void {
  execFileSync(process.execPath, [path.join(ROOT, script)], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
