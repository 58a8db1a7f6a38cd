import type { CrowdWait } from '#app/db/crowd-waits.server.ts';
import type { DueWait } from '#app/domain/diagnosis/backlog-ratio.ts';
import type { LaneModel } from '#app/domain/lanes/lane-model.ts';
import { legKindOf, SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';
import { calendarOfStage } from '#app/domain/lanes/stage-calendar.ts';
import { type BusinessCalendar } from '#app/domain/shared/business-calendar.ts';

/** A wait of a carrier's parcel to a country, held against its own curve; null where that says no day. */
export function dueWait(
  { stage: told, origin, from, endedAt }: CrowdWait,
  {
    carrier,
    destination,
    model,
    calendars,
  }: {
    /** Carrier family. */
    carrier: string;
    destination: string;
    model: LaneModel;
    calendars: { origin: BusinessCalendar; destination: BusinessCalendar };
  },
): DueWait | null {
  const stage = SILENCE_STAGES.find((each) => each === told);
  if (stage === undefined) return null;
  const ends = { origin, destination };
  const curve = model.curveFor({ stage, leg: legKindOf(stage, ends), carrier, ...ends });
  const days = curve.quantile(USUAL_SHARE);
  if (!Number.isFinite(days)) return null;
  const calendar = calendarOfStage(stage, calendars);
  const { neverMoves } = curve;
  return { p90At: calendar.addWorkingDays(from, days), endedAt, neverMoves };
}

const USUAL_SHARE = 0.9;
