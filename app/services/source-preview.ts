import type { OpenGroup } from '#app/db/source-overview.server.ts';
import type { PaceCounts } from '#app/domain/polling/expected-calls.ts';
import type { Pace } from '#app/domain/polling/paces.ts';
import { nextPoll } from '#app/domain/polling/plan.ts';
import { MILESTONES } from '#app/domain/scans/scan.ts';

const HOUR_MS = 3_600_000;

/**
 * On which lines of the polling plan a shop's open parcels would stand once a source has answered about each: every group
 * of like parcels is planned as one of them would be.
 */
export function pacesOfGroups(groups: readonly OpenGroup[], now: Date): PaceCounts {
  const counts = new Map<Pace, number>();
  for (const group of groups) {
    const pace = paceOfGroup(group, now);
    counts.set(pace, (counts.get(pace) ?? 0) + group.parcels);
  }
  return Object.fromEntries(counts);
}

function paceOfGroup({ milestone, silentHours }: OpenGroup, now: Date): Pace {
  const since = new Date(now.getTime() - silentHours * HOUR_MS);
  const known = MILESTONES.find((name) => name === milestone) ?? null;
  const { pace } = nextPoll(
    {
      numberKey: 'preview',
      state: 'tracking',
      answeredAt: now,
      attempts: 0,
      pushesArrive: false,
      startedAt: since,
      milestone: known,
      lastScanAt: known === null ? null : since,
      deliveredAt: null,
      estimatedDeliveryAt: null,
      isOver: known === 'returned',
      isDoubted: false,
      isHandedOn: false,
      usualHandoverHours: null,
      stretch: 1,
    },
    now,
  );
  return pace;
}
