/** What the block on the order page in admin shows: `GET /order-block/<order id>`; `POST` with `{ "intent": "recheck" }`. */
import * as z from 'zod/mini';

export const orderBlockSchema = z.object({
  /** The app's current instant; the shop's zone. */
  now: z.string(),
  timeZone: z.string(),
  parcels: z.array(
    z.object({
      id: z.string(),
      number: z.nullable(z.string()),
      carrier: z.nullable(z.string()),
      verdict: z.string(),
      /** The verdict and the next step in words of the asked language. */
      verdictText: z.string(),
      nextStepText: z.nullable(z.string()),
      tone: z.enum(['critical', 'warning', 'info', 'success', 'neutral']),
      /** The last scan that proves custody; null: there is none. */
      lastScanAt: z.nullable(z.string()),
      /** From when silence counts: that scan, else the number, else the shipping. Null: the way is over. */
      silentSince: z.nullable(z.string()),
      /** Whose answer counts, and when it last had news. */
      sourceName: z.string(),
      sourceAnsweredAt: z.nullable(z.string()),
      /** In the app: `/app/parcels/<id>`. */
      path: z.string(),
    }),
  ),
  findings: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      deadlineAt: z.nullable(z.string()),
      path: z.string(),
    }),
  ),
  /** Findings beyond those listed. */
  moreFindings: z.number(),
  openAsks: z.number(),
  /** Whether the order waits to be read again. */
  isRechecking: z._default(z.boolean(), false),
});
export type OrderBlock = z.infer<typeof orderBlockSchema>;
