import { carrierSlug, CARRIERS } from '#app/domain/numbers/carriers.ts';

/** 17TRACK's key of a carrier of ours; null when we do not know it: 17TRACK detects by itself then. */
export function keyOfCarrier(slug: string | null): number | null {
  return slug === null ? null : (keyBySlug.get(slug) ?? null);
}

/** Our slug of a carrier as 17TRACK names it, by key or else by name; null when we know neither. */
export function carrierOfKey(key: number | null, name: string | null): string | null {
  return (key === null ? undefined : slugByKey.get(key)) ?? carrierSlug(name);
}

const keyBySlug = new Map<string, number>();
const slugByKey = new Map<number, string>();
for (const { slug, seventeenTrackKey } of CARRIERS) {
  if (seventeenTrackKey === undefined) continue;
  keyBySlug.set(slug, seventeenTrackKey);
  slugByKey.set(seventeenTrackKey, slug);
}
