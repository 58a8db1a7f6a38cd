import { carrierSlug, findCarrier, trackingUrl } from '#app/domain/numbers/carriers.ts';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import type { LegKind } from '#app/domain/parcels/link.ts';
import type { ShopperLeg } from '#app/domain/shopper/shopper-parcel.ts';

/** A number of the chain as stored: typed by people and apps, so that nothing of it is trusted. */
export interface StoredChainLeg {
  kind: LegKind;
  number: string;
  carrier: string | null;
  trackingUrl: string | null;
}

/** The numbers of a chain as a shopper may see them, in their order; one of which nothing readable is left is not shown. */
export function shopperLegs(chain: readonly StoredChainLeg[]): ShopperLeg[] {
  return chain.flatMap(({ kind, ...told }) => {
    const number = shortText(told.number);
    if (number === null) return [];
    const carrier = shortText(told.carrier);
    return [
      {
        kind,
        number,
        // As it was told: “DHL” may be any of several. A slug of ours is no name.
        carrier: carrier === null ? null : (findCarrier(carrier)?.name ?? carrier),
        url: secureLink(told.trackingUrl) ?? carriersPage(carrier, number),
      },
    ];
  });
}

/** Longer names and numbers are a mistake or an attack. */
const LONGEST_TEXT = 80;
const LONGEST_LINK = 500;

function shortText(told: string | null): string | null {
  const text = cleanCarrierText(told);
  return text === null ? null : [...text].slice(0, LONGEST_TEXT).join('').trim();
}

function carriersPage(carrier: string | null, number: string): string | null {
  const slug = carrierSlug(carrier);
  return slug === null ? null : secureLink(trackingUrl(slug, number));
}

/** `https:` and nothing else, without a user's name in it. */
function secureLink(address: string | null): string | null {
  if (address === null || address.length > LONGEST_LINK || !URL.canParse(address)) return null;
  const { protocol, username, password, href } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' ? href : null;
}
