import { z } from 'zod';
import type { AdminApp, AdminPlatform } from './admin-contract.ts';

const scopesSchema = z.object({
  grant: z.array(z.string()).max(100).default([]),
  revoke: z.array(z.string()).max(100).default([]),
});

/** What a person allowed or took away, as App Bridge tells it; only optional scopes can be either. */
export function changeScopes(
  body: Record<string, unknown>,
  shop: string,
  { platform, app }: { platform: AdminPlatform; app: AdminApp },
): { status: number; body: Record<string, unknown> } {
  const asked = scopesSchema.safeParse(body);
  if (!asked.success)
    return { status: 400, body: { error: 'grant and revoke are lists of scopes' } };
  const { grant, revoke } = asked.data;
  const strange = [...grant, ...revoke].filter((scope) => !app.optionalScopes.includes(scope));
  if (strange.length > 0) {
    return { status: 400, body: { error: `Not an optional scope: ${strange.join(', ')}` } };
  }
  if (!platform.isInstalled(shop)) return { status: 403, body: { error: 'Not installed' } };
  const known = platform.scopesOf(shop);
  const granted = [...new Set([...known, ...grant])].filter((scope) => !revoke.includes(scope));
  if (granted.join() !== known.join()) platform.setScopes(shop, granted);
  return { status: 200, body: { granted, required: app.scopes, optional: app.optionalScopes } };
}
