/** What settings and pages say of tracking sources. Instants are ISO 8601 in UTC unless typed as `Date`. */
import { z } from 'zod';
import type { AskedSource, SourceName } from '#app/domain/scans/source-name.ts';

/** The sources a shop connects itself; Shopify is always there. */
export type ConnectedSource = Exclude<SourceName, 'shopify'>;

/** Which carriers a source is asked about: all, only those listed, or all but those. Carriers are our slugs. */
export const servesSchema = z.object({
  mode: z.enum(['all', 'only', 'except']),
  carriers: z
    .array(
      z
        .string()
        .min(1)
        .max(60)
        .regex(/^[a-z0-9_-]+$/),
    )
    .max(200),
});
export type Serves = z.infer<typeof servesSchema>;

/** What a source said is left of what was paid for; null = it does not tell. */
export interface QuotaState {
  total: number | null;
  used: number | null;
  remaining: number | null;
  at: Date;
}

/** What a merchant may change about a connected source without touching its key. */
export interface SourcePlan {
  serves: Serves;
  /** Most calls a day (shop's zone); null = as many as the source allows. */
  dailyCalls: number | null;
  /** Minor units; null = unknown. */
  creditMinor: number | null;
  creditCurrency: string | null;
}

/** How links and write-back are handled. */
export interface LinkSettings {
  /** Confirm a next number without asking when the carrier's own record states it. */
  confirmStated: boolean;
  /** Write a confirmed last-mile number to the Shopify fulfillment. */
  writeBack: boolean;
}

/** Health of a source in one word, worst first when several hold. */
export type SourceHealth =
  | 'key_refused'
  | 'failing' // calls bring nothing
  | 'waiting' // told to slow down, or out of quota
  | 'quiet' // pushes only, and none has come yet
  | 'untried' // connected, not asked yet
  | 'paused'
  | 'fine';

export interface SourceDayTotals {
  calls: number;
  registered: number;
  answered: number;
  scans: number;
  pushes: number;
  pushesRefused: number;
}

/** One connected source as its card shows it. No key, no secret: those never leave the server again. */
export interface SourceCardView {
  source: ConnectedSource;
  state: 'connected' | 'paused' | 'refused';
  health: SourceHealth;
  connectedAt: string;
  answeredAt: string | null;
  failingSince: string | null;
  errorKind: string | null;
  pausedUntil: string | null;
  /** Where pushes are sent to; null = this source has no address. */
  pushUrl: string | null;
  /** Whether pushes can be checked: 17TRACK signs with the key itself, the others with a secret. */
  hasPushSecret: boolean;
  /** The secret before the last rotation is still taken until then; null = there is none. */
  oldSecretUntil: string | null;
  rank: number;
  plan: SourcePlan;
  quota: (Omit<QuotaState, 'at'> & { at: string }) | null;
  today: SourceDayTotals;
  /** Calls a day that today's parcels will need; null for sources that only tell. */
  expectedCalls: number | null;
  /** Numbers that it is asked about, that are due now, and since when the oldest is. */
  backlog: { tracked: number; due: number; oldestDueAt: string | null };
  /** Last seven days, most frequent first. */
  errors: { kind: string; count: number }[];
}

/** What connecting a source would mean, before it is switched on. */
export interface SourcePreview {
  source: AskedSource;
  /** Calls on an average day. */
  callsPerDay: number;
  /** Numbers that would be registered at once: each costs a credit where credits are counted. */
  registerNow: number;
  /** New numbers on an average day of the last two weeks. */
  registerPerDay: number;
}

export interface SourcesView {
  shopify: { answeredAt: string | null; isAnswering: boolean };
  connected: SourceCardView[];
  previews: SourcePreview[];
  /** Open parcels: all, and those whose number some connected source is asked about. */
  coverage: { open: number; asked: number };
  /** Carriers that open parcels travel with, most frequent first: choices for "only" and "all but". */
  carriers: { slug: string; name: string; parcels: number }[];
  links: LinkSettings & { canWrite: boolean };
  currency: string;
  csv: { lastUploadAt: string | null };
}

/** A source's line on the Health page. */
export interface SourceHealthLine {
  source: ConnectedSource;
  health: SourceHealth;
  answeredAt: string | null;
  failingSince: string | null;
  errorKind: string | null;
  pushesRefusedToday: number;
}
