import type { SourceFaults } from './faults.ts';
import type { PushQueue } from './pushes.ts';
import type { SourceAccount, SourceName } from './source-account.ts';

/** The tracking sources beside a platform. */
export interface Sources {
  readonly accounts: readonly SourceAccount[];
  readonly pushes: PushQueue;
  readonly faults: SourceFaults;
  /** The account with this key, made when there is none. */
  account(source: SourceName, key: string, shop?: string | null): SourceAccount;
}
