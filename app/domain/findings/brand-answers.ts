/** What a merchant may answer when asked about a brand: each is an exception of the brand rule. */
export const BRAND_ANSWERS = ['authorised', 'compatible_part', 'own_mark', 'coincidence'] as const;
export type BrandAnswer = (typeof BRAND_ANSWERS)[number];
