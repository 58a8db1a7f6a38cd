import type { Journey, Silence } from '#app/domain/lanes/journey.ts';
import type { LaneModel } from '#app/domain/lanes/lane-model.ts';

/** When to speak: how long a silence may last. */
export interface Policy {
  name: string;
  /** Days after which this silence is flagged; infinite = never. In days of the silence's clock, or plain days. */
  limitDaysFor(silence: Silence): number;
  clock: 'stage' | 'plain';
}

/** What a policy would have said of parcels whose end is known. */
export interface Replayed {
  /** Delivered parcels, and of them those that were flagged at least once. */
  good: number;
  goodFlagged: number;
  /** Share of delivered parcels ever flagged; NaN without any. */
  falseAlarmRate: number;
  /** Parcels that were lost, and of them those flagged before anybody knew (before `endedAt`). */
  stuck: number;
  stuckFlagged: number;
  /** For each stuck parcel: days from its last scan to the flag, whether or not somebody knew before. */
  delaysDays: number[];
  /** Flags raised on all parcels: one for each silence that went past its limit. */
  alerts: number;
  alertsPer100: number;
}

/**
 * Lets a policy watch parcels whose way is known. Returned parcels count among the alerts alone: their signal is explicit,
 * they are neither good nor stuck. Open ones count among the alerts too: nobody knows yet.
 */
export function replay(journeys: readonly Journey[], policy: Policy): Replayed {
  let [good, goodFlagged, stuck, stuckFlagged, alerts] = [0, 0, 0, 0, 0];
  const delaysDays: number[] = [];
  for (const journey of journeys) {
    let flags = 0;
    for (const silence of journey.silences) {
      if (lasted(silence, policy) > policy.limitDaysFor(silence)) flags += 1;
    }
    alerts += flags;
    if (journey.outcome === 'delivered') {
      good += 1;
      if (flags > 0) goodFlagged += 1;
    }
    const last = journey.silences.at(-1);
    if (journey.outcome === 'lost' && last?.end === 'stuck') {
      stuck += 1;
      if (flags > 0) stuckFlagged += 1;
      delaysDays.push(delayOf(last, policy));
    }
  }
  const { length } = journeys;
  return {
    good,
    goodFlagged,
    falseAlarmRate: good === 0 ? Number.NaN : goodFlagged / good,
    stuck,
    stuckFlagged,
    delaysDays,
    alerts,
    alertsPer100: length === 0 ? Number.NaN : (100 * alerts) / length,
  };
}

/**
 * Open parcels that have been silent for longer than any at their stage that ever moved again, as parcels that were lost:
 * few carriers ever say so. They were last looked at when the journey ends, and nobody has given them up.
 */
export function withEndless(journeys: readonly Journey[], model: LaneModel): Journey[] {
  return journeys.map((journey) => {
    const last = journey.silences.at(-1);
    if (journey.outcome !== 'open' || last === undefined || last.end !== 'open') return journey;
    if (last.days < model.curveFor(last.key).endlessDays) return journey;
    const silences = [...journey.silences.slice(0, -1), { ...last, end: 'stuck' as const }];
    return { ...journey, outcome: 'lost', silences };
  });
}

function lasted(silence: Silence, { clock }: Policy): number {
  return clock === 'plain' ? silence.plainDays : silence.days;
}

/**
 * Plain days from the last scan to the flag. A limit of clock days is stretched by the share of rest in the silence that
 * was; the longer it was, the less one weekend matters.
 */
function delayOf(silence: Silence, policy: Policy): number {
  const limit = policy.limitDaysFor(silence);
  if (policy.clock === 'plain' || silence.days <= 0) return limit;
  return limit * (silence.plainDays / silence.days);
}

/** Every silence is flagged after so many plain days. */
export function fixedPolicy(days: number): Policy {
  return { name: `${days} days`, clock: 'plain', limitDaysFor: () => days };
}

/** So many plain days within a country, and so many across borders. */
export function pairPolicy({
  domesticDays,
  internationalDays,
}: {
  domesticDays: number;
  internationalDays: number;
}): Policy {
  return {
    name: `${domesticDays}/${internationalDays} days`,
    clock: 'plain',
    limitDaysFor: ({ key }) => (key.leg === 'domestic' ? domesticDays : internationalDays),
  };
}

/** Lastscan's own: see `limitDays` in silence-curve.ts. */
export function learnedPolicy(model: LaneModel, patience: number): Policy {
  return {
    name: `learned, patience ${patience}`,
    clock: 'stage',
    limitDaysFor: ({ key }) => model.curveFor(key).limitDays(patience),
  };
}
