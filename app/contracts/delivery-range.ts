import { z } from 'zod';

/**
 * When a parcel is expected, as shoppers, extensions and other programs are told. Dates are days at its destination. The
 * shape is versioned: a reader refuses a version it does not know.
 */
export const deliveryRangeSchema = z
  .strictObject({
    version: z.literal(1),
    earliestOn: z.iso.date(),
    latestOn: z.iso.date(),
    likelyOn: z.iso.date(),
    /** Share (0 to 1) of such parcels that arrive on one of these days. */
    confidence: z.number().gt(0).lt(1),
    /** Whose deliveries it rests on: this lane's, its carrier's, the whole shop's, or general experience. */
    basis: z.enum(['lane', 'carrier', 'stage', 'prior']),
  })
  .refine(({ earliestOn, likelyOn, latestOn }) => earliestOn <= likelyOn && likelyOn <= latestOn, {
    error: 'The likely day must lie in the range.',
    path: ['likelyOn'],
  });
export type DeliveryRangeView = z.infer<typeof deliveryRangeSchema>;
