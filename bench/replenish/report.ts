import { printTable } from '../verdicts/table.ts';
import type { GameWeek } from './game.ts';

export interface PlayedPolicy {
  name: string;
  weeks: readonly GameWeek[];
  seconds: number;
}

/** Cost of each week by policy; then holding, shortage, total and what that is against the first policy. */
export function printCosts(weeks: readonly string[], policies: readonly PlayedPolicy[]): void {
  const header = ['cost per week', ...policies.map(({ name }) => name)];
  console.log('');
  printTable(
    header,
    weeks.map((week, index) => [
      week,
      ...policies.map((policy) =>
        money(costOf(policy.weeks[index] ?? { holding: 0, shortage: 0 })),
      ),
    ]),
  );
  console.log('');
  printTable(
    ['policy', 'total', 'holding', 'shortage', 'against ours', 'seconds'],
    policies.map((policy) => {
      const { holding, shortage } = sumOf(policy.weeks);
      return [
        policy.name,
        money(holding + shortage),
        money(holding),
        money(shortage),
        against(policy, policies[0]),
        policy.seconds.toFixed(1),
      ];
    }),
  );
}

function against(policy: PlayedPolicy, first: PlayedPolicy | undefined): string {
  if (first === undefined || policy === first) return '–';
  const ours = costOf(sumOf(first.weeks));
  const change = ours > 0 ? (100 * costOf(sumOf(policy.weeks))) / ours - 100 : Number.NaN;
  return Number.isFinite(change)
    ? `${change >= 0 ? '+' : '−'}${Math.abs(change).toFixed(1)} %`
    : '–';
}

function costOf({ holding, shortage }: GameWeek): number {
  return holding + shortage;
}

function sumOf(weeks: readonly GameWeek[]): GameWeek {
  return weeks.reduce(
    (sum, week) => ({
      holding: sum.holding + week.holding,
      shortage: sum.shortage + week.shortage,
    }),
    { holding: 0, shortage: 0 },
  );
}

function money(cost: number): string {
  return cost.toFixed(1);
}
