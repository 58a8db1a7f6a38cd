import type { CurveFacts, DiagnosisFacts } from '#app/domain/diagnosis/facts.ts';
import { stallProbability } from '#app/domain/lanes/stall-probability.ts';
import { businessCalendar } from '#app/domain/shared/business-calendar.ts';

/** Where the tests stand: a Wednesday noon in Germany, a working day there and in China. */
export const NOW = new Date('2026-11-18T11:00:00Z');
const DAY_MS = 86_400_000;

export function daysAgo(days: number): Date {
  return new Date(NOW.getTime() - days * DAY_MS);
}

/** A parcel of which nothing is known but that it has been silent in line-haul for six days. */
export function aSilence(told: Partial<DiagnosisFacts> = {}): DiagnosisFacts {
  return {
    now: NOW,
    stage: 'linehaul',
    leg: 'linehaul',
    silence: { from: daysAgo(6), days: 6 },
    curve: null,
    calendar: businessCalendar({ country: 'DE', businessDays: true, closedOn: [] }),
    notice: null,
    noticeShare: null,
    numberSeenAt: null,
    source: null,
    isFollowed: null,
    hasSharedStream: null,
    incident: null,
    pastStop: null,
    others: null,
    customs: null,
    proofs: null,
    nextNumber: null,
    rest: null,
    supplierEarlyShare: null,
    promise: null,
    hasLastCarrier: null,
    claim: null,
    ...told,
  };
}

/** Everything ordinary: a source that answers, nobody else late, nothing against the number. */
export const ORDINARY = {
  source: { answeredAt: new Date(NOW.getTime() - 3_600_000), limitHours: 6 },
  isFollowed: true,
  hasSharedStream: false,
  incident: 'none',
  others: { due: 40, late: 4, expectedLate: 4 },
  proofs: [],
  nextNumber: 'none',
  rest: { share: 0, endsAt: null },
} as const satisfies Partial<DiagnosisFacts>;

/** A curve on which one in a hundred never moves, at a silence that `survival` of the others survive. */
export function aCurve(survival: number, told: Partial<CurveFacts> = {}): CurveFacts {
  return {
    survival,
    stall: stallProbability(0.01, survival),
    neverMoves: 0.01,
    level: 'lane',
    usualUntil: daysAgo(1),
    stallReaches: () => null,
    ...told,
  };
}
