import { carrierName } from '#app/domain/numbers/carriers.ts';
import type { SilenceKey } from '#app/domain/lanes/lane-key.ts';
import type { SilenceCurve } from '#app/domain/lanes/silence-curve.ts';
import { legKindOf, silenceStageOf } from '#app/domain/lanes/silence-stage.ts';
import { calendarOfStage } from '#app/domain/lanes/stage-calendar.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import { type BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import { evidence } from '#app/domain/verdicts/evidence.ts';
import type { Evidence, Population, VerdictInput } from '#app/domain/verdicts/verdict.ts';

/** What the past of a lane says of a silence. */
export interface LearnedSilence {
  curve: SilenceCurve;
  version: number;
  /** Days of this calendar are the curve's days. */
  calendar: BusinessCalendar;
  /** The silence at which to speak; null = the shop's fixed limits decide. */
  limitDays: number | null;
}

/** The curve of the silence that a parcel is in after its news; null when nothing is learned or asked. */
export function learnedSilence(
  { learned, parcel, calendars, limits }: VerdictInput,
  news: readonly Scan[],
): LearnedSilence | null {
  if (learned === null) return null;
  const { origin, destination } = parcel;
  const stage = silenceStageOf(news, { origin, destination });
  const key: SilenceKey = {
    stage,
    leg: legKindOf(stage, parcel),
    carrier: learned.carrier,
    origin,
    destination,
  };
  const curve = learned.model.curveFor(key);
  return {
    curve,
    version: learned.model.version,
    calendar: calendarOfStage(stage, calendars),
    limitDays:
      limits.alert === 'fixed' || learned.patience === null
        ? null
        : curve.limitDays(learned.patience),
  };
}

/** Probabilities at which a silence is looked at again and its probability told anew. */
const STEPS = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/**
 * The probability that the parcel never moves by itself, as told from the last step reached until the next: at least so
 * much. It changes at steps alone, so that a verdict holds until its `reviewAt`. Silence counts up to `judgedUntil`;
 * `nextAt` is the first step after `now`, null behind the last.
 */
export function stallSteps(
  { curve, calendar }: LearnedSilence,
  { from, judgedUntil, now }: { from: Date; judgedUntil: Date; now: Date },
): { probability: number; reachedAt: Date; nextAt: Date | null } {
  let probability = curve.neverMoves;
  let reachedAt = from;
  for (const step of STEPS) {
    if (step <= curve.neverMoves) continue;
    const days = curve.stallReaches(step);
    if (!Number.isFinite(days)) break;
    const at = calendar.addWorkingDays(from, days);
    if (at.getTime() > now.getTime()) return { probability, reachedAt, nextAt: at };
    if (at.getTime() > judgedUntil.getTime()) continue;
    probability = step;
    reachedAt = at;
  }
  return { probability, reachedAt, nextAt: null };
}

/** What is usual here, as a sentence: nine of ten, within how many days, by whose past. */
export function usualSilence({ curve, limitDays }: LearnedSilence): readonly Evidence[] {
  if (limitDays === null) return [];
  const known = sentences.get(curve);
  if (known !== undefined) return known;
  const said = usualSentence(curve);
  sentences.set(curve, said);
  return said;
}

/** The same sentence for every parcel of a curve. */
const sentences = new WeakMap<SilenceCurve, readonly Evidence[]>();

function usualSentence(curve: SilenceCurve): readonly Evidence[] {
  const { key, level } = curve;
  const parcels = Math.round(curve.parcels);
  const days = Math.max(0.1, Math.round(curve.quantile(USUAL_SHARE) * 10) / 10);
  if (!Number.isFinite(days)) return [];
  switch (level) {
    case 'prior':
      return [evidence('usual_in_general', { days })];
    case 'stage':
      return [evidence('usual_at_stage', { days, parcels })];
    case 'carrier':
      return [
        evidence('usual_of_carrier', { days, parcels, carrier: carrierName(key.carrier ?? '') }),
      ];
    case 'lane': {
      const { origin, destination } = key;
      return origin === null || destination === null
        ? [evidence('usual_on_lane', { days, parcels })]
        : [evidence('usual_between', { days, parcels, origin, destination })];
    }
  }
}

const USUAL_SHARE = 0.9;

/** Whom the silence is compared with, for the verdict. */
export function learnedPopulation({ curve, version }: LearnedSilence): LearnedPopulation {
  const { level, parcels, keyText } = curve;
  return { basis: 'learned', level, parcels: Math.round(parcels), silenceKey: keyText, version };
}

type LearnedPopulation = Extract<Population, { basis: 'learned' }>;
