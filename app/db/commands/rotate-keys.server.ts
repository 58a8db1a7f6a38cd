import { installedShops } from '#app/db/cross-shop.server.ts';
import { closePool } from '#app/db/pool.server.ts';
import { resealSessions } from '#app/db/shop-sessions.server.ts';

// `npm run keys:rotate`: put the new key first in LASTSCAN_KEYS, restart, run this, then drop the old key.
// Shops that left have no sessions: they are deleted at uninstall.
const PAGE = 500;
let resealed = 0;
for (let after = 0; ;) {
  const shops = await installedShops(after, PAGE);
  for (const { shopId } of shops) resealed += await resealSessions(shopId);
  const last = shops.at(-1);
  if (last === undefined) break;
  after = last.shopId;
}
await closePool();
console.log(`Sealed ${resealed} sessions again under the newest key.`);
