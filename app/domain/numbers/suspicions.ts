import { carrierSlug, findCarrier } from './carriers.ts';
import { isKeyboardRun, repeatsOneDigit } from './junk.ts';
import type { Candidate, NumberContext, Suspicion } from './recognition.ts';

/** Reasons to doubt a number that has a shape we know. */
export function suspicionsOf({ key, candidates, best, context }: Judged): Suspicion[] {
  const suspicions: Suspicion[] = [];
  const [first] = candidates;
  if (first?.checkDigit === 'failed') {
    const { format, carrier } = first;
    suspicions.push({ code: 'check_digit_failed', format, carrier });
  }
  const stated = carrierSlug(context.statedCarrier ?? null);
  if (best !== null && stated !== null && !mayIssueFor(stated, best.carrier)) {
    suspicions.push({ code: 'stated_carrier_differs', stated, recognised: best.carrier });
  }
  const implied = best?.destinationCountry ?? null;
  const destination = context.destination ?? null;
  if (implied !== null && destination !== null && implied !== destination) {
    suspicions.push({ code: 'destination_differs', implied, destination });
  }
  if (repeatsOneDigit(key)) suspicions.push({ code: 'repeated_digits' });
  return suspicions;
}

/** Reasons to doubt text that has the shape of nothing. */
export function junkSuspicions(key: string): Suspicion[] {
  if (repeatsOneDigit(key)) return [{ code: 'repeated_digits' }];
  return isKeyboardRun(key) ? [{ code: 'placeholder' }] : [];
}

type Judged = {
  key: string;
  candidates: readonly Candidate[];
  best: Candidate | null;
  context: NumberContext;
};

/** Carriers of one house, or that hand over to one another under the other's numbers. */
const HOUSES: readonly (readonly string[])[] = [
  ['china-post', 'china-ems'],
  ['dhl-express', 'dhl-ecommerce', 'dhl-paket', 'deutsche-post'],
  ['royal-mail', 'parcelforce'],
  ['la-poste', 'colissimo', 'chronopost', 'dpd'],
  ['dpd', 'dpd-uk'],
  ['ontrac', 'lasership'],
  ['evri', 'hermes-germany'],
  ['bpost', 'landmark-global'],
  ['yamato', 'sagawa', 'japan-post'],
  ['4px', 'cainiao'],
  ['jt-express', 'jt-express-cn'],
];
/** They give parcels to USPS for the last mile under a USPS number. */
const USPS_PARTNERS: ReadonlySet<string> = new Set([
  'amazon',
  'asendia-usa',
  'dhl-ecommerce',
  'fedex',
  'landmark-global',
  'ontrac',
  'pitney-bowes',
  'ups',
  'ups-mail-innovations',
]);

/** Whether a parcel of `stated` may carry a number of `recognised`: line-hauls from the origin use anybody's. */
function mayIssueFor(stated: string, recognised: string): boolean {
  if (stated === recognised || findCarrier(stated)?.role === 'origin') return true;
  if (recognised === 'usps' && USPS_PARTNERS.has(stated)) return true;
  return areOneHouse(stated, recognised);
}

/** Whether two carriers (slugs) belong to one company, or hand over to one another under one number. */
export function areOneHouse(one: string, other: string): boolean {
  return HOUSES.some((house) => house.includes(one) && house.includes(other));
}
