import type { AdminSource } from '../admin/sources-page.ts';
import { baseOf } from './source-account.ts';
import type { Sources } from './sources-contract.ts';

/** The accounts that a shop may use, as the admin's page shows them. */
export function adminSources(sources: Sources, origin: string, shop: string): AdminSource[] {
  return sources.accounts
    .filter((account) => account.shop === null || account.shop === shop)
    .map((account) => {
      const { source, key, webhookSecret, webhookUrl, counts } = account;
      const pushes = sources.pushes.countsOf(source);
      return {
        source,
        address: origin + baseOf(source),
        key,
        webhookSecret,
        webhookUrl,
        calls: counts.calls,
        creditsUsed: counts.creditsUsed,
        registered: counts.registered,
        pushesSent: pushes['sent'] ?? 0,
        pushesLost: pushes['lost'] ?? 0,
      };
    });
}
