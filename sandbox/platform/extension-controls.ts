import { z } from 'zod';
import { BadRequest } from './http.ts';
import { parse } from './merchant-controls.ts';
import type { Platform } from './platform-contract.ts';
import { submitEvidence } from './graphql/dispute-evidence.ts';

const networkSchema = z.object({ up: z.boolean() });
const questionSchema = z.object({ shop: z.string(), order: z.coerce.number().int() });
const disputeSchema = z.object({
  shop: z.string(),
  orderId: z.number().int(),
  type: z.enum(['CHARGEBACK', 'INQUIRY']).default('CHARGEBACK'),
  reason: z.string().default('PRODUCT_NOT_RECEIVED'),
  /** From now until evidence is due. */
  days: z.number().min(0).max(60).default(7),
});
const submissionSchema = z.object({ shop: z.string(), disputeId: z.number().int() });

const DAY_MS = 86_400_000;
/** Above the world's own ids of disputes. */
const FIRST_DISPUTE_ID = 9_700_000_000_000;

type Route = (body: Record<string, unknown>, url: URL) => unknown;

/**
 * For tests of what extensions show and of disputes: `GET metafields?shop=&order=`, `extension-network` (`{ up }`),
 * `POST disputes` (a buyer disputes an order), `POST dispute-submissions` (a person submits the draft in admin).
 */
export function extensionControls(platform: Platform): Record<string, Route> {
  const network = () => ({ up: !platform.switches.extensionNetworkDown });
  return {
    'GET metafields': (_, url) => {
      const { shop, order } = parse(questionSchema, Object.fromEntries(url.searchParams));
      return { metafields: platform.store(shop).metafields.get(order) ?? [] };
    },
    'GET extension-network': network,
    'POST extension-network': (body) => {
      platform.switches.extensionNetworkDown = !parse(networkSchema, body).up;
      return network();
    },
    'POST disputes': (body) => {
      const { shop, orderId, type, reason, days } = parse(disputeSchema, body);
      const { orders, side } = platform.store(shop);
      const order = orders.get(orderId);
      if (order === undefined) throw new BadRequest('orderId: no such order');
      const at = platform.clock.now();
      const dispute = {
        id: FIRST_DISPUTE_ID + side.disputes.all.size,
        orderId,
        type,
        status: 'NEEDS_RESPONSE',
        reason,
        networkReasonCode: null,
        amountMinor: order.totalMinor,
        initiatedAt: at,
        evidenceDueBy: at + days * DAY_MS,
        evidenceSentOn: null,
        finalizedOn: null,
      } as const;
      platform.apply({ kind: 'dispute_changed', at, shop, dispute });
      return { disputeId: dispute.id };
    },
    'POST dispute-submissions': (body) => {
      const { shop, disputeId } = parse(submissionSchema, body);
      const store = platform.store(shop);
      const dispute = store.side.disputes.all.get(disputeId);
      if (dispute === undefined) throw new BadRequest('disputeId: no such dispute');
      submitEvidence(dispute, { store, now: platform.clock.now(), commit: platform.apply });
      return {};
    },
  };
}
