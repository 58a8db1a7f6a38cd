import type { AnswerSuggestion } from '#app/contracts/asks.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import type { AskKind } from '#app/domain/shopper/shopper-settings.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** Beginnings of an answer that fit what is asked and where the parcel is (null: unknown), the best first. */
export function suggestAnswers(
  kind: AskKind,
  verdict: VerdictKind | 'unassessed' | null,
): AnswerSuggestion[] {
  switch (kind) {
    case 'damaged':
    case 'wrong_item':
      return ['send_photos', 'send_again_or_refund'];
    case 'not_received':
      return [...whereItIs(verdict), 'looking_into_it'];
    case 'address':
      return isUnshipped(verdict)
        ? ['address_noted', 'address_too_late']
        : ['address_too_late', 'looking_into_it'];
    case 'cancel':
      return isUnshipped(verdict)
        ? ['cancelled_refund', 'cannot_cancel']
        : ['cannot_cancel', 'cancelled_refund'];
    case 'other':
      return ['looking_into_it', ...whereItIs(verdict)];
    default:
      return assertExhaustive(kind);
  }
}

/** Whether nobody has seen the parcel move, as far as is known. */
function isUnshipped(verdict: VerdictKind | 'unassessed' | null): boolean {
  return verdict === null || UNSHIPPED.has(verdict);
}

const UNSHIPPED: ReadonlySet<string> = new Set([
  'unassessed',
  'missing_number',
  'never_scanned',
] satisfies (VerdictKind | 'unassessed')[]);

function whereItIs(verdict: VerdictKind | 'unassessed' | null): AnswerSuggestion[] {
  switch (verdict) {
    case 'on_track':
      return ['on_its_way'];
    case 'late':
    case 'stalled':
      return ['late_sorry'];
    case 'customs_hold':
      return ['in_customs', 'customs_needs_you'];
    case 'delivered':
      return ['ask_neighbours'];
    case 'lost':
    case 'returning':
      return ['send_again_or_refund'];
    case 'missing_number':
    case 'never_scanned':
    case 'wrong_number':
    case 'wrong_parcel':
    case 'source_blind':
    case 'unassessed':
    case null:
      return [];
    default:
      return assertExhaustive(verdict);
  }
}
