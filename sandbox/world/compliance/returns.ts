import { fromShenzhen } from './parcels.ts';
import type { Destination, PlannedOrder, PlannedReturn } from './plan.ts';

const UNWANTED = 'UNWANTED';

/**
 * EU-RFD-01: who withdraws has his money within 14 days, with the standard delivery he paid, by the means he paid with;
 * in the European Union from the notice, in the United Kingdom from the goods' return.
 */
export const RETURNS: readonly PlannedOrder[] = [
  back('DE', 'sent back, and nothing paid since', {
    asked: { day: -16 },
    reason: UNWANTED,
    goodsBack: { day: -9 },
  }),
  back('FR', 'its 14th day is day 0, and nothing is paid', {
    asked: { day: -14 },
    reason: UNWANTED,
    goodsBack: { day: -7 },
  }),
  {
    ...back('DE', 'paid back on the 14th day', {
      asked: { day: -13 },
      reason: UNWANTED,
      goodsBack: { day: -6 },
    }),
    refunds: [{ at: { day: 1 }, ofReturn: true }],
  },
  {
    ...back('FR', 'paid back without the delivery charge', {
      asked: { day: -19 },
      reason: UNWANTED,
      goodsBack: { day: -13 },
    }),
    refunds: [{ at: { day: -10 }, shippingMinor: 0, ofReturn: true }],
  },
  {
    ...back('DE', 'paid back as store credit', {
      asked: { day: -18 },
      reason: UNWANTED,
      goodsBack: { day: -12 },
    }),
    refunds: [{ at: { day: -9 }, isStoreCredit: true, ofReturn: true }],
  },
  {
    ...back('FR', 'paid back on day 8, four days late', {
      asked: { day: -10 },
      reason: UNWANTED,
      goodsBack: { day: -3 },
    }),
    refunds: [{ at: { day: 8 }, ofReturn: true }],
  },
  {
    ...back('DE', 'paid back in two parts, the delivery charge on day 3', {
      asked: { day: -8 },
      reason: UNWANTED,
      goodsBack: { day: -2 },
    }),
    refunds: [
      { at: { day: -1 }, shippingMinor: 0, ofReturn: true },
      { at: { day: 3 }, goodsMinor: 0, ofReturn: true },
    ],
  },
  back('DE', 'the goods never came back', { asked: { day: -20 }, reason: UNWANTED }),
  back('FR', 'a defect is no withdrawal', {
    asked: { day: -17 },
    reason: 'DEFECTIVE',
    goodsBack: { day: -11 },
  }),
  back('GB', 'in the United Kingdom the 14 days run from the goods: to day 10', {
    asked: { day: -12 },
    reason: UNWANTED,
    goodsBack: { day: -4 },
  }),
  back('DE', 'asked on day 2, back on day 7, never paid', {
    asked: { day: 2 },
    reason: UNWANTED,
    goodsBack: { day: 7 },
  }),
  {
    ...back('FR', 'asked on day 5, paid on day 13', {
      asked: { day: 5 },
      reason: UNWANTED,
      goodsBack: { day: 11 },
    }),
    refunds: [{ at: { day: 13 }, ofReturn: true }],
  },
  {
    ...back('DE', 'a company withdraws from nothing', {
      asked: { day: -15 },
      reason: UNWANTED,
      goodsBack: { day: -8 },
    }),
    isCompany: true,
  },
];

/** Delivered a week before the buyer asks. */
function back(to: Destination, about: string, planned: PlannedReturn): PlannedOrder {
  const delivered = planned.asked.day - 7;
  return {
    about,
    placed: { day: delivered - 14, hour: 10 },
    to,
    shippingMinor: 690,
    parcels: [fromShenzhen(delivered - 12, { deliveredOn: delivered })],
    return: planned,
  };
}
