import type { Study } from './study.ts';
import { quantileOf } from './quantile.ts';

/** What comes out on the test when the knob is chosen on the training parcels. */
export interface TunedResult {
  name: string;
  /** As chosen, of the first sample; `…` when others chose otherwise. */
  knob: string;
  rate: number;
  mean: number;
  median: number;
  alertsPer100: number;
  /** Share of stuck parcels flagged before anybody knew: ever, and in the silence that never ends. */
  caught: number;
  caughtAtLast: number;
}

/** `place`: which of the targets the knobs were chosen for. */
export function tunedResults({ tally, tuned }: Study, place: number): TunedResult[] {
  return tally.families.map((family, at) => {
    const knobs = tuned.map((sample) => sample[at]?.[place]);
    let [flaggedGood, good, caught, caughtAtLast] = [0, 0, 0, 0];
    const delays: number[] = [];
    for (const [parcel, isGood] of tally.good.entries()) {
      const knob = knobs[tally.sampleOf[parcel] ?? 0]?.knob ?? 0;
      const isFlagged = family.patterns[family.patternOf[parcel] ?? 0]?.[knob] === 1;
      if (isGood) good += 1;
      if (isGood && isFlagged) flaggedGood += 1;
      const stuckAt = tally.stuckAt[parcel] ?? -1;
      if (stuckAt < 0) continue;
      delays.push(family.delays[stuckAt]?.[knob] ?? Number.NaN);
      if (isFlagged) caught += 1;
      if (family.caughtAtLast[stuckAt]?.[knob] === 1) caughtAtLast += 1;
    }
    const alerts = family.alerts.reduce(
      (sum, byKnob, sample) => sum + (byKnob[knobs[sample]?.knob ?? 0] ?? 0),
      0,
    );
    const texts = new Set(knobs.map((knob) => knob?.text ?? ''));
    const [text = ''] = texts;
    return {
      name: family.name,
      knob: texts.size > 1 ? `${text} …` : text,
      rate: flaggedGood / good,
      mean: delays.reduce((sum, days) => sum + days, 0) / delays.length,
      median: quantileOf(delays, 0.5) ?? Number.NaN,
      alertsPer100: (100 * alerts) / tally.good.length,
      caught: caught / delays.length,
      caughtAtLast: caughtAtLast / delays.length,
    };
  });
}
