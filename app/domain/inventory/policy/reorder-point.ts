import { normalQuantile } from './normal.ts';

/** What is demanded while an order is on its way. */
export interface LeadDemand {
  mean: number;
  deviation: number;
}

/**
 * Demand over a lead time where days are independent of each other and of the lead time: mean dL, variance Lσ² + d²σ_L²
 * (Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains). Days and units a day.
 */
export function leadDemand({
  daily,
  lead,
}: {
  daily: { mean: number; deviation: number };
  lead: { mean: number; deviation: number };
}): LeadDemand {
  return {
    mean: daily.mean * lead.mean,
    deviation: Math.sqrt(lead.mean * daily.deviation ** 2 + daily.mean ** 2 * lead.deviation ** 2),
  };
}

/**
 * The textbook's reorder point: order once stock and arrivals fall to it. `serviceLevel`: the chance of no stock-out a cycle,
 * demand taken to be normal. Shown beside the simulated order for comparison; it decides nothing.
 */
export function reorderPoint(
  { mean, deviation }: LeadDemand,
  serviceLevel: number,
): { safetyStock: number; reorderPoint: number } {
  const safetyStock = normalQuantile(serviceLevel) * deviation;
  return { safetyStock, reorderPoint: mean + safetyStock };
}
