import { DAY } from '#sandbox/world/calendar.ts';
import type { Incident } from '#sandbox/world/effects.ts';
import { Random, seedFrom } from '#sandbox/world/random.ts';

export interface ScheduledIncident {
  incident: Incident;
  from: Date;
  until: Date;
}

/**
 * What goes wrong during a history and when, as shares of its span. Every kind comes once in the earlier half, which a
 * method learns from, and once in the later one, which judges it. No week in which most parcels vanish: how many do is what
 * a method has to learn, and such a week would be all that it learns.
 */
const PLAN = [
  { incident: 'customs_backlog', begins: 0.2, lasts: 0.05 },
  { incident: 'number_before_parcel', begins: 0.29, lasts: 0.02 },
  { incident: 'carrier_outage', begins: 0.36, lasts: 0.03 },
  { incident: 'customs_backlog', begins: 0.58, lasts: 0.06 },
  { incident: 'carrier_outage', begins: 0.83, lasts: 0.035 },
  { incident: 'number_before_parcel', begins: 0.9, lasts: 0.02 },
] as const satisfies readonly { incident: Incident; begins: number; lasts: number }[];

/** Seeds differ by up to this share of the span in when an incident begins. */
const JITTER = 0.02;

/** The incidents of a history that begins at `from` (epoch ms), by their beginning. */
export function scheduleOf({
  seed,
  from,
  historyDays,
}: {
  seed: number;
  from: number;
  historyDays: number;
}): ScheduledIncident[] {
  const random = new Random(seedFrom(seed, 0x5ced));
  const span = historyDays * DAY;
  return PLAN.map(({ incident, begins, lasts }) => {
    const start = from + (begins + random.between(-JITTER, JITTER)) * span;
    return { incident, from: new Date(start), until: new Date(start + lasts * span) };
  });
}
