/** Why a parcel is silent, late or never scanned; the words live in i18n under `diagnosis.cause.<code>`. */
export const SILENCE_CAUSES = [
  'usual_wait', // still within what is usual on its way
  'customs', // waits at customs: queue, papers, duties
  'carrier_backlog', // slow or stopped for everyone at its carrier
  'handoff_lost', // lost on the way, most often between two carriers
  'never_handed_over', // no carrier has it: still with the supplier
  'wrong_number', // the number is not this parcel's
  'source_lag', // the parcel moves, and our source does not tell
  'rest_days', // a weekend or a holiday
  'attempt_or_pickup', // the buyer must do something
  'unknown', // something this list does not know
] as const;
export type SilenceCause = (typeof SILENCE_CAUSES)[number];

/** Non-negative weights of all causes; odds when they add up to 1. */
export type Weights = Readonly<Record<SilenceCause, number>>;

/** A weight for each cause. */
export function weightsBy(of: (cause: SilenceCause) => number): Weights {
  return {
    usual_wait: of('usual_wait'),
    customs: of('customs'),
    carrier_backlog: of('carrier_backlog'),
    handoff_lost: of('handoff_lost'),
    never_handed_over: of('never_handed_over'),
    wrong_number: of('wrong_number'),
    source_lag: of('source_lag'),
    rest_days: of('rest_days'),
    attempt_or_pickup: of('attempt_or_pickup'),
    unknown: of('unknown'),
  };
}

export function sumOf(weights: Weights): number {
  return SILENCE_CAUSES.reduce((sum, cause) => sum + weights[cause], 0);
}

/** The same weights scaled to add up to 1. */
export function toOdds(weights: Weights): Weights {
  const sum = sumOf(weights);
  return weightsBy((cause) => weights[cause] / sum);
}
