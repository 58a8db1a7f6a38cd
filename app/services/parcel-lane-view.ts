import type { LaneCurveView } from '#app/contracts/lanes.ts';
import { carrierName } from '#app/domain/numbers/carriers.ts';
import { parseSilenceKey } from '#app/domain/lanes/lane-key.ts';
import type { LaneModel } from '#app/domain/lanes/lane-model.ts';
import { calendarOfStage } from '#app/domain/lanes/stage-calendar.ts';
import { BIN_COUNT, edge } from '#app/domain/lanes/time-bins.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import type { Ends } from '#app/domain/verdicts/parcel-state.ts';
import { calendarsFor } from '#app/domain/verdicts/settings.ts';
import type { Population } from '#app/domain/verdicts/verdict.ts';

/** What a stored parcel must say of itself to be shown on its lane's curve. */
interface SilentParcel extends Ends {
  silenceFrom: Date | null;
  silenceLimitAt: Date | null;
  /** See `silenceKeyText`; null = no silence that anything is learned of. */
  silenceKey: string | null;
  population: Population | null;
}

const USUAL_SHARE = 0.9;
/** The curve is drawn at most until so many of the parcels that go on have moved. */
const DRAWN_SHARE = 0.99;
/** And so far beyond the last of what it is drawn for, which a long tail would press against the axis. */
const BEYOND = 1.5;
/** Beyond this nothing is drawn, nor counted apart. */
const LONGEST_DAYS = edge(BIN_COUNT - 1);

/**
 * The present silence on the curve of its lane, up to `now`; null when the way is over, while a number is waited for and
 * when nothing is waited for. Drawn from 0 past today's silence, the limit and what is usual, and no further than where 99 of
 * 100 have moved.
 */
export function parcelLaneView(
  parcel: SilentParcel,
  { model, settings, now }: { model: LaneModel; settings: ShopSettings; now: Date },
): LaneCurveView | null {
  const { silenceKey, silenceFrom: from, silenceLimitAt: limitAt } = parcel;
  if (silenceKey === null || from === null || limitAt === null) return null;
  const curve = model.curveFor(parseSilenceKey(silenceKey));
  const { key, level, parcels, neverMoves } = curve;
  const calendar = calendarOfStage(key.stage, calendarsFor(settings, parcel));
  const days = calendar.workingDaysBetween(from, now);
  const limitDays = calendar.workingDaysBetween(from, limitAt);
  const usualDays = Math.min(LONGEST_DAYS, curve.quantile(USUAL_SHARE));
  const told = Math.max(days, limitDays);
  const end = Math.min(
    LONGEST_DAYS,
    Math.max(told, Math.min(curve.quantile(DRAWN_SHARE), BEYOND * Math.max(told, usualDays))),
  );
  return {
    level,
    parcels: Math.round(parcels),
    carrier: key.carrier === null ? null : carrierName(key.carrier),
    origin: key.origin,
    destination: key.destination,
    stage: key.stage,
    leg: key.leg,
    clock: calendar.businessDays ? 'business' : 'plain',
    points: daysDrawn(end).map((at) => ({ days: at, still: rounded(curve.survivalAt(at)) })),
    usualDays: rounded(usualDays),
    days: rounded(days),
    still: rounded(curve.survivalAt(days)),
    neverMoves: rounded(neverMoves),
    chanceItMoves: rounded(1 - curve.stallAt(days)),
    limitDays: rounded(limitDays),
    limitFrom: parcel.population?.basis === 'learned' ? 'learned' : 'fixed',
    version: model.version,
  };
}

/** The bins' edges below `end`, and `end` itself: between them the curve is straight. */
function daysDrawn(end: number): number[] {
  const days: number[] = [];
  for (let bin = 0; edge(bin) < end; bin += 1) days.push(rounded(edge(bin)));
  return [...days, rounded(end)];
}

/** Four decimals: a hundredth of what can be seen. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
