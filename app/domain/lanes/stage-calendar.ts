import { clockOf, type SilenceStage } from '#app/domain/lanes/silence-stage.ts';
import { businessCalendar, type BusinessCalendar } from '#app/domain/shared/business-calendar.ts';

/** Days of 24 hours that nobody rests on: how time is counted between the countries. */
export const PLAIN_DAYS = businessCalendar({ country: null, businessDays: false, closedOn: [] });

/** The calendar in whose days a silence at a stage is counted; see `clockOf`. */
export function calendarOfStage(
  stage: SilenceStage,
  calendars: { origin: BusinessCalendar; destination: BusinessCalendar },
): BusinessCalendar {
  const clock = clockOf(stage);
  return clock === 'plain' ? PLAIN_DAYS : calendars[clock];
}
