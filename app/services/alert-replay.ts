import { setImmediate } from 'node:timers/promises';
import {
  FLAGGED_OF_100_CHOICES,
  type AlertBudget,
  type AlertPolicy,
  type AlertPolicyResult,
} from '#app/contracts/alert-budget.ts';
import type { Journey } from '#app/domain/lanes/journey.ts';
import type { LaneModel } from '#app/domain/lanes/lane-model.ts';
import { FEWEST_FOR_BUDGET, patienceForBudget, type Patience } from '#app/domain/lanes/patience.ts';
import {
  fixedPolicy,
  learnedPolicy,
  pairPolicy,
  replay as replayPolicy,
  type Policy,
} from '#app/domain/lanes/replay.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';

/** What is replayed with a model, as it is kept with it. */
export type AlertReplay = Omit<AlertBudget, 'setAside' | 'version'>;

/** Rules of fixed days that products and their users go by; after thirty days platforms call a shipment expired. */
const FIXED_DAYS = [3, 5, 7, 14, 30];
const PAIR = { domesticDays: 3, internationalDays: 5 };

/**
 * Replays known ways under every budget on offer and the shop's own, under its fixed limits and the rules in use elsewhere.
 * With too few delivered parcels nothing is counted, and budgets tell what the curves expect along a usual way abroad.
 * Lets the process do other things between two policies. `solved` is what the shop's own budget comes to.
 */
export async function replayAlerts({
  journeys,
  model,
  settings,
  timeZone,
  now,
}: {
  journeys: readonly Journey[];
  model: LaneModel;
  settings: ShopSettings;
  /** The shop's. */
  timeZone: string;
  now: Date;
}): Promise<{ solved: Patience; replay: AlertReplay }> {
  const good = journeys.filter(({ outcome }) => outcome === 'delivered');
  const isEstimate = good.length < FEWEST_FOR_BUDGET;
  const longest = good.map(longestSilence).sort((a, b) => a - b);
  const counted = (policy: Policy) => (isEstimate ? NOT_COUNTED : count(journeys, policy, longest));
  const solve = async (flaggedOf100: number) => {
    await setImmediate();
    return patienceForBudget({ journeys, model, budget: flaggedOf100 / 100 });
  };
  const { flaggedOf100: chosenOf100 } = settings.alerts;
  const chosen = await solve(chosenOf100);
  const results: AlertPolicyResult[] = [];
  const budgets = [...new Set([...FLAGGED_OF_100_CHOICES, chosenOf100])];
  for (const flaggedOf100 of budgets.sort((a, b) => a - b)) {
    const solved = flaggedOf100 === chosenOf100 ? chosen : await solve(flaggedOf100);
    const { isMet, flaggedShare } = solved;
    const figures = counted(learnedPolicy(model, solved.patience));
    results.push({ policy: { kind: 'learned', flaggedOf100 }, isMet, ...figures, flaggedShare });
  }
  const least = 100 * (await solve(0)).flaggedShare;
  await setImmediate();
  for (const [policy, rule] of rulesOf(settings)) {
    results.push({ policy, isMet: true, ...counted(rule) });
  }
  const dayOf = (at: number) => dayInZone(new Date(at), timeZone);
  const replay: AlertReplay = {
    basis: isEstimate ? 'usual_way' : 'history',
    fromOn: dayOf(
      journeys.reduce((first, { endedAt }) => Math.min(first, +endedAt), now.getTime()),
    ),
    untilOn: dayOf(now.getTime()),
    good: good.length,
    stuck: journeys.filter(({ outcome }) => outcome === 'lost').length,
    leastOf100: least > FLAGGED_OF_100_CHOICES[0] ? hundredths(least) : null,
    results,
  };
  return { solved: chosen, replay };
}

function rulesOf({ limits }: ShopSettings): [AlertPolicy, Policy][] {
  const own = {
    domesticDays: limits.domestic.silentDays,
    internationalDays: limits.international.silentDays,
  };
  return [
    [{ kind: 'own', ...own }, pairPolicy(own)],
    [{ kind: 'pair', ...PAIR }, pairPolicy(PAIR)],
    ...FIXED_DAYS.map((days): [AlertPolicy, Policy] => [
      { kind: 'fixed', days },
      fixedPolicy(days),
    ]),
  ];
}

type Figures = Omit<AlertPolicyResult, 'policy' | 'isMet'>;

const NOT_COUNTED: Figures = {
  flaggedShare: null,
  goodFlagged: null,
  stuckCaught: null,
  delayDays: null,
  soonerDays: null,
  alertsPer100: null,
};

/** `longest`: each good parcel's longest silence, ascending. */
function count(journeys: readonly Journey[], policy: Policy, longest: readonly number[]): Figures {
  const replayed = replayPolicy(journeys, policy);
  const { goodFlagged, falseAlarmRate, stuckFlagged, alertsPer100 } = replayed;
  const delay = medianOf(replayed.delaysDays);
  // A rule of so many days flags as many good parcels: it waits for the longest silence among those left alone.
  const asFixed = longest.at(longest.length - goodFlagged - 1) ?? 0;
  const isKnown = Number.isFinite(delay);
  return {
    flaggedShare: falseAlarmRate,
    goodFlagged,
    stuckCaught: stuckFlagged,
    delayDays: isKnown ? hundredths(delay) : null,
    soonerDays: isKnown && goodFlagged < longest.length ? hundredths(asFixed - delay) : null,
    alertsPer100: hundredths(alertsPer100),
  };
}

/** In days of 24 hours. */
function longestSilence({ silences }: Journey): number {
  return silences.reduce((longest, { plainDays }) => Math.max(longest, plainDays), 0);
}

/** NaN without any. */
function medianOf(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const middle = ascending.length / 2;
  const low = ascending[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = ascending[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
