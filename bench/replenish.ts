/**
 * Replays a replenishment game on any data of this shape, and prints what each week cost under our policy, under "order
 * nothing" and under a 13-week seasonal mean covering 4 weeks:
 *
 *   npm run bench:replenish -- --sales S.csv --in-stock I.csv --state T.csv --actuals A.csv \
 *     --lead 3 --holding 0.2 --shortage 1 --rounds 6
 *
 * Wide CSV files: the first column is the series' id, then one column a week (ISO date), oldest first. Sales and actuals
 * hold units (empty = missing), in-stock True or False. The state has the columns on_hand, arriving_1, arriving_2, … (one
 * less than the lead time has weeks). Without files the example in bench/data is played, which is
 *
 *   npm run bench:replenish -- --sales bench/data/sales.csv --in-stock bench/data/in-stock.csv \
 *     --state bench/data/state.csv --actuals bench/data/actuals.csv
 *
 * The first order is placed at the end of the history's last week, one more at the end of each week after it, as many as
 * there are rounds; an order placed at the end of week w is on the shelf at the start of week w + lead. Each round sees the
 * sales up to then: of the weeks played what was sold, not what was missed (with --tell-missed, as some games have it, that
 * too). After the last round nothing is ordered and the clock runs on to the week in which the last order comes, or to the
 * end of the actuals. Every unit left at the end of a week costs `--holding`, every unit missed is lost and costs
 * `--shortage`. No policy knows when the game ends. Ends with 1 when a file or an option cannot be used, and says which.
 *
 *   npm run bench:replenish -- --made-up 5
 *
 * plays five made-up shops of each of five regimes instead, beside a policy that knows the truth;
 *
 *   npm run bench:replenish -- --write-example bench/data
 *
 * makes the example anew.
 */
import { parseArgs } from 'node:util';
import { playGame, weeksToPlay, type GameRules, type Policy } from './replenish/game.ts';
import { ourPolicy } from './replenish/our-policy.ts';
import { playMadeUp } from './replenish/made-up.ts';
import { orderNothing, seasonalMean } from './replenish/plain-policies.ts';
import { readGame } from './replenish/read-game.ts';
import { UnusableFile } from './replenish/read-wide.ts';
import { printCosts, type PlayedPolicy } from './replenish/report.ts';
import { writeExample } from './replenish/write-example.ts';

const { values: options } = parseArgs({
  options: {
    sales: { type: 'string', default: 'bench/data/sales.csv' },
    'in-stock': { type: 'string', default: 'bench/data/in-stock.csv' },
    state: { type: 'string', default: 'bench/data/state.csv' },
    actuals: { type: 'string', default: 'bench/data/actuals.csv' },
    lead: { type: 'string', default: '3' },
    holding: { type: 'string', default: '0.2' },
    shortage: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
    'tell-missed': { type: 'boolean', default: false },
    'made-up': { type: 'string' },
    'write-example': { type: 'string' },
  },
});

try {
  run();
} catch (error) {
  if (!(error instanceof UnusableFile)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function run(): void {
  if (options['write-example'] !== undefined) {
    writeExample(options['write-example']);
    return;
  }
  const rules: GameRules = {
    leadWeeks: whole('lead'),
    rounds: whole('rounds'),
    costs: { holding: amount('holding'), shortage: amount('shortage') },
    tellsMissed: options['tell-missed'],
  };
  if (options['made-up'] !== undefined) {
    playMadeUp(rules, whole('made-up'));
    return;
  }
  const { series, history, actualWeeks, warnings } = readGame(
    {
      sales: options.sales,
      inStock: options['in-stock'],
      state: options.state,
      actuals: options.actuals,
    },
    rules.leadWeeks,
  );
  for (const warning of warnings) console.log(`note: ${warning}`);
  const weeks = actualWeeks.slice(0, weeksToPlay(rules, actualWeeks.length));
  console.log(
    `${series.length} series, ${history.weeks} weeks of history (${history.first} to ${history.last}), ${weeks.length} weeks played (${weeks[0] ?? ''} to ${weeks.at(-1) ?? ''})`,
  );
  console.log(
    `${rules.rounds} rounds, lead ${rules.leadWeeks} weeks, ${rules.costs.holding} per unit left, ${rules.costs.shortage} per unit lost; no policy knows when the game ends`,
  );
  const play = (name: string, policy: Policy): PlayedPolicy => {
    const started = performance.now();
    const played = playGame(series, policy, rules);
    return { name, weeks: played, seconds: (performance.now() - started) / 1000 };
  };
  const ours = ourPolicy({ rules, seed: whole('seed') });
  printCosts(weeks, [
    play('ours', ours.policy),
    play('order nothing', orderNothing),
    play('13-week seasonal mean, 4 weeks', seasonalMean),
  ]);
  console.log(`\n${ours.explain()}`);
}

function whole(name: 'lead' | 'rounds' | 'seed' | 'made-up'): number {
  const value = Number(options[name]);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new UnusableFile(`--${name} is a whole number from 1 on, not "${options[name] ?? ''}"`);
}

function amount(name: 'holding' | 'shortage'): number {
  const value = Number(options[name]);
  if (options[name].trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new UnusableFile(`--${name} is a cost per unit, 0 or more, not "${options[name]}"`);
}
