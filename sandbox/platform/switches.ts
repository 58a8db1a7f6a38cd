import { z } from 'zod';

const APPROVALS = ['level1_without_postcode', 'level1', 'level2'] as const;
export type Approval = (typeof APPROVALS)[number];

/** Faults and approvals that a test or a person can change while the platform runs. */
export interface Switches {
  /** Share of acknowledged webhooks delivered once more with the same webhook id. */
  duplicateRate: number;
  /** Each delivery is drawn at random from this many waiting ones; 0 keeps the order. */
  reorderWindow: number;
  /** Share of webhooks never delivered. The world's incident `webhook_loss` loses all. */
  lossRate: number;
  /**
   * What the app is approved for: at level 1 names, streets, phones and mail addresses come back null with errors.
   * Shopify's pages do not say to which level the postcode belongs; `level1_without_postcode` plays the stricter reading.
   */
  protectedData: Approval;
  /** Line numbers (from 1) of every bulk result that are cut in half. */
  bulkMalformedLines: number[];
  /** Without `read_all_orders` only the last 60 days of orders exist for the app. */
  sixtyDayWindow: boolean;
  /** Every Admin API request is answered 503. */
  apiOutage: boolean;
  /** Extensions on the sandbox's pages cannot reach the app. */
  extensionNetworkDown: boolean;
}

export const DEFAULT_SWITCHES: Switches = {
  duplicateRate: 0,
  reorderWindow: 0,
  lossRate: 0,
  protectedData: 'level1',
  bulkMalformedLines: [],
  sixtyDayWindow: true,
  apiOutage: false,
  extensionNetworkDown: false,
};

const rate = z.number().min(0).max(1);
const patchSchema = z
  .strictObject({
    duplicateRate: rate,
    reorderWindow: z.number().int().min(0).max(10_000),
    lossRate: rate,
    protectedData: z.enum(APPROVALS),
    bulkMalformedLines: z.array(z.number().int().min(1)),
    sixtyDayWindow: z.boolean(),
    apiOutage: z.boolean(),
    extensionNetworkDown: z.boolean(),
  })
  .partial();

/** Parses a partial change; throws a zod error that names the bad switch. */
export function parseSwitchPatch(value: unknown): Partial<Switches> {
  const patch = patchSchema.parse(value);
  return Object.fromEntries(Object.entries(patch).filter(([, given]) => given !== undefined));
}
