import { createHmac } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { NumberReport } from '#app/sources/source.ts';

/** A source's report as it may be kept: the recipient's postcode is a keyed hash, comparable within the shop only. */
export type KeptReport = Omit<NumberReport, 'recipient'> & {
  recipient: { country: string | null; postcodeHash: string | null };
};

/** With the shop's key (`postcodeHash`). */
export type HashPostcode = (place: {
  country: string | null;
  postcode: string | null;
}) => string | null;

/** The same report without the recipient's postcode. */
export function withoutPostcode(report: NumberReport, key: KeyObject): KeptReport {
  const { country, postcode } = report.recipient;
  return {
    ...report,
    recipient: { country, postcodeHash: postcodeHash({ country, postcode }, key) },
  };
}

/**
 * Comparable within the shop, unreadable outside it. A ZIP+4 counts as its ZIP, because only some sources know the four
 * digits. Null without a postcode, and for one that a source has masked or cut: two halves of a postcode are not alike.
 */
export function postcodeHash(
  { country, postcode }: { country: string | null; postcode: string | null },
  key: KeyObject,
): string | null {
  const whole = postcode?.replaceAll(/[\s-]/g, '').toUpperCase() ?? '';
  const normal = country === 'US' && /^\d{9}$/.test(whole) ? whole.slice(0, 5) : whole;
  if (!/^[A-Z0-9]{3,}$/.test(normal) || (country === 'US' && !/^\d{5}$/.test(normal))) return null;
  return createHmac('sha256', key)
    .update(`${country ?? ''}:${normal}`)
    .digest('base64url');
}
