import type { PollState } from '#app/domain/polling/plan.ts';

/** Where the tests stand: a Friday noon. */
export const NOW = new Date('2026-11-20T12:00:00Z');

/** A number that was scanned five hours ago and asked about just now, unless told otherwise. */
export function pollState(told: Partial<PollState> = {}): PollState {
  return {
    numberKey: 'YT2600000000001',
    state: 'tracking',
    answeredAt: NOW,
    attempts: 0,
    pushesArrive: false,
    startedAt: hoursAgo(120),
    milestone: 'domestic_transit',
    lastScanAt: hoursAgo(5),
    deliveredAt: null,
    estimatedDeliveryAt: null,
    isOver: false,
    isDoubted: false,
    isHandedOn: false,
    usualHandoverHours: null,
    stretch: 1,
    ...told,
  };
}

export function hoursAgo(hours: number): Date {
  return new Date(NOW.getTime() - hours * 3_600_000);
}
