import { fromShenzhen } from './parcels.ts';
import type { PlannedOrder } from './plan.ts';

const NOT_CHARGED = { included: false, minor: null };

/**
 * CUS-COST-01: three euros for each kind of goods in a consignment of up to €150 that enters the European Union; the
 * seller has charged it, or the policy's word that no customs fees come is untrue.
 */
export const DUTIES: readonly PlannedOrder[] = [
  {
    about: 'a coat and two identical scarves, two kinds of goods, no duty charged',
    placed: { day: -7, hour: 10 },
    to: 'FR',
    lines: [
      { sku: 'MG-COAT', quantity: 1 },
      { sku: 'MG-SCARF', quantity: 2 },
    ],
    duties: NOT_CHARGED,
  },
  {
    about: 'a coat and two identical scarves, €6 of duty charged',
    placed: { day: -7, hour: 11 },
    to: 'FR',
    lines: [
      { sku: 'MG-COAT', quantity: 1 },
      { sku: 'MG-SCARF', quantity: 2 },
    ],
    duties: { included: true, minor: 690 },
    parcels: [fromShenzhen(-6, { deliveredOn: 7 })],
  },
  {
    about: 'a sideboard for more than €150: the ordinary tariff',
    placed: { day: -10, hour: 10 },
    to: 'DE',
    lines: [{ sku: 'MG-SIDEBOARD', quantity: 1 }],
    duties: NOT_CHARGED,
    parcels: [fromShenzhen(-9, { deliveredOn: 5 })],
  },
  {
    about: 'one tray, no duty charged',
    placed: { day: 9, hour: 10 },
    to: 'DE',
    lines: [{ sku: 'MG-TRAY', quantity: 1 }],
    duties: NOT_CHARGED,
  },
];
