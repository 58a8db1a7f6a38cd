import { DRAFT_SCOPES, type DraftError } from '#app/contracts/evidence.ts';
import { draftPayloadSchema, draftsOfDispute } from '#app/db/dispute-drafts.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { planDraft } from '#app/services/evidence-draft-plan.ts';
import type { Sending } from '#app/services/outbox-sending.ts';
import { openSource, type Source } from '#app/services/sync-source.server.ts';
import { wasDenied } from '#app/shopify/admin-answer.ts';
import { AdminApiError } from '#app/shopify/admin-failure.ts';
import type { AdminAnswer } from '#app/shopify/admin-client.server.ts';
import {
  DisputeEvidenceDocument,
  DraftDisputeEvidenceDocument,
  GrantedScopesDocument,
} from '#app/shopify/generated/documents.ts';

/**
 * Writes an account into a dispute's evidence, as a draft and never as a submission: reads what stands there, leaves alone
 * what a person wrote, and can be repeated when it was cut off anywhere.
 */
export async function sendDisputeEvidence({
  shopId,
  payload,
  now,
}: {
  shopId: number;
  payload: unknown;
  now: Date;
}): Promise<Sending> {
  const draft = draftPayloadSchema.parse(payload);
  const found = await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    const drafts = await draftsOfDispute(sql, shopId, draft.disputeId);
    return { domain, ours: drafts.flatMap(({ state, text }) => (state === 'sent' ? text : [])) };
  });
  const { domain, ours } = found;
  if (domain === null) return { outcome: { kind: 'cancelled' }, conclude: async () => {} };
  const source = openSource({ shopId, domain, now });
  const error = await attempt(source, { ...draft, ours });
  return {
    outcome:
      error === null
        ? { kind: 'sent' }
        : { kind: 'failed', code: error, isRetryable: error === 'unreachable', waitMs: null },
    conclude: (sql) => source.report(sql),
  };
}

interface Draft {
  disputeId: string;
  text: string;
  mode: 'fill' | 'append';
  ours: readonly string[];
}

async function attempt(source: Source, draft: Draft): Promise<DraftError | null> {
  try {
    return await write(source, draft);
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    if (error.kind === 'forbidden')
      return whyDenied(source).catch((): DraftError => 'scope_missing');
    return error.kind === 'refused' ? 'refused' : 'unreachable';
  }
}

async function write(
  source: Source,
  { disputeId, text, mode, ours }: Draft,
): Promise<DraftError | null> {
  const id = `gid://shopify/ShopifyPaymentsDispute/${disputeId}`;
  const read = await source.query(DisputeEvidenceDocument, { id });
  if (wasDenied(read)) return whyDenied(source);
  const { dispute } = read.data;
  if (dispute === null) return 'gone';
  const evidence = dispute.disputeEvidence;
  if (evidence.submitted || dispute.status !== 'NEEDS_RESPONSE') return 'submitted';
  const plan = planDraft({ stands: evidence.uncategorizedText, ours, wanted: text, mode });
  if (plan.kind === 'done') return null;
  if (plan.kind === 'stop') return plan.code;
  const variables = { id: evidence.id, text: plan.text };
  const answer = await source.query(DraftDisputeEvidenceDocument, variables);
  return endOf(source, answer);
}

async function endOf(
  source: Source,
  answer: AdminAnswer<{
    disputeEvidenceUpdate: { userErrors: readonly { code: string | null }[] } | null;
  }>,
): Promise<DraftError | null> {
  const result = answer.data.disputeEvidenceUpdate;
  if (result === null) return wasDenied(answer) ? whyDenied(source) : 'refused';
  const [problem] = result.userErrors;
  if (problem === undefined) return null;
  switch (problem.code) {
    case 'DISPUTE_EVIDENCE_NOT_FOUND':
      return 'gone';
    case 'EVIDENCE_ALREADY_ACCEPTED':
      return 'submitted';
    case 'EVIDENCE_PAST_DUE_DATE':
      return 'past_due';
    default:
      return 'refused';
  }
}

/** Shopify asks for the scope, and besides for a permission of staff: which of the two is missing, it does not say. */
async function whyDenied(source: Source): Promise<DraftError> {
  const { data } = await source.query(GrantedScopesDocument, {});
  const granted = new Set(data.currentAppInstallation?.accessScopes.map(({ handle }) => handle));
  return DRAFT_SCOPES.every((scope) => granted.has(scope)) ? 'permission_missing' : 'scope_missing';
}
