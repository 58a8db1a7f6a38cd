import { z } from 'zod';
import { SET_ASIDE } from '#app/domain/lanes/set-aside.ts';

/** Of a hundred good parcels, about so many may be flagged: what a shop can choose. */
export const FLAGGED_OF_100_CHOICES = [1, 2, 5, 10, 15, 20] as const;

/** Why a scan or a whole parcel teaches nothing. */
export const SET_ASIDE_REASONS = [
  ...SET_ASIDE,
  'parcel_cancelled',
  'parcel_without_number',
  'parcel_wrong_number', // its scans tell of another parcel
  'parcel_shared_stream', // nobody knows which of several parcels its scans tell of
  'parcel_redacted', // its buyer asked to be forgotten
] as const;

const count = z.int().nonnegative();
const days = z.number().nonnegative();

/** When an alarm is raised: Lastscan's own way within a budget, or after a fixed number of days. */
const alertPolicySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('learned'), flaggedOf100: count }),
  z.object({ kind: z.literal('fixed'), days }),
  z.object({ kind: z.literal('pair'), domesticDays: days, internationalDays: days }),
  /** The shop's own fixed limits, as they stand in its settings. */
  z.object({ kind: z.literal('own'), domesticDays: days, internationalDays: days }),
]);
export type AlertPolicy = z.infer<typeof alertPolicySchema>;

/** What a policy would have said of the shop's parcels. */
export const alertPolicyResultSchema = z.object({
  policy: alertPolicySchema,
  /** False when the budget cannot be kept; the figures are then those of the least that can be had. */
  isMet: z.boolean(),
  /** Share (0 to 1) of the good parcels that are flagged at least once; null = nothing to tell it from. */
  flaggedShare: z.number().min(0).max(1).nullable(),
  /** The same as a count; null when it is an estimate. */
  goodFlagged: count.nullable(),
  /** Lost parcels that were flagged before anybody knew; null when it is an estimate. */
  stuckCaught: count.nullable(),
  /** Median days from a lost parcel's last scan to the alarm; null without any. */
  delayDays: days.nullable(),
  /** By how many days that is sooner than a fixed number of days that flags as many good parcels; negative = later. */
  soonerDays: z.number().nullable(),
  /** Alarms on a hundred parcels of any end; null when it is an estimate. */
  alertsPer100: z.number().nonnegative().nullable(),
});
export type AlertPolicyResult = z.infer<typeof alertPolicyResultSchema>;

/** The budgets to choose from and the rules in use elsewhere, replayed on what the shop shipped. */
export const alertBudgetSchema = z.object({
  /** Whose parcels were replayed: the shop's own of the last days, or none, for want of them. */
  basis: z.enum(['history', 'usual_way']),
  /** ISO dates, the shop's zone: parcels whose way ended in between. */
  fromOn: z.iso.date(),
  untilOn: z.iso.date(),
  /** Delivered and lost parcels among them. */
  good: count,
  stuck: count,
  /** The least of a hundred good parcels that must be accepted; null = every budget above can be kept. */
  leastOf100: z.number().nullable(),
  /** Budgets, the smallest first; then fixed rules. */
  results: z.array(alertPolicyResultSchema),
  /** What was left out of learning, by reason. */
  setAside: z.record(z.string(), count),
  /** Of the model; 0 = the one that ships with the product. */
  version: count,
});
export type AlertBudget = z.infer<typeof alertBudgetSchema>;
