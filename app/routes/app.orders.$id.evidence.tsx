import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { LANGUAGES, type Language } from '#app/i18n/languages.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { draftDispute } from '#app/services/draft-dispute.server.ts';
import { loadEvidence } from '#app/services/load-evidence.server.ts';
import { makeEvidencePack } from '#app/services/make-evidence-pack.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';

/**
 * An order's evidence: `?format=zip` and `?format=pdf` as files in `?language=` (else the screen's), anything else as what the
 * card shows. 404 for an order that the shop does not have, 409 with the reason where no pack is made.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  const language = await languageOf(request, { shopId, userLocale });
  const orderId = orderIdOf(params);
  const now = currentInstant();
  const format = new URL(request.url).searchParams.get('format');
  if (format === 'zip' || format === 'pdf') {
    const pack = await makeEvidencePack({ shopId, orderId, language, now });
    if (pack.ok) return file(pack[format], { name: `${pack.fileName}.${format}`, format });
    if (pack.reason === 'no_such_order') throw notFound();
    return Response.json({ reason: pack.reason }, { status: 409, headers: NOT_KEPT });
  }
  const evidence = await loadEvidence({ shopId, orderId, language, now });
  return Response.json(evidence, { status: evidence === null ? 404 : 200, headers: NOT_KEPT });
}

/** Has the account of the order written into its dispute's evidence, as a draft. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shopId, actor, userLocale } = await requireShop(request);
  const language = await languageOf(request, { shopId, userLocale });
  const body: unknown = await request.json().catch(() => null);
  const orderId = orderIdOf(params);
  return Response.json(
    await draftDispute({ shopId, orderId, language, actor, body, now: currentInstant() }),
  );
}

const NOT_KEPT = { 'Cache-Control': 'no-store' };
const TYPES = { zip: 'application/zip', pdf: 'application/pdf' } as const;

function file(
  bytes: Uint8Array,
  { name, format }: { name: string; format: keyof typeof TYPES },
): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...NOT_KEPT,
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}

/** Throws a 404 for what cannot be an order. */
function orderIdOf(params: LoaderFunctionArgs['params']): string {
  const id = params['id'] ?? '';
  // oxlint-disable-next-line typescript/only-throw-error -- Remix's way to answer with a status
  if (!/^\d{1,18}$/.test(id)) throw notFound();
  return id;
}

function notFound() {
  return data(null, { status: 404 });
}

async function languageOf(
  request: Request,
  shop: { shopId: number; userLocale: string },
): Promise<Language> {
  const asked = new URL(request.url).searchParams.get('language');
  return LANGUAGES.find((each) => each === asked) ?? shopLanguage(shop);
}
