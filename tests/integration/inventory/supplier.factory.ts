import type { SupplierForm } from '#app/contracts/suppliers.ts';

/** A supplier of lamps that takes about three weeks. */
export function supplierOf(form: Partial<SupplierForm> = {}): SupplierForm {
  return {
    name: 'Ningbo Lamps Co.',
    vendor: 'Ningbo Lamps',
    scoreKey: null,
    shipsDirect: false,
    lead: { low: 14, likely: 20, high: 35 },
    currency: 'USD',
    minimumOrder: null,
    reviewDays: null,
    depositBp: 0,
    balanceDays: 0,
    balanceFrom: 'ordered',
    note: '',
    ...form,
  };
}
