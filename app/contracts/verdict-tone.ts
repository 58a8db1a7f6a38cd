import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

/**
 * How loud a state is, as Polaris names it. `critical` is kept for what a person must do something about today; what only
 * waits or informs is quieter, so that red keeps its meaning.
 */
export const VERDICT_TONE = {
  unassessed: undefined,
  on_track: undefined,
  source_blind: 'info',
  late: 'attention',
  stalled: 'critical',
  never_scanned: 'critical',
  missing_number: 'critical',
  customs_hold: 'critical',
  wrong_number: 'critical',
  wrong_parcel: 'critical',
  delivered: 'success',
  returning: 'attention',
  lost: 'critical',
} as const satisfies Record<
  VerdictKind | 'unassessed',
  'info' | 'attention' | 'critical' | 'success' | undefined
>;
