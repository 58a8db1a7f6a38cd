import { silenceKeyText, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import type { LaneModel } from '#app/domain/lanes/lane-model.ts';
import type { SilenceCurve } from '#app/domain/lanes/silence-curve.ts';

/** A key with its number among those of many ways: what is remembered of it is found without comparing anything. */
interface NumberedKey extends SilenceKey {
  number: number;
}

/** Gives equal keys the same numbered object. */
export function keyNumbers(): (key: SilenceKey) => NumberedKey {
  const known = new Map<string, NumberedKey>();
  return (key) => {
    const text = silenceKeyText(key);
    const numbered = known.get(text) ?? { ...key, number: known.size };
    known.set(text, numbered);
    return numbered;
  };
}

/**
 * The same model, with each numbered key's curve and its last limit at hand: a replay asks millions of times for a few hundred
 * keys and one patience.
 */
export function rememberedCurves(model: LaneModel): LaneModel {
  const curves: SilenceCurve[] = [];
  return {
    version: model.version,
    curveFor(key) {
      if (!isNumbered(key)) return model.curveFor(key);
      return (curves[key.number] ??= withLastLimit(model.curveFor(key)));
    },
  };
}

function isNumbered(key: SilenceKey | NumberedKey): key is NumberedKey {
  return 'number' in key;
}

function withLastLimit(curve: SilenceCurve): SilenceCurve {
  let last = Number.NaN;
  let limit = 0;
  return {
    ...curve,
    limitDays(patience) {
      if (patience !== last) {
        limit = curve.limitDays(threeDigits(patience));
        last = patience;
      }
      return limit;
    },
  };
}

/**
 * A patience is solved to three digits, rounded up (patience.ts): between two such numbers the lower one's limit is asked,
 * which flags no fewer, so that what is solved keeps the budget and the curves remember few limits.
 */
function threeDigits(patience: number): number {
  const step = 10 ** (Math.floor(Math.log10(patience)) - 2);
  // What has three digits already must not lose one to rounding.
  return Math.floor(patience / step + 1e-6) * step;
}
