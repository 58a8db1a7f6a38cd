/** Why a scan or a parcel teaches nothing. Each is counted by name, never dropped in silence. */
export const SET_ASIDE = [
  'scan_before_start', // dated more than a day before the parcel existed
  'scan_in_future', // dated after the instant of looking
  'scan_twice', // the same milestone at the same instant
  'scan_after_end', // after the delivery or the return
  'clocks_disagree', // a step back on the way within hours: two time zones in one leg
  'parcel_too_old', // open for more than a year
  'parcel_without_span', // ends before it starts
] as const;
export type SetAside = (typeof SET_ASIDE)[number];
