import type { WorldDispute } from '#sandbox/world/shop-side.ts';
import { parseGid } from '../formats.ts';
import type { ShopStore } from '../shop-store.ts';
import type { GraphContext } from './context.ts';
import { disputeEvidenceNode } from './dispute-nodes.ts';
import { notModelled } from './errors.ts';

interface EvidenceInput {
  submitEvidence?: boolean | null;
  [field: string]: unknown;
}

interface UserError {
  field: string[] | null;
  message: string;
  code: 'DISPUTE_EVIDENCE_NOT_FOUND' | 'EVIDENCE_ALREADY_ACCEPTED' | 'EVIDENCE_PAST_DUE_DATE';
}

/** The texts that an app may write; files and addresses are refused. */
const TEXTS = [
  'accessActivityLog',
  'cancellationPolicyDisclosure',
  'cancellationRebuttal',
  'customerEmailAddress',
  'customerFirstName',
  'customerLastName',
  'refundPolicyDisclosure',
  'refundRefusalExplanation',
  'uncategorizedText',
];

/** Shopify's write of a dispute's evidence: a draft, until it is submitted here or by a person in admin. */
export const disputeMutations = {
  disputeEvidenceUpdate(
    { id, input }: { id: string; input: EvidenceInput },
    context: GraphContext,
  ) {
    const { store } = context;
    const dispute = disputeOfEvidence(id, store);
    const error = dispute === null ? NOT_FOUND : wrongWith(dispute, context);
    if (dispute === null || error !== null) {
      return { disputeEvidence: null, userErrors: error === null ? [] : [error] };
    }
    const { submitEvidence: isFinal, ...fields } = input;
    const other = Object.keys(fields).find((name) => !TEXTS.includes(name));
    if (other !== undefined)
      throw notModelled(`ShopifyPaymentsDisputeEvidenceUpdateInput.${other}`);
    const known = store.side.evidenceOf(dispute.id);
    const texts = Object.entries(fields).map(([name, text]) => [name, text ?? null] as const);
    store.side.evidences.set(dispute.id, {
      ...known,
      texts: { ...known.texts, ...Object.fromEntries(texts) },
    });
    if (isFinal === true) submitEvidence(dispute, context);
    const changed = store.side.disputes.all.get(dispute.id) ?? dispute;
    return { disputeEvidence: disputeEvidenceNode(changed, store), userErrors: [] };
  },
};

/** What is said cannot be changed from here on, and the bank looks at it. */
export function submitEvidence(dispute: WorldDispute, { store, now, commit }: Submission): void {
  const evidence = store.side.evidenceOf(dispute.id);
  store.side.evidences.set(dispute.id, { ...evidence, submitted: true });
  const sent = { ...dispute, status: 'UNDER_REVIEW', evidenceSentOn: now } as const;
  commit({ kind: 'dispute_changed', at: now, shop: store.shop.domain, dispute: sent });
}
type Submission = Pick<GraphContext, 'store' | 'now' | 'commit'>;

/** The dispute behind the id of its evidence; null when there is none. */
export function disputeOfEvidence(id: string, { side }: ShopStore): WorldDispute | null {
  const parsed = parseGid(id);
  return parsed?.type === 'ShopifyPaymentsDisputeEvidence'
    ? (side.disputes.all.get(parsed.id) ?? null)
    : null;
}

const NOT_FOUND: UserError = {
  field: ['id'],
  message: 'Dispute evidence could not be found.',
  code: 'DISPUTE_EVIDENCE_NOT_FOUND',
};

function wrongWith(dispute: WorldDispute, { store, now }: GraphContext): UserError | null {
  if (store.side.evidenceOf(dispute.id).submitted || dispute.status !== 'NEEDS_RESPONSE') {
    const message = 'Evidence already accepted.';
    return { field: null, message, code: 'EVIDENCE_ALREADY_ACCEPTED' };
  }
  if (dispute.evidenceDueBy !== null && dispute.evidenceDueBy < now)
    return { field: null, message: 'Evidence past due date.', code: 'EVIDENCE_PAST_DUE_DATE' };
  return null;
}
