/** The tracking sources that the sandbox plays, by the names its control API uses. */
export const SOURCE_NAMES = ['17track', 'aftership'] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

/** A customer's account at a source. Live: change a field to change how it behaves. */
export interface SourceAccount {
  readonly source: SourceName;
  readonly key: string;
  /** Whose account it is; null for the one that any shop may use. */
  shop: string | null;
  /** What signs pushes: at 17TRACK the key itself. */
  webhookSecret: string;
  /** Where pushes go; null: nowhere. A real customer sets it in the source's dashboard. */
  webhookUrl: string | null;
  /** Requests a second on the machine's clock; null: as each endpoint documents. */
  ratePerSecond: number | null;
  /** Credits bought, and the most spent a virtual day. One for each new registration. */
  quota: number;
  dailyLimit: number;
  isDisabled: boolean;
  counts: SourceCounts;
}

export interface SourceCounts {
  calls: number;
  callsByEndpoint: Record<string, number>;
  limited: number;
  failed: number;
  creditsUsed: number;
  creditsToday: number;
  /** Numbers followed now. */
  registered: number;
  /** Numbers read by calls. */
  read: number;
  /** Times a carrier was asked. */
  syncs: number;
}

export const DEFAULT_KEYS: Record<SourceName, { key: string; secret: string }> = {
  '17track': { key: 'SANDBOX-17TRACK-KEY', secret: 'SANDBOX-17TRACK-KEY' },
  aftership: { key: 'SANDBOX-AFTERSHIP-KEY', secret: 'SANDBOX-AFTERSHIP-SECRET' },
};

const BASES: Record<SourceName, string> = {
  '17track': '/sources/17track/track/v2.4',
  aftership: '/sources/aftership/tracking/2026-07',
};

/** The path under which the source's API answers on the sandbox's server. */
export function baseOf(source: SourceName): string {
  return BASES[source];
}

const DEFAULT_QUOTA = 200_000;

export function openAccount(
  source: SourceName,
  given: { key?: string; shop?: string | null; ratePerSecond?: number | null } = {},
): SourceAccount {
  const key = given.key ?? DEFAULT_KEYS[source].key;
  return {
    source,
    key,
    shop: given.shop ?? null,
    webhookSecret: source === '17track' ? key : DEFAULT_KEYS.aftership.secret,
    webhookUrl: null,
    ratePerSecond: given.ratePerSecond ?? null,
    quota: DEFAULT_QUOTA,
    dailyLimit: DEFAULT_QUOTA,
    isDisabled: false,
    counts: {
      calls: 0,
      callsByEndpoint: {},
      limited: 0,
      failed: 0,
      creditsUsed: 0,
      creditsToday: 0,
      registered: 0,
      read: 0,
      syncs: 0,
    },
  };
}
