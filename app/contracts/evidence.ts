import { z } from 'zod';

/** What of an order can be handed to somebody who asks for proof, as screens show it. Instants are ISO texts. */
export interface EvidenceView {
  /** `erased`: the buyer was forgotten. `nothing_recorded`: neither in the log nor waiting for it. */
  state: 'ready' | 'erased' | 'nothing_recorded';
  /** Records of the order in the log, and those that go into it when a pack is made. */
  records: number;
  waiting: number;
  /** Null: nothing of the shop was logged yet. */
  log: {
    /** Also the name of the key. */
    origin: string;
    key: string;
    /** Records of the whole shop under the newest checkpoint. */
    size: number;
    signedAt: string;
  } | null;
  /** The order's newest dispute at Shopify that is not decided; null: none is known. */
  dispute: DisputeView | null;
}

export interface DisputeView {
  disputeId: string;
  status: 'NEEDS_RESPONSE' | 'UNDER_REVIEW';
  dueAt: string | null;
  /** What would be written, in the language asked for. */
  text: string;
  /** The last time that it was asked for; null: never. */
  last: { state: DraftState; error: DraftError | null; askedAt: string } | null;
}

export type DraftState = 'waiting' | 'sent' | 'failed' | 'cancelled';

/** Why a draft was not written; words under `disputeDraft.error.<code>`. */
export const DRAFT_ERRORS = [
  'scope_missing',
  'permission_missing', // the scope is there, but Shopify asks for a staff permission as well
  'gone', // Shopify has no such dispute
  'submitted', // evidence was handed in, nothing can be changed
  'past_due',
  'theirs_stand', // somebody wrote something there: it is added below it only when told so
  'refused',
  'unreachable',
] as const;
export type DraftError = (typeof DRAFT_ERRORS)[number];

/** What a draft needs: to find the dispute, and to write its evidence, which brings along reading what stands there. */
export const DRAFT_SCOPES = [
  'read_shopify_payments_disputes',
  'write_shopify_payments_dispute_evidences',
] as const;

/** `append`: what a person wrote stays, and ours comes below it. */
const DRAFT_MODES = ['fill', 'append'] as const;
export type DraftMode = (typeof DRAFT_MODES)[number];

export const draftActionSchema = z.object({
  intent: z.literal('draft_dispute'),
  disputeId: z.string().regex(/^\d{1,19}$/),
  mode: z.enum(DRAFT_MODES),
});
export type DraftAction = z.infer<typeof draftActionSchema>;

type DraftRefusal = 'bad_input' | 'no_such_dispute' | 'already_asked' | 'erased';
export type DraftResult = { ok: true } | { ok: false; code: DraftRefusal };
