import { z } from 'zod';
import type { SeenPolicy } from '#app/db/policy-versions.server.ts';
import type { SideReading } from '#app/db/shop-side.server.ts';
import { reading } from '#app/services/read-side-answers.server.ts';
import type { SideSlice } from '#app/services/read-side-answers.server.ts';
import { text } from '#app/services/shopify-values.ts';
import {
  PolicyTranslationsDocument,
  ShopPoliciesDocument,
} from '#app/shopify/generated/documents.ts';

export interface ReadPolicies {
  reading: SideReading<'policies'>;
  /** All that are published, in every language; null: they could not be read, so nothing is known to be gone. */
  texts: SeenPolicy[] | null;
}

const MOST_LANGUAGES = 20;

/** The shop's policies, with their translations into its other published languages (`locales`, the primary one first). */
export async function readPolicies(
  slice: SideSlice,
  locales: readonly string[],
): Promise<ReadPolicies> {
  let texts: SeenPolicy[] | null = null;
  const policies = await reading(
    slice,
    { name: 'policies', operation: 'ShopPolicies' },
    async () => {
      const { data } = await slice.source.query(ShopPoliciesDocument, {});
      const found = data.shop.shopPolicies
        .map((policy) => policySchema.parse(policy))
        .filter(({ body }) => body.trim() !== '');
      texts = found.map(({ type, body, url }) => ({ type, locale: '', body, url: url ?? null }));
      for (const locale of locales.slice(1, MOST_LANGUAGES)) {
        texts.push(...(await readTranslations(slice, locale, found)));
      }
      return found.map(({ type }) => type).sort();
    },
  );
  return { reading: policies, texts: 'value' in policies ? texts : null };
}

async function readTranslations(
  { source }: SideSlice,
  locale: string,
  found: readonly { type: string; url?: string | null | undefined }[],
): Promise<SeenPolicy[]> {
  const { data } = await source.query(PolicyTranslationsDocument, { locale });
  return data.shop.shopPolicies.flatMap(({ type, translations }) => {
    const body = translations.find(({ key }) => key === 'body')?.value ?? '';
    const original = found.find((policy) => policy.type === type);
    if (original === undefined || body.trim() === '') return [];
    return [{ type: String(type), locale, body, url: original.url ?? null }];
  });
}

const policySchema = z.object({ type: z.string(), body: z.string(), url: text });
