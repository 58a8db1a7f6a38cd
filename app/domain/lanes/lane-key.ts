import { carrierSlug } from '#app/domain/numbers/carriers.ts';
import { carrierKey } from '#app/domain/numbers/normalise.ts';
import { invariant } from '#app/domain/shared/invariant.ts';
import {
  LEG_KINDS,
  SILENCE_STAGES,
  type LegKind,
  type SilenceStage,
} from '#app/domain/lanes/silence-stage.ts';

/** Who carries from where to where. Null = unknown, which is a lane of its own: nothing is guessed. */
export interface Lane {
  /** Carrier family: see `carrierFamily`. */
  carrier: string | null;
  /** ISO alpha-2. */
  origin: string | null;
  destination: string | null;
}

/** What a silence is compared with: others of the same lane at the same stage of the same leg. */
export interface SilenceKey extends Lane {
  stage: SilenceStage;
  leg: LegKind;
}

/**
 * One word for a carrier however it is written, so that a renamed carrier keeps its history: our slug where we know it,
 * else the normalised name. Null when there is no name.
 */
export function carrierFamily(name: string | null): string | null {
  return carrierSlug(name) ?? carrierKey(name)?.replaceAll('|', ' ') ?? null;
}

/** The key as one string, for maps and tables; `parseSilenceKey` reads it back. */
export function silenceKeyText({ stage, leg, carrier, origin, destination }: SilenceKey): string {
  return `${stage}|${leg}|${carrier ?? ''}|${origin ?? ''}|${destination ?? ''}`;
}

/** Throws on what `silenceKeyText` did not write. */
export function parseSilenceKey(text: string): SilenceKey {
  const [stageText, legText, carrier, origin, destination] = text.split('|');
  const stage = SILENCE_STAGES.find((each) => each === stageText);
  const leg = LEG_KINDS.find((each) => each === legText);
  invariant(stage !== undefined && leg !== undefined, `not a silence key: ${text}`);
  return {
    stage,
    leg,
    carrier: carrier || null,
    origin: origin || null,
    destination: destination || null,
  };
}
