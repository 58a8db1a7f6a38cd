import { z } from 'zod';

/** One number of a bench file. `valid: false` means not valid for that format; it may be another carrier's number. */
export type Vector = z.infer<typeof vectorFile>['vectors'][number];

export const vectorFile = z.object({
  vectors: z
    .array(
      z.object({
        number: z.string(),
        courier: z.string(),
        format: z.string(),
        valid: z.boolean(),
      }),
    )
    .min(1),
});

/** Whether our carrier slug is the courier a file names: `dhl` covers its divisions, `s10` any post. */
export function isCourier(courier: string, carrier: string, format: string): boolean {
  const slug = courier.replaceAll('_', '-').toLowerCase();
  if (slug === 's10') return format === 's10';
  if (carrier === slug || carrier.startsWith(`${slug}-`)) return true;
  return POSTS_OF_FILES[slug] === carrier;
}

/** Whether our format is the one a file names: letters and digits compared, ours may say more ("usps_impb_c_26"). */
export function isFormat(named: string, format: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return plain(format).startsWith(plain(named)) || plain(named).startsWith(plain(format));
}

const POSTS_OF_FILES: Readonly<Record<string, string>> = {
  auspost: 'australia-post',
  hermes: 'evri',
  jt: 'jt-express-cn',
  sf: 'sf-express',
};
