/** How Shopify Payments pays one shop. Minor units of the shop's currency; days are business days where it says so. */
export interface PaymentsSettings {
  interval: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'MANUAL';
  /** ISO weekday, 1 = Monday to 5; null unless weekly. */
  weeklyAnchor: number | null;
  /** Day of the month, the last one where a month is shorter; null unless monthly. */
  monthlyAnchor: number | null;
  /** Business days from a charge to the payout that holds it. */
  lagBusinessDays: number;
  /** Business days from a payout to the bank account, each as often as it stands here. */
  bankBusinessDays: readonly number[];
  feeBp: number;
  fixedFeeMinor: number;
  disputeFeeMinor: number;
  /** A rolling reserve: this part of each payout's charges is held back for so many days. `since`: epoch ms; null: always. */
  reserve: { percentBp: number; days: number; since: number | null } | null;
}

/** A card rate and a daily schedule such as small shops in the United States have. */
export const USUAL_PAYMENTS: PaymentsSettings = {
  interval: 'DAILY',
  weeklyAnchor: null,
  monthlyAnchor: null,
  lagBusinessDays: 2,
  bankBusinessDays: [1, 1, 1, 1, 1, 1, 1, 2, 2, 3],
  feeBp: 290,
  fixedFeeMinor: 30,
  disputeFeeMinor: 1_500,
  reserve: null,
};
