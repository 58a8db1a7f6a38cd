import { z } from 'zod';
import type { ParamOverride } from '#app/domain/findings/params.ts';

/** What a merchant said about compliance in general; a field left out is "said nothing". */
export interface ComplianceSettings {
  /** ISO alpha-2; null: what markets and shipping zones say. */
  targets: readonly string[] | null;
  /** Where the goods start, ISO alpha-2; null: what locations and parcels say. */
  shipsFrom: readonly string[] | null;
  /** What is agreed with buyers; null: not set. */
  promiseToShip: StatedDays | null;
  promiseToDeliver: StatedDays | null;
  /** Extra business days before a missing first scan counts, by carrier slug. */
  carrierGraceDays: Readonly<Record<string, number>>;
  /** Metafields that hold what a rule asks for: what → `namespace.key`. */
  mapped: Readonly<Record<string, string>>;
  /** Ids of rules the merchant does not want. */
  rulesOff: readonly string[];
  /** Figures set instead of a rule's own. */
  overrides: readonly ParamOverride[];
  /** The daily mail of what is new, due and cured. */
  digest: { isOn: boolean; language: 'en' | 'zh-CN' | 'zh-TW' };
}

export interface StatedDays {
  days: number;
  unit: 'calendar' | 'business';
}

export const NO_SETTINGS: ComplianceSettings = {
  targets: null,
  shipsFrom: null,
  promiseToShip: null,
  promiseToDeliver: null,
  carrierGraceDays: {},
  mapped: {},
  rulesOff: [],
  overrides: [],
  digest: { isOn: false, language: 'en' },
};

/** Reads stored settings; a field that cannot be read counts as not set, others it may hold are left alone. */
export function readComplianceSettings(stored: unknown): ComplianceSettings {
  const read = settingsSchema.safeParse(stored);
  return read.success ? read.data : NO_SETTINGS;
}

const countries = z
  .array(z.string().regex(/^[A-Z]{2}$/))
  .max(250)
  .nullable()
  .catch(null)
  .default(null);
const statedDays = z
  .object({ days: z.int().min(0).max(365), unit: z.enum(['calendar', 'business']) })
  .nullable()
  .catch(null)
  .default(null);

const override = z.object({
  ruleId: z.string().max(40),
  name: z.string().max(60),
  key: z.string().max(60),
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
  value: z.number(),
  note: z.string().max(500),
});

const settingsSchema = z.object({
  targets: countries,
  shipsFrom: countries,
  promiseToShip: statedDays,
  promiseToDeliver: statedDays,
  carrierGraceDays: z.record(z.string(), z.int().min(0).max(30)).catch({}).default({}),
  mapped: z.record(z.string(), z.string().max(260)).catch({}).default({}),
  rulesOff: z.array(z.string().max(40)).max(100).catch([]).default([]),
  overrides: z.array(override).max(200).catch([]).default([]),
  digest: z
    .object({ isOn: z.boolean(), language: z.enum(['en', 'zh-CN', 'zh-TW']) })
    .catch(NO_SETTINGS.digest)
    .default(NO_SETTINGS.digest),
});
