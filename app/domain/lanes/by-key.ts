import type { SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { LEG_KINDS, SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';

/** Values kept by key. */
export interface ByKey<V> {
  /** The value of a key, made the first time that it is asked for. */
  get(key: SilenceKey, make: () => V): V;
}

/** Nested maps, because every verdict asks and joining a key's words into one string would cost more than the answer. */
export function byKey<V>(): ByKey<V> {
  const carriers = new Map<string | null, Map<string | null, Map<string | null, V[]>>>();
  return {
    get(key, make) {
      const origins = entryOf(
        carriers,
        key.carrier,
        newMap<string | null, Map<string | null, V[]>>,
      );
      const destinations = entryOf(origins, key.origin, newMap<string | null, V[]>);
      const values = entryOf(destinations, key.destination, newList<V>);
      const place = (STAGE_PLACE[key.stage] ?? 0) * LEG_KINDS.length + (LEG_PLACE[key.leg] ?? 0);
      const known = values[place];
      if (known !== undefined) return known;
      const value = make();
      values[place] = value;
      return value;
    },
  };
}

const newMap = <K, T>(): Map<K, T> => new Map();
const newList = <T>(): T[] => [];

function entryOf<K, T>(map: Map<K, T>, key: K, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}

const STAGE_PLACE: Readonly<Record<string, number>> = Object.fromEntries(
  SILENCE_STAGES.map((stage, index) => [stage, index]),
);
const LEG_PLACE: Readonly<Record<string, number>> = Object.fromEntries(
  LEG_KINDS.map((leg, index) => [leg, index]),
);
