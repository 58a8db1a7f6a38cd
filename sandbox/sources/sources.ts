import type { Platform } from '../platform/platform-contract.ts';
import { seededRandom } from '../platform/random.ts';
import { AfterShip, AFTERSHIP_PUSHES } from './aftership/aftership.ts';
import { afterShipRoutes } from './aftership/routes.ts';
import { mountSourceControl } from './control.ts';
import { SourceFaults } from './faults.ts';
import { PushQueue } from './pushes.ts';
import { seventeenTrackRoutes } from './seventeen-track/routes.ts';
import { SEVENTEEN_PUSHES, SeventeenTrack } from './seventeen-track/seventeen-track.ts';
import { openAccount, SOURCE_NAMES } from './source-account.ts';
import type { SourceAccount, SourceName } from './source-account.ts';
import type { SourceHost } from './source-host.ts';
import type { Sources } from './sources-contract.ts';

/**
 * Mounts the look-alikes of 17TRACK and AfterShip on the platform's server, over the same world and clock, each with
 * an account that any shop may use. `ratePerSecond` replaces their documented limits.
 */
export function mountSources(
  platform: Platform,
  options: { seed: number; ratePerSecond?: number | null },
): Sources {
  const { clock, world } = platform;
  const host: SourceHost = {
    now: clock.now,
    record: (number) => world.carrierRecord(number),
    incidents: world.incidents,
  };
  const faults = new SourceFaults();
  const pushes = new PushQueue({
    now: clock.now,
    random: seededRandom(options.seed),
    switches: platform.switches,
    policies: { '17track': SEVENTEEN_PUSHES, aftership: AFTERSHIP_PUSHES },
  });
  const seventeen = new Map<string, SeventeenTrack>();
  const aftership = new Map<string, AfterShip>();
  const accounts: SourceAccount[] = [];

  function open(source: SourceName, key?: string, shop?: string | null): SourceAccount {
    const ratePerSecond = options.ratePerSecond ?? null;
    const account = openAccount(source, {
      ...(key === undefined ? {} : { key }),
      shop: shop ?? null,
      ratePerSecond,
    });
    accounts.push(account);
    if (source === '17track') {
      seventeen.set(account.key, new SeventeenTrack(account, host, pushes));
    } else {
      aftership.set(account.key, new AfterShip(account, host, pushes));
    }
    return account;
  }

  const sources: Sources = {
    accounts,
    pushes,
    faults,
    account: (source, key, shop) =>
      accounts.find((each) => each.source === source && each.key === key) ??
      open(source, key, shop),
  };
  for (const source of SOURCE_NAMES) open(source);

  const accountOf =
    <T>(map: Map<string, T>) =>
    (key: string) =>
      map.get(key) ?? null;
  platform.handle(
    '/sources/17track/',
    seventeenTrackRoutes({ accountOf: accountOf(seventeen), host, faults }),
  );
  platform.handle(
    '/sources/aftership/',
    afterShipRoutes({ accountOf: accountOf(aftership), host, faults }),
  );
  mountSourceControl(platform, sources);
  platform.attach({
    advance() {
      for (const each of seventeen.values()) each.book.advance();
      for (const each of aftership.values()) each.advance();
      pushes.wake();
    },
    idle: () => pushes.idle(),
    stop: () => pushes.stop(),
  });
  return sources;
}
