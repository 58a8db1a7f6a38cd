/**
 * When a country's carriers work. Built by `businessCalendar({country, businessDays, closedOn})` in this file:
 * weekends by country, public holidays from date-holidays, days in that country's main time zone.
 */
export interface BusinessCalendar {
  /** The instant `days` working days after `from` (whole days may be fractional: 0.5 = half a working day). */
  addWorkingDays(from: Date, days: number): Date;
  /** Working days between two instants, fractional, never negative. */
  workingDaysBetween(from: Date, to: Date): number;
}
