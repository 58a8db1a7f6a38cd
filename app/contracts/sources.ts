/** What settings and pages say of tracking sources. Instants are ISO 8601 in UTC unless typed as `Date`. */
import { z } from 'zod';
import type { FailureKind } from '#app/domain/polling/pause-after.ts';
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

/**
 * What a merchant may change about a connected source without touching its key. `dailyCalls`: most calls a day (shop's
 * zone), null = as many as the source allows. `perThousandMinor`: what a thousand newly registered numbers
 * cost, in minor units of `creditCurrency`, null = unknown.
 */
export const sourcePlanSchema = z
  .object({
    serves: servesSchema,
    dailyCalls: z.number().int().min(1).max(1_000_000).nullable(),
    perThousandMinor: z.number().int().min(0).max(100_000_000).nullable(),
    creditCurrency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .nullable(),
  })
  .refine((plan) => plan.serves.mode !== 'only' || plan.serves.carriers.length > 0, {
    path: ['serves', 'carriers'],
  })
  .refine((plan) => plan.perThousandMinor === null || plan.creditCurrency !== null, {
    path: ['creditCurrency'],
  });
export type SourcePlan = z.infer<typeof sourcePlanSchema>;

/** Why a source could not be connected: which field it is about, and the source's own code when it gave one. */
export interface ConnectFailure {
  field: 'key' | 'webhookSecret';
  code: 'key_missing' | 'key_shape' | 'secret_shape' | FailureKind;
  detail: string | null;
}

/**
 * How links are handled. `confirmStated`: confirm a next number without asking when the carrier's own record states it.
 * `writeBack`: write a confirmed last-mile number to the Shopify fulfillment.
 */
export const linkSettingsSchema = z.object({ confirmStated: z.boolean(), writeBack: z.boolean() });
export type LinkSettings = z.infer<typeof linkSettingsSchema>;

/** What the page's save bar saves: everything a merchant may choose, keys aside. */
export const sourceSettingsSchema = z.object({
  links: linkSettingsSchema,
  plans: z
    .array(z.object({ source: z.enum(['seventeen_track', 'aftership']), plan: sourcePlanSchema }))
    .max(2),
});
export type SourceSettings = z.infer<typeof sourceSettingsSchema>;

const askedSource = z.enum(['seventeen_track', 'aftership']);
const connectedSource = z.enum(['seventeen_track', 'aftership', 'inbound', 'csv']);

/** What a person may ask for on the Sources page. */
export const sourceActionSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('connect'),
    source: askedSource,
    key: z.string().max(10_000),
    webhookSecret: z.string().max(10_000),
  }),
  z.object({ intent: z.literal('connect_inbound') }),
  z.object({ intent: z.literal('check'), source: askedSource }),
  z.object({ intent: z.literal('pause'), source: askedSource, isPaused: z.boolean() }),
  z.object({ intent: z.literal('move'), source: askedSource, isEarlier: z.boolean() }),
  z.object({ intent: z.literal('disconnect'), source: connectedSource }),
  z.object({ intent: z.literal('save'), settings: z.unknown() }),
]);
export type SourceAction = z.infer<typeof sourceActionSchema>;

/** How it ended. `secret` is the new secret of the personal address: shown this once. */
export type SourceActionResult =
  | { ok: true; done: SourceAction['intent']; secret?: string }
  | { ok: false; error: 'connect'; failure: ConnectFailure }
  | { ok: false; error: 'settings'; path: string }
  | { ok: false; error: 'not_connected' | 'failed' };

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

/** How much is heard of a carrier, whoever tells it: a line on the Health page. */
export interface CarrierHealthLine {
  /** As parcels are compared by it. */
  carrier: string;
  name: string;
  /** The hour of its last physical scan. */
  lastScanAt: string;
  scansToday: number;
  /** Scans on an average day of the four weeks before; null while there are less than seven days. */
  scansUsually: number | null;
  /** Since when it has stopped for many parcels together; null = it has not. */
  stoppedSince: string | null;
}
