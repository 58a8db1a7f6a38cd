import type { OrderLetters } from '#app/contracts/inventory.ts';
import { purchaseOrderLetter } from '#app/services/export-purchase-order.server.ts';

/** Ready words for the mail that a purchase order goes with, in each language; null: the shop has no order of that id. */
export async function loadOrderLetters(of: {
  shopId: number;
  purchaseOrderId: number;
  now: Date;
}): Promise<OrderLetters | null> {
  const [en, simplified, traditional] = await Promise.all([
    purchaseOrderLetter({ ...of, language: 'en' }),
    purchaseOrderLetter({ ...of, language: 'zh-CN' }),
    purchaseOrderLetter({ ...of, language: 'zh-TW' }),
  ]);
  if (en === null || simplified === null || traditional === null) return null;
  return { en, 'zh-CN': simplified, 'zh-TW': traditional };
}
