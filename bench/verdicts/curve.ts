/**
 * Reads a curve of false-alarm rate against delay where the rate is exactly `target`, so that methods are compared on equal
 * footing whatever their knobs. Rates are by knob, from the eager to the patient end.
 *
 * `places` are all spots where the curve passes the target: between two neighbouring knobs, or at the eager end when even
 * that stays below. Empty when every knob flags more.
 */
export interface Place {
  knob: number;
  /** Between this knob and the next one, 0 to 1. */
  share: number;
}

export function placesAt(rates: Float64Array, target: number): Place[] {
  const first = rates[0] ?? Number.NaN;
  if (first <= target) return [{ knob: 0, share: 0 }];
  const places: Place[] = [];
  for (let knob = 0; knob + 1 < rates.length; knob += 1) {
    const [from, to] = [rates[knob] ?? 0, rates[knob + 1] ?? 0];
    const isBetween = (from > target && to <= target) || (from <= target && to > target);
    if (isBetween) places.push({ knob, share: (from - target) / (from - to) });
  }
  return places;
}

/** The value of a quantity that is known at the knobs, at a place between two of them. */
export function valueAt({ knob, share }: Place, atKnob: (knob: number) => number): number {
  const from = atKnob(knob);
  return share === 0 ? from : from + share * (atKnob(knob + 1) - from);
}

/** Of several places the one where the quantity is least: a rule whose curve is jagged is read to its advantage. */
export function leastPlace(
  places: readonly Place[],
  atKnob: (knob: number) => number,
): Place | null {
  let least: { place: Place; value: number } | null = null;
  for (const place of places) {
    const value = valueAt(place, atKnob);
    if (least === null || value < least.value) least = { place, value };
  }
  return least?.place ?? null;
}
