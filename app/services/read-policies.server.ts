import { z } from 'zod';
import type { SeenPolicy } from '#app/db/policy-versions.server.ts';
import type { SideReading, StatedTimeRecord } from '#app/db/shop-side.server.ts';
import { plainText } from '#app/domain/findings/plain-text.ts';
import { placesIn } from '#app/domain/findings/stated-places.ts';
import { saysNoCustomsFees, statedTimes } from '#app/domain/findings/stated-times.ts';
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

/** Titles of pages that speak of shipping. */
const ABOUT_SHIPPING =
  /ship|deliver|versand|liefer|livr|expédi|配送|运费|運費|物流|发货|發貨|出貨/i;
const MOST_TIMES = 40;
/** Where times are looked for, and in which order customs fees are. */
const POLICIES_OF_TIMES = ['SHIPPING_POLICY'];
const POLICIES_OF_CUSTOMS = ['SHIPPING_POLICY', 'REFUND_POLICY', 'TERMS_OF_SERVICE'];

/** What policies, else pages about shipping, say of times and of customs fees, in the shop's primary language. */
export function statementsOf({
  policies,
  pages,
}: {
  policies: ReadPolicies;
  pages: SideReading<'pages'>;
}): SideReading<'statements'> {
  const name = 'statements';
  const { texts, reading: listed } = policies;
  const own = 'value' in pages ? pages.value.filter(({ title }) => ABOUT_SHIPPING.test(title)) : [];
  const sources = [
    ...(texts ?? [])
      .filter(({ locale }) => locale === '')
      .map(({ type, body }) => ({ where: type, text: plainText(body).text })),
    ...own.map(({ title, text: words }) => ({ where: title, text: words })),
  ];
  const isPage = (where: string) => own.some(({ title }) => title === where);
  const times = sources
    .filter(({ where }) => POLICIES_OF_TIMES.includes(where) || isPage(where))
    .flatMap(({ where, text: words }): StatedTimeRecord[] =>
      statedTimes(words).map((time) => ({ ...time, places: placesIn(time.text), where })),
    );
  const noFees = sources
    .filter(({ where }) => POLICIES_OF_CUSTOMS.includes(where) || isPage(where))
    .flatMap(({ where, text: words }) => {
      const sentence = saysNoCustomsFees(words);
      return sentence === null ? [] : [{ text: sentence, where }];
    });
  const isSilent = times.length === 0 && noFees.length === 0;
  if ('missing' in listed && isSilent) return { name, missing: listed.missing };
  return { name, value: { times: times.slice(0, MOST_TIMES), noCustomsFees: noFees[0] ?? null } };
}
