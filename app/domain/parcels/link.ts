import type { Leg } from '#app/domain/parcels/reconcile.ts';

/** A link says that one number continues another on the way of one parcel; this is what became of it. */
export type LinkState = 'proposed' | 'confirmed' | 'rejected' | 'undone' | 'superseded';

/** What a link rests on. */
export type LinkBasis = 'source' | 'number_changed' | 'upload' | 'person';

export type LegKind = Leg['kind'];

/** What a person (or the shop's rule) does to a link. */
export const LINK_DECISIONS = ['confirm', 'reject', 'undo', 'keep_theirs', 'restore_ours'] as const;
export type LinkDecision = (typeof LINK_DECISIONS)[number];

/**
 * How the confirmed number stands at Shopify.
 * off = not asked for · queued = will be written · written = Shopify shows ours · failed = could not be written ·
 * overwritten = another app put another number over ours · theirs_kept = a person left theirs · restored = taken back.
 */
export type WriteState =
  'off' | 'queued' | 'written' | 'failed' | 'overwritten' | 'theirs_kept' | 'restored';

/** What happened to a link; words under `links.event.<action>`. */
export const LINK_EVENTS = [
  'proposed',
  'evidence_added',
  'confirmed',
  'edited',
  'rejected',
  'undone',
  'reopened',
  'superseded',
  'write_queued',
  'written',
  'write_failed',
  'write_cancelled',
  'overwritten',
  'shows_ours_again',
  'theirs_kept',
  'restore_queued',
  'restored',
  'restore_not_needed',
] as const;
export type LinkEventAction = (typeof LINK_EVENTS)[number];

/** Why a number could not be written; words under `links.writeError.<code>`. */
export const WRITE_ERRORS = [
  'scope_missing',
  'fulfillment_gone',
  'fulfillment_cancelled',
  'changed_meanwhile',
  'mixed_carriers',
  'refused',
  'unreachable',
] as const;
export type WriteError = (typeof WRITE_ERRORS)[number];

/** One reason for or against a link: words under `links.evidence.<code>`. Instants are ISO strings; text is plain. */
export interface LinkEvidence {
  code: LinkEvidenceCode;
  params: Record<string, string | number | null>;
}

/** For each reason whether it speaks for the link; one that does not keeps the link from being confirmed by rule. */
const SPEAKS_FOR = {
  /** A source's record of the first number names the second. {source, number} */
  source_states: true,
  /** Shopify's number changed from the first to the second. {at} */
  number_changed: true,
  /** The first number's last physical scan. {at, milestone, place, country} */
  old_reached: true,
  /** The second number's first scan comes after it. {at, days} */
  new_begins_after: true,
  /** The second number's carrier delivers in the country of destination. {carrier, country} */
  carrier_of_destination: true,
  /** Both numbers stand on one fulfillment. {} */
  same_fulfillment: true,
  /** Both were scanned in the same country where one ends and the other begins. {country} */
  same_country: true,
  /** A file names it. {file, line} */
  in_upload: true,
  /** A person says so. {} */
  person_states: true,
  /** The second number is the current one of another order's parcel. {order} */
  number_on_other_order: false,
  /** Parcels of several orders have the first number. {count} */
  from_on_other_orders: false,
  /** The second number was scanned before the first one's journey had begun. {at} */
  new_before_old: false,
  /** The first number was delivered in the country of destination already. {at} */
  old_delivered: false,
} as const satisfies Record<string, boolean>;

export type LinkEvidenceCode = keyof typeof SPEAKS_FOR;
export const LINK_EVIDENCE_CODES = Object.keys(SPEAKS_FOR).filter(isLinkEvidenceCode);

export function isLinkEvidenceCode(code: string): code is LinkEvidenceCode {
  return Object.hasOwn(SPEAKS_FOR, code);
}

/** Whether a piece of evidence speaks for its link. */
export function speaksFor({ code }: Pick<LinkEvidence, 'code'>): boolean {
  return SPEAKS_FOR[code];
}

/** Whether anything speaks against a link. */
export function isDoubtful(evidence: readonly LinkEvidence[]): boolean {
  return evidence.some((one) => !speaksFor(one));
}

/**
 * Whether what is offered was all weighed when the link was turned down: then it does not come back. A later scan of the
 * same kind is nothing new; another source's statement, another file or another kind of reason is.
 */
export function isSameEvidence(
  offered: { evidence: readonly LinkEvidence[]; uploadId: string | null },
  weighed: { evidence: readonly LinkEvidence[]; uploadId: string | null },
): boolean {
  const known = new Set(weighed.evidence.map((one) => keyOf(one, weighed.uploadId)));
  return offered.evidence.filter(speaksFor).every((one) => known.has(keyOf(one, offered.uploadId)));
}

function keyOf({ code, params }: LinkEvidence, uploadId: string | null): string {
  if (code === 'source_states') return `${code}:${params['source'] ?? ''}`;
  if (code === 'in_upload') return `${code}:${uploadId ?? ''}`;
  return code;
}

/** The state after a decision, or null when it makes no sense in the present one. */
export function stateAfter(
  { state, writeState }: { state: LinkState; writeState: WriteState },
  decision: LinkDecision,
): LinkState | null {
  switch (decision) {
    case 'keep_theirs':
      return state === 'confirmed' && writeState === 'overwritten' ? state : null;
    case 'restore_ours':
      return state === 'confirmed' && CAN_WRITE_AGAIN.has(writeState) ? state : null;
    case 'confirm':
    case 'reject':
    case 'undo':
      return TRANSITIONS[state][decision] ?? null;
  }
}

const CAN_WRITE_AGAIN: ReadonlySet<WriteState> = new Set([
  'off',
  'overwritten',
  'theirs_kept',
  'failed',
]);

/** What was turned down can be confirmed after all; what was superseded was decided by its rival's confirmation. */
const TRANSITIONS: Record<LinkState, Partial<Record<'confirm' | 'reject' | 'undo', LinkState>>> = {
  proposed: { confirm: 'confirmed', reject: 'rejected' },
  confirmed: { undo: 'undone' },
  rejected: { undo: 'proposed', confirm: 'confirmed' },
  undone: { confirm: 'confirmed' },
  superseded: { confirm: 'confirmed' },
};
