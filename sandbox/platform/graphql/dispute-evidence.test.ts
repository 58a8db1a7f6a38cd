import { afterEach, expect, test } from 'vitest';
import type { Platform } from '../platform.ts';
import { adminOf, DAY, HOUR, orderCreated, SHOP, START, testPlatform } from '../testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const READS = ['read_orders', 'read_shopify_payments_disputes'];
const WRITES = [...READS, 'write_shopify_payments_dispute_evidences'];

async function disputed(scopes: readonly string[] = WRITES) {
  platform = await testPlatform({ effects: [orderCreated(1, START - DAY)] });
  await platform.install(SHOP, scopes);
  const { disputeId } = await control('disputes', { orderId: 5_000_000_001, days: 1 });
  const ask = await adminOf(platform);
  const id = `gid://shopify/ShopifyPaymentsDisputeEvidence/${disputeId}`;
  const update = async (input: object, of = id) => {
    const { body } = await ask(
      `mutation ($id: ID!, $input: ShopifyPaymentsDisputeEvidenceUpdateInput!) {
        disputeEvidenceUpdate(id: $id, input: $input) {
          disputeEvidence { id submitted uncategorizedText accessActivityLog shippingDocumentationFile { id } dispute { status } }
          userErrors { field message code } } }`,
      { id: of, input },
    );
    return body.errors === undefined ? body.data.disputeEvidenceUpdate : body;
  };
  return { ask, update, disputeId, id };
}

async function control(name: string, body: object) {
  const response = await fetch(`${platform.origin}/sandbox/${name}`, {
    method: 'POST',
    body: JSON.stringify({ shop: SHOP, ...body }),
  });
  return response.json();
}

test('what is written is a draft that can be written again and is read at its dispute', async () => {
  const { ask, update, disputeId, id } = await disputed();
  await update({ uncategorizedText: 'Scans', accessActivityLog: 'Log' });
  const { disputeEvidence } = await update({ uncategorizedText: 'More scans' });
  expect(disputeEvidence).toEqual({
    id,
    submitted: false,
    uncategorizedText: 'More scans',
    accessActivityLog: 'Log',
    shippingDocumentationFile: null,
    dispute: { status: 'NEEDS_RESPONSE' },
  });
  const { body } = await ask(`{ disputeEvidence(id: "${id}") { submitted }
    dispute(id: "gid://shopify/ShopifyPaymentsDispute/${disputeId}") { disputeEvidence { uncategorizedText fulfillments { id } } } }`);
  expect(body.data).toEqual({
    disputeEvidence: { submitted: false },
    dispute: { disputeEvidence: { uncategorizedText: 'More scans', fulfillments: [] } },
  });
});

test('evidence that was submitted, by the app or by a person, takes no more', async () => {
  const { update, disputeId } = await disputed();
  await control('dispute-submissions', { disputeId });
  expect((await update({ uncategorizedText: 'Late' })).userErrors).toMatchObject([
    { code: 'EVIDENCE_ALREADY_ACCEPTED' },
  ]);
  const { disputeId: next } = await control('disputes', { orderId: 5_000_000_001 });
  const of = `gid://shopify/ShopifyPaymentsDisputeEvidence/${next}`;
  expect((await update({ submitEvidence: true }, of)).disputeEvidence).toMatchObject({
    submitted: true,
    dispute: { status: 'UNDER_REVIEW' },
  });
});

test('evidence is taken until it is due', async () => {
  const { update } = await disputed();
  await platform.advanceTo(START + DAY - HOUR);
  expect((await update({ uncategorizedText: 'In time' })).userErrors).toEqual([]);
  await platform.advanceBy(2 * HOUR);
  expect((await update({ uncategorizedText: 'Late' })).userErrors).toMatchObject([
    { code: 'EVIDENCE_PAST_DUE_DATE' },
  ]);
});

test('evidence of a dispute that does not exist is a user error', async () => {
  const { update } = await disputed();
  const { disputeEvidence, userErrors } = await update(
    {},
    'gid://shopify/ShopifyPaymentsDisputeEvidence/1',
  );
  expect(disputeEvidence).toBeNull();
  expect(userErrors).toMatchObject([{ field: ['id'], code: 'DISPUTE_EVIDENCE_NOT_FOUND' }]);
});

test('reading disputes is not enough to read or write their evidence', async () => {
  const { ask, update, id } = await disputed(READS);
  expect((await update({ uncategorizedText: 'Scans' })).errors[0].extensions.code).toBe(
    'ACCESS_DENIED',
  );
  const { body } = await ask(`{ disputeEvidence(id: "${id}") { submitted } }`);
  expect(body.errors[0].extensions.requiredAccess).toContain(
    'read_shopify_payments_dispute_evidences',
  );
});
