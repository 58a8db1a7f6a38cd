import { z } from 'zod';
import { PROOF_CODES, type ProofCode } from '#app/domain/parcels/proof.ts';
import type { SavedView } from './pages.ts';

const savedView = z.object({ viewId: z.string(), name: z.string(), query: z.string() });

/** What a person does to parcels and views from a screen, as the screen sends it. */
export const parcelActionSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('recheck'), ids: z.array(z.string()) }),
  /** `on` is the shop's calendar date at whose beginning the parcels return. */
  z.object({ intent: z.literal('mute'), ids: z.array(z.string()), on: z.iso.date() }),
  z.object({ intent: z.literal('unmute'), ids: z.array(z.string()) }),
  z.object({
    intent: z.literal('restore_mutes'),
    previous: z.array(z.object({ id: z.string(), mutedUntil: z.iso.datetime().nullable() })),
  }),
  /** Whether sources are asked about the parcels. */
  z.object({ intent: z.literal('unfollow'), ids: z.array(z.string()) }),
  z.object({ intent: z.literal('follow'), ids: z.array(z.string()) }),
  z.object({
    intent: z.literal('restore_follows'),
    previous: z.array(z.object({ id: z.string(), unfollowedAt: z.iso.datetime().nullable() })),
  }),
  z.object({ intent: z.literal('save_view'), name: z.string(), query: z.string() }),
  z.object({ intent: z.literal('delete_view'), viewId: z.string() }),
  z.object({ intent: z.literal('restore_view'), view: savedView }),
  z.object({
    intent: z.literal('dismiss_proof'),
    id: z.string(),
    code: z.enum(PROOF_CODES),
    numberKey: z.string(),
    reason: z.string(),
  }),
  z.object({
    intent: z.literal('restore_proof'),
    id: z.string(),
    code: z.enum(PROOF_CODES),
    numberKey: z.string(),
  }),
]);
export type ParcelAction = z.infer<typeof parcelActionSchema>;

/** A parcel's muting before an action; null = it was not muted. */
export interface MutedBefore {
  id: string;
  mutedUntil: string | null;
}

/** Since when sources were asked no more about a parcel before an action; null = they were asked. */
export interface FollowedBefore {
  id: string;
  unfollowedAt: string | null;
}

export type ParcelActionResult =
  | { ok: true; done: 'recheck'; count: number }
  | { ok: true; done: 'mute'; count: number; on: string; previous: MutedBefore[] }
  | { ok: true; done: 'unmute'; count: number; previous: MutedBefore[] }
  | { ok: true; done: 'restore_mutes' }
  | { ok: true; done: 'unfollow' | 'follow'; count: number; previous: FollowedBefore[] }
  | { ok: true; done: 'restore_follows' }
  | { ok: true; done: 'save_view'; view: SavedView }
  | { ok: true; done: 'delete_view'; view: SavedView }
  | { ok: true; done: 'restore_view' }
  | { ok: true; done: 'dismiss_proof'; id: string; code: ProofCode; numberKey: string }
  | { ok: true; done: 'restore_proof' }
  /** `code` names the words: `muteError.<code>`, `viewError.<code>`, `proof.error.<code>`; `failed` = nothing was changed. */
  | { ok: false; error: 'failed' }
  | { ok: false; error: 'mute'; code: MuteErrorCode }
  | { ok: false; error: 'view'; code: ViewErrorCode }
  | { ok: false; error: 'proof'; code: ProofErrorCode };

export type MuteErrorCode =
  'nothing_chosen' | 'too_many' | 'bad_id' | 'not_in_future' | 'too_far_away';
export type ViewErrorCode =
  'name_missing' | 'name_too_long' | 'name_taken' | 'too_many' | 'bad_query';
export type ProofErrorCode =
  'reason_missing' | 'reason_too_long' | 'no_such_parcel' | 'no_such_proof';
