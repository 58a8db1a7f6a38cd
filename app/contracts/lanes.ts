import type { DeliveryRangeView } from '#app/contracts/delivery-range.ts';
import type { CurveLevel } from '#app/domain/lanes/silence-curve.ts';
import type { LegKind, SilenceStage } from '#app/domain/lanes/silence-stage.ts';

/**
 * One parcel's present silence on the curve of its lane. Days are days of the stage's clock throughout; shares are 0 to 1.
 */
export interface LaneCurveView {
  /** Whose past it mostly tells, and the silences it rests on. */
  level: CurveLevel;
  parcels: number;
  /** The carrier's own name; null = unknown. */
  carrier: string | null;
  /** ISO alpha-2; null = unknown. */
  origin: string | null;
  destination: string | null;
  stage: SilenceStage;
  leg: LegKind;
  /** Whether weekends and holidays rest. */
  clock: 'business' | 'plain';
  /** Of the parcels that go on, the share that is still silent after so many days; from 0 days on, rising. */
  points: { days: number; still: number }[];
  /** Nine of ten parcels that go on are scanned again within so many days. */
  usualDays: number;
  /** Silent so far, and the share of those that go on which is silent for as long. */
  days: number;
  still: number;
  /** Share of silences at this stage that never end by themselves. */
  neverMoves: number;
  /** Probability that this parcel still moves by itself. */
  chanceItMoves: number;
  /** The limit in force, and whether it was learned or set by a person. */
  limitDays: number;
  limitFrom: 'learned' | 'fixed';
  /** Of the model. */
  version: number;
}

/** When a parcel is expected, and what that means for the date somebody promised. */
export interface DeliveryView {
  range: DeliveryRangeView;
  /** Deliveries it rests on. */
  deliveries: number;
  /** The day at the destination that was promised, and the chance (0 to 1) to keep it; null = nobody promised one. */
  promise: { on: string; chance: number } | null;
  /** Of the model. */
  version: number;
}
