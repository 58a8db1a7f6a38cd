import type { PurchaseOrderView } from '#app/contracts/purchase-orders.ts';
import type { Words } from './plan-words.ts';

/** The order as a text to send to the supplier, in the language of `t` and `format`. */
export function orderText(
  { number, items, expectedOn, note }: PurchaseOrderView,
  { t, format, shopName }: Words & { shopName: string },
): string {
  const lines = items.map(({ label, sku, supplierSku, quantity, cost }) => {
    const code = supplierSku ?? sku;
    const named = code === null ? label : t('inventory.text.coded', { label, code });
    return cost === null
      ? t('inventory.text.line', { quantity: format.number(quantity), named })
      : t('inventory.text.priced', {
          quantity: format.number(quantity),
          named,
          money: format.money(cost),
        });
  });
  return [
    t('inventory.text.greeting', { number, shop: shopName }),
    lines.join('\n'),
    ...(expectedOn === null
      ? []
      : [t('inventory.text.expected', { date: format.date(expectedOn) })]),
    ...(note === '' ? [] : [note]),
    t('inventory.text.closing', { shop: shopName }),
  ].join('\n\n');
}
