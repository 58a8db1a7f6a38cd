import { installedShops } from '#app/db/cross-shop.server.ts';
import { resealAsks } from '#app/db/asks.server.ts';
import { resealContacts } from '#app/db/contacts.server.ts';
import { shopsWithLog } from '#app/db/evidence-logs.server.ts';
import { resealEvidence } from '#app/db/evidence-reseal.server.ts';
import { closePool } from '#app/db/pool.server.ts';
import { resealSessions } from '#app/db/shop-sessions.server.ts';
import { resealSourceSecrets } from '#app/db/source-secrets.server.ts';

// `npm run keys:rotate`: put the new key first in LASTSCAN_KEYS, restart, run this, then drop the old key.
// Shops that left hold nothing of this but their log and what shoppers asked: the rest is deleted at uninstall.
const PAGE = 500;
let sessions = 0;
let sourceSecrets = 0;
let contacts = 0;
let asks = 0;
let evidence = 0;
for (let after = 0; ;) {
  const shops = await installedShops(after, PAGE);
  for (const { shopId } of shops) {
    sessions += await resealSessions(shopId);
    sourceSecrets += await resealSourceSecrets(shopId);
    contacts += await resealContacts(shopId);
    asks += await resealAsks(shopId);
    evidence += await resealEvidence(shopId);
  }
  const last = shops.at(-1);
  if (last === undefined) break;
  after = last.shopId;
}
for (let after = 0; ;) {
  const shopIds = await shopsWithLog(after, PAGE);
  for (const shopId of shopIds) {
    asks += await resealAsks(shopId);
    evidence += await resealEvidence(shopId);
  }
  const last = shopIds.at(-1);
  if (last === undefined) break;
  after = last;
}
await closePool();
console.log(
  `Sealed again under the newest key: ${sessions} sessions, ${sourceSecrets} keys and secrets of tracking sources, ${contacts} contacts, ${asks} texts of asks, ${evidence} keys and records of logs.`,
);
