import { LARGEST_METAFIELD_BYTES, METAFIELD_VERSION } from '#app/contracts/shopper.ts';
import { mostUrgentFirst } from '#app/domain/shopper/most-urgent-first.ts';
import type { ShopperParcel } from '#app/domain/shopper/shopper-parcel.ts';

/**
 * The metafield's value, at most `LARGEST_METAFIELD_BYTES` of UTF-8: the most urgent parcels first. Where not all of it fits,
 * links to carriers' pages are left out first, of the least urgent parcels before others; then whole parcels, which are
 * counted in `more`.
 */
export function writeOrderMetafield({
  at,
  api,
  key,
  parcels,
}: {
  /** When it is made; ISO. */
  at: string;
  api: string;
  key: string;
  parcels: readonly ShopperParcel[];
}): string {
  const head = JSON.stringify({ version: METAFIELD_VERSION, at, api, key }).slice(0, -1);
  const whole = (texts: readonly string[]) =>
    `${head},"parcels":[${texts.join()}],"more":${parcels.length - texts.length}}`;
  // With as many digits as `more` can take.
  let left = LARGEST_METAFIELD_BYTES - bytesOf(whole([]));
  const fitting: { parcel: ShopperParcel; text: string }[] = [];
  for (const parcel of mostUrgentFirst(parcels)) {
    const text = JSON.stringify(withoutLinks(parcel));
    const bytes = bytesOf(text) + 1;
    if (bytes > left) break;
    left -= bytes;
    fitting.push({ parcel, text });
  }
  return whole(
    fitting.map(({ parcel, text }) => {
      const linked = JSON.stringify(parcel);
      const longer = bytesOf(linked) - bytesOf(text);
      if (longer > left) return text;
      left -= longer;
      return linked;
    }),
  );
}

function withoutLinks(parcel: ShopperParcel): ShopperParcel {
  return { ...parcel, legs: parcel.legs.map((leg) => ({ ...leg, url: null })) };
}

const encoder = new TextEncoder();

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}
