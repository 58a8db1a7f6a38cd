import { z } from 'zod';
import { USER_AGENT } from '#sandbox/browser.ts';
import { postJson } from '#sandbox/quiescence.ts';

const tokenSchema = z.object({ token: z.string() });

/** A fresh session token of the shop, as App Bridge would hand it out. */
export async function sessionToken(adminUrl: string, shop: string): Promise<string> {
  return tokenSchema.parse(await postJson(`${adminUrl}/sandbox/session-token`, { shop })).token;
}

/** One request of the embedded app's own, as its pages send it after they were loaded. */
export async function askApp(
  { adminUrl, appUrl }: { adminUrl: string; appUrl: string },
  path: string,
  { shop, token }: { shop: string; token?: string },
): Promise<Response> {
  return fetch(`${appUrl}${path}`, {
    redirect: 'manual',
    headers: {
      Authorization: `Bearer ${token ?? (await sessionToken(adminUrl, shop))}`,
      'User-Agent': USER_AGENT,
    },
    signal: AbortSignal.timeout(20_000),
  });
}
