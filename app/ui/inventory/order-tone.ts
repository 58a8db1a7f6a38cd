import type { BadgeProps } from '@shopify/polaris';
import type { PurchaseOrderStatus } from '#app/domain/inventory/purchase-order.ts';

/** The tone repeats what the words say. */
export const ORDER_TONE: Readonly<Record<PurchaseOrderStatus, BadgeProps['tone']>> = {
  draft: undefined,
  sent: 'info',
  partly_received: 'attention',
  received: 'success',
  cancelled: undefined,
};
