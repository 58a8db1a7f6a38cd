import { play } from '#sandbox/world/planning/scene.ts';
import type { Scene } from '#sandbox/world/planning/scene.ts';
import type { PlanningTruth } from '#sandbox/world/planning/shapes.ts';
import { WEEKS_AFTER, WEEKS_BEFORE } from '#sandbox/world/planning/store.ts';
import { truthOf } from '#sandbox/world/planning/truth.ts';

/** One store of the sandbox, its past and what will become of it, and the instant at which the app is asked. */
export interface LivedShop {
  seed: number;
  /** Before the store opens for the day. */
  now: Date;
  scene: Scene;
  truth: PlanningTruth;
}

const DAY_MS = 86_400_000;
/** Five in the morning in New York in winter: the night's plans are made, nothing of the day has been sold. */
const FIRST = Date.UTC(2026, 0, 6, 10);
/** Instants are spread over a year, so that no season and no weekday weighs more than another. */
const STEP_DAYS = 37;
const YEAR_DAYS = 364;

export function livedShop(seed: number, scale: number): LivedShop {
  const startAt = FIRST + ((seed * STEP_DAYS) % YEAR_DAYS) * DAY_MS;
  const scene = play({
    startAt,
    seed,
    scale,
    weeksBefore: WEEKS_BEFORE,
    weeksAfter: WEEKS_AFTER,
  });
  return { seed, now: new Date(startAt), scene, truth: truthOf(scene) };
}
