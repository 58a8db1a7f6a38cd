import type { ScoreFacts } from '#app/domain/scorecards/parcel-score.ts';

const at = (day: number, hour = 9) => new Date(Date.UTC(2026, 9, day, hour));

/** A parcel that went well: paid on 1 October, numbered, scanned, handed over, delivered a day before its promise. */
export function goodParcel(change: Partial<ScoreFacts> = {}): ScoreFacts {
  return {
    carrier: { key: 'yunexpress', name: 'YunExpress' },
    supplier: { key: 'shenzhen hub', name: 'Shenzhen Hub' },
    origin: 'CN',
    destination: 'US',
    paidAt: at(1),
    shippedAt: at(2),
    numberAt: at(2),
    firstScanAt: at(3),
    handOffAt: at(8),
    deliveredAt: at(11),
    promisedAt: at(13, 0),
    outcome: 'delivered',
    isFirstScanLate: false,
    isSilentOnWay: false,
    hasMovedAgain: false,
    isFlagged: false,
    isNumberLate: false,
    isHandOverLate: false,
    isWrongNumber: false,
    isInTrouble: false,
    value: { minor: 4_200, currency: 'USD' },
    asOf: at(20),
    ...change,
  };
}
