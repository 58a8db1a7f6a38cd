/** How a parameter of a reason is to be shown. */
export type FactParam =
  | 'instant' // ISO 8601 instant, shown in the shop's time zone
  | 'date' // ISO date
  | 'days' // days, possibly with a half
  | 'hours' // whole hours
  | 'count' // a number of parcels
  | 'percent' // a share from 0 to 1
  | 'level' // whose past a curve tells: a member of CurveLevel
  | 'proof'; // a member of PROOF_CODES, shown by its own word

/**
 * Every fact that can speak for or against a cause. The words live in i18n under `diagnosis.fact.<code>`; no parameter is
 * ever null.
 */
export const FACT_CODES = {
  silence_usual: { days: 'days', share: 'percent', level: 'level' },
  silence_unusual: { days: 'days', share: 'percent', level: 'level' },
  stage_first_scan: {},
  stage_first_scan_since: { since: 'instant' },
  stage_export: {},
  stage_linehaul: {},
  stage_customs: {},
  stage_customs_request: {},
  stage_delivery: {},
  stage_attempt: {},
  stage_pickup: {},
  announced: {},
  not_announced: {},
  source_fresh: { hours: 'hours' },
  source_old: { hours: 'hours', limitHours: 'hours' },
  source_never: {},
  followed: {},
  not_followed: {},
  shared_stream: {},
  carrier_incident: { since: 'instant' },
  source_incident: { since: 'instant' },
  no_incident: {},
  past_stop: { from: 'instant', until: 'instant', share: 'percent' },
  many_late: { late: 'count', due: 'count' },
  few_late: { late: 'count', due: 'count' },
  customs_asked: {},
  customs_entered: {},
  customs_released: {},
  customs_none: {},
  number_proof: { proof: 'proof' },
  number_suspicion: { proof: 'proof' },
  number_clean: {},
  next_number_scanned: {},
  next_number_silent: {},
  next_number_beside: {},
  next_number_none: {},
  rest_mostly: { share: 'percent' },
  rest_partly: { share: 'percent' },
  rest_hardly: {},
  resting_now: { until: 'instant' },
  supplier_early: { share: 'percent' },
  supplier_rarely_early: { share: 'percent' },
  promise_passed: { on: 'date' },
  promise_ahead: { on: 'date' },
} as const satisfies Record<string, Record<string, FactParam>>;

export type FactCode = keyof typeof FACT_CODES;
export type FactParams = Readonly<Record<string, string | number>>;
