import { HOUR, wholeSecond } from './calendar.ts';
import { CARRIERS, trackingFor } from './carriers.ts';
import type { HandOff, Parcel } from './parcel.ts';
import { Random, seedFrom } from './random.ts';
import { RATES } from './troubles.ts';

/**
 * How the last-mile carrier takes the parcel over at `at`: null when it goes on under the supplier's number alone.
 * Drawn from a stream of its own, so that journeys are the same with and without.
 */
export function chooseHandOff(
  parcel: Parcel,
  { at, mayGoQuiet, takeSerial }: { at: number; mayGoQuiet: boolean; takeSerial: () => number },
): HandOff | null {
  if (!parcel.lane.crossBorder) return null;
  const random = new Random(seedFrom(parcel.seed, 0x4a0ff));
  const draw = random.next();
  const isQuiet = draw < RATES.handedOffQuietly;
  if (draw >= RATES.handedOffQuietly + RATES.handedOffUnderBoth) return null;
  if (isQuiet && !mayGoQuiet) return null;
  const carrier = parcel.lane.lastMile;
  return {
    kind: isQuiet ? 'quiet' : 'kept',
    at,
    knownAt: wholeSecond(at + random.between(0.3, 8) * HOUR),
    number: trackingFor(carrier, takeSerial(), random).number,
    company: CARRIERS[carrier].company,
    carrier,
  };
}
