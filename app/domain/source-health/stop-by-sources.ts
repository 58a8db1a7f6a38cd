import {
  carrierStop,
  LIFT_SHARE,
  NO_STOP,
  STOP_SHARE,
} from '#app/domain/source-health/carrier-stop.ts';
import type { CarrierStop, CarrierWatch } from '#app/domain/source-health/carrier-stop.ts';
import { hourOf, sumBetween } from '#app/domain/source-health/hourly-counts.ts';
import type { HourlyCounts } from '#app/domain/source-health/hourly-counts.ts';

/**
 * Whether a carrier has stopped, by what each source hears of it. Each is held to its own past: two sources tell one scan
 * twice, and one that was connected today has no past.
 *
 * It has stopped when one source misses it and no other hears it: a source that alone goes quiet about a carrier is the
 * source's matter, and parcels go on moving by the other's word. It is over when half of what all sources together should
 * hear has come.
 */
export function stopBySources(
  told: readonly HourlyCounts[],
  watch: Omit<CarrierWatch, 'hours'>,
): CarrierStop {
  const looks = told.map((hours) => ({ hours, look: carrierStop({ ...watch, hours }) }));
  if (watch.openSince !== null) {
    return lastingStop(
      looks.map(({ look }) => look).filter(({ expected }) => expected > 0),
      watch.openSince,
    );
  }
  const missed = looks.filter(({ hours, look }) => {
    if (!look.stopped || look.beganAt === null) return false;
    const since = { from: hourOf(look.beganAt), until: hourOf(watch.now) };
    return looks.every(
      (other) =>
        other.hours === hours || sumBetween(other.hours, since) <= STOP_SHARE * look.expected,
    );
  });
  return missed.reduce<CarrierStop>(
    (worst, { look }) => (look.probability < worst.probability ? look : worst),
    NO_STOP,
  );
}

/** A source without a past says nothing of an end; when none can be compared, nothing is held back any longer. */
function lastingStop(looks: readonly CarrierStop[], beganAt: Date): CarrierStop {
  const sum = (of: (look: CarrierStop) => number) => looks.reduce((all, look) => all + of(look), 0);
  const [expected, seen] = [sum((look) => look.expected), sum((look) => look.seen)];
  if (expected === 0) return NO_STOP;
  const probability = Math.max(...looks.map((look) => look.probability));
  return seen >= LIFT_SHARE * expected
    ? { stopped: false, beganAt: null, expected, seen, probability }
    : { stopped: true, beganAt, expected, seen, probability };
}
