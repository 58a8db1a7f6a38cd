import { createHmac } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { NumberReport } from '#app/sources/source.ts';

/** A source's report as it may be kept: the recipient's postcode is a keyed hash, comparable within the shop only. */
export type KeptReport = Omit<NumberReport, 'recipient'> & {
  recipient: { country: string | null; postcodeHash: string | null };
};

/** The same report without the recipient's postcode. */
export function withoutPostcode(report: NumberReport, key: KeyObject): KeptReport {
  const { country, postcode } = report.recipient;
  return {
    ...report,
    recipient: { country, postcodeHash: postcodeHash({ country, postcode }, key) },
  };
}

/** Comparable within the shop, unreadable outside it. Null without a postcode. */
export function postcodeHash(
  { country, postcode }: { country: string | null; postcode: string | null },
  key: KeyObject,
): string | null {
  const normal = postcode?.replaceAll(/[\s-]/g, '').toUpperCase() ?? '';
  if (normal === '') return null;
  return createHmac('sha256', key)
    .update(`${country ?? ''}:${normal}`)
    .digest('base64url');
}
