import { fromNewark } from './parcels.ts';
import type { PlannedDispute, PlannedOrder } from './plan.ts';

/** DSP-01: a dispute is answered before its day. DSP-02 counts those opened within 30 days. */
export const DISPUTES: readonly PlannedOrder[] = [
  disputed('opened on day 3, due on day 12, never answered', {
    opened: { day: 3 },
    due: { day: 12, hour: 16 },
    reason: 'PRODUCT_NOT_RECEIVED',
    networkReasonCode: '13.1',
  }),
  disputed('opened on day 3, answered on day 6', {
    opened: { day: 3 },
    due: { day: 13, hour: 16 },
    reason: 'FRAUDULENT',
    networkReasonCode: '10.4',
    evidenceSent: { day: 6 },
  }),
  disputed('an inquiry opened on day 5, due on day 20, never answered', {
    opened: { day: 5 },
    due: { day: 20, hour: 16 },
    reason: 'PRODUCT_NOT_RECEIVED',
    type: 'INQUIRY',
  }),
  disputed('opened on day 4, and nobody says when it is due', {
    opened: { day: 4 },
    due: null,
    reason: 'CREDIT_NOT_PROCESSED',
  }),
  disputed('opened on day 10, due on day 28, never answered', {
    opened: { day: 10 },
    due: { day: 28, hour: 16 },
    reason: 'PRODUCT_UNACCEPTABLE',
    networkReasonCode: '13.3',
  }),
  disputed('lost a month ago', {
    opened: { day: -45 },
    due: { day: -36, hour: 16 },
    reason: 'PRODUCT_NOT_RECEIVED',
    finalised: { day: -32, as: 'LOST' },
  }),
];

/** Delivered within the United States, then disputed. */
function disputed(about: string, dispute: PlannedDispute): PlannedOrder {
  const placed = dispute.opened.day - 14;
  return {
    about,
    placed: { day: placed, hour: 10 },
    to: 'US',
    lines: [{ sku: 'MG-VASE', quantity: 1 }],
    parcels: [fromNewark(placed + 1, placed + 5)],
    dispute,
  };
}
