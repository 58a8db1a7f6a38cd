import type { Crowd } from '#app/domain/diagnosis/backlog-ratio.ts';
import type { ClaimFacts } from '#app/domain/diagnosis/claim-windows.ts';
import type { PastStop } from '#app/domain/diagnosis/missed-scan.ts';
import type { SilenceFigures } from '#app/domain/diagnosis/silence-odds.ts';
import type { CurveLevel } from '#app/domain/lanes/silence-curve.ts';
import type { LegKind, SilenceStage } from '#app/domain/lanes/silence-stage.ts';
import type { Proof } from '#app/domain/parcels/proof.ts';
import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';

/** A curve's word on one silence, with instants instead of days. */
export interface CurveFacts extends SilenceFigures {
  /** Whose past it tells. */
  level: CurveLevel;
  /** When nine in ten of those that go on have gone on: until then the silence is a usual one. */
  usualUntil: Date;
  /** When the probability that it never moves by itself reaches `probability`; null = never. May lie in the past. */
  stallReaches(probability: number): Date | null;
}

/**
 * What is known of a silent, late or never scanned parcel. Null always means "not known": such a fact leaves the odds as
 * they are. A fact that is known not to be so has a value of its own.
 */
export interface DiagnosisFacts {
  now: Date;
  stage: SilenceStage;
  leg: LegKind;
  /** Days of the stage's clock, since the last physical scan, or since shipping before the first. */
  silence: { from: Date; days: number };
  /** How usual such a silence is. */
  curve: CurveFacts | null;
  /** Whose days the silence is counted in: reviews are set by it. */
  calendar: BusinessCalendar;
  /** Whether the carrier has announced the number; matters before the first physical scan only. */
  notice: 'announced' | 'none' | null;
  /** Share of this carrier's numbers that were announced before their first physical scan. */
  noticeShare: number | null;
  /** When this number was first seen. */
  numberSeenAt: Date | null;
  /** Who can break the silence: when it last had news itself (null = it never answered), and how old is too old. */
  source: { answeredAt: Date | null; limitHours: number } | null;
  /** Whether Shopify follows this carrier, or a connected source knows the number. */
  isFollowed: boolean | null;
  /** Several numbers in one fulfillment, whose scans Shopify does not tell apart. */
  hasSharedStream: boolean | null;
  /** A stop of many parcels together that this one is part of; `share` as in `PastStop`, up to now. */
  incident: { kind: 'carrier' | 'source'; beganAt: Date; share: number } | 'none' | null;
  /** A stop of its carrier or its source that is over and began during the silence, or just before it; null = none is known. */
  pastStop: PastStop | null;
  /** Waits of other parcels of the same carrier to the same country (`crowdOf`). */
  others: Crowd | null;
  /** The last word of customs, whatever came since; `none` = it was never heard of. */
  customs: 'asked' | 'entered' | 'released' | 'none' | null;
  /** What speaks against the number, without what a person has dismissed; empty = nothing does. */
  proofs: readonly Pick<Proof, 'code' | 'weight'>[] | null;
  /**
   * A next number that is proposed, or known and not joined: with scans of its own, or without; `beside`: without, and the
   * parcel's own number was scanned since the next one is known. Null = nobody is asked who would name one.
   */
  nextNumber: 'scanned' | 'silent' | 'beside' | 'none' | null;
  /** Share of the silence that fell on days of rest where the parcel is; until when nobody works now, null = somebody does. */
  rest: { share: number; endsAt: Date | null } | null;
  /** Share of this supplier's numbers that were uploaded before the parcel was handed over. */
  supplierEarlyShare: number | null;
  /** Delivery as promised: ISO date, and the instant at which that day ends at the destination. */
  promise: { on: string; endsAt: Date } | null;
  /** Whether the delivering carrier is known as somebody else than the first. */
  hasLastCarrier: boolean | null;
  claim: ClaimFacts | null;
}
