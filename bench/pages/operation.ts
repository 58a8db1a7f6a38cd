/** Draws a whole number from `least` to `most`, both included. */
export type Draw = (least: number, most: number) => number;

/** A page's loader as one calls it, with what can be varied drawn anew at each call. */
export interface Operation {
  name: string;
  run: (draw: Draw) => Promise<unknown>;
}

export function pick<T>(draw: Draw, values: readonly T[]): T {
  const value = values[draw(0, values.length - 1)];
  if (value === undefined) throw new Error('Nothing to pick from');
  return value;
}
