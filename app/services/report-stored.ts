import { z } from 'zod';
import { SOURCES } from '#app/domain/scans/source-name.ts';
import { MILESTONES } from '#app/domain/scans/scan.ts';
import type { KeptReport } from '#app/services/report-privacy.ts';

/** Reports as they lie in `source_pushes.reports`, read back; null when an older release wrote them otherwise. */
export function parseKeptReports(stored: unknown): KeptReport[] | null {
  const parsed = reportsSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

const text = z.string().nullable();
const instant = z.iso.datetime().transform((at) => new Date(at));

const scanSchema = z.object({
  source: z.enum(SOURCES),
  eventId: z.string(),
  occurredAt: instant,
  recordedAt: instant,
  milestone: z.enum(MILESTONES),
  physical: z.boolean(),
  rawStatus: z.string(),
  message: text,
  place: text,
  country: text,
  estimatedDeliveryAt: instant.nullable(),
});

const reportsSchema = z.array(
  z.object({
    numberKey: z.string(),
    number: z.string(),
    state: z.enum(['tracking', 'pending', 'unregistered', 'carrier_unknown', 'gave_up', 'refused']),
    errorCode: text,
    scans: z.array(scanSchema),
    carrier: text,
    syncedAt: instant.nullable(),
    isSyncFailing: z.boolean(),
    successor: z.object({ number: z.string(), carrier: text, carrierName: text }).nullable(),
    shipperCountry: text,
    recipient: z.object({ country: text, postcodeHash: text }),
    estimatedDeliveryAt: instant.nullable(),
  }),
) satisfies z.ZodType<KeptReport[], unknown>;
