import { z } from 'zod';
import type { ComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import { MAPPABLE } from '#app/domain/findings/mappable.ts';
import { refuseOverride } from '#app/domain/findings/params.ts';
import type { OverrideError, ParamOverride, ParamTables } from '#app/domain/findings/params.ts';
import { isCountryCode } from '#app/domain/shared/country.ts';

/** What is wrong with one field of the form, by its path: `overrides.2.value`. */
export interface SettingsFault {
  path: string;
  code:
    | OverrideError['code']
    | 'not_settings'
    | 'not_a_country'
    | 'not_days'
    | 'no_such_table'
    | 'overlaps'
    | 'not_a_metafield';
  params: Readonly<Record<string, number | string>>;
}

/** What the catalogue holds, as far as settings can speak of it. */
export type KnownRules = ReadonlyMap<string, { params: ParamTables }>;

/**
 * Reads what a person typed. Every fault is named by its field, and with any fault nothing is taken: settings are saved as a
 * whole. A rule that is no longer in the catalogue is dropped from `rulesOff` without a word.
 */
export function parseComplianceSettings(
  form: unknown,
  rules: KnownRules,
): { ok: true; settings: ComplianceSettings } | { ok: false; faults: SettingsFault[] } {
  const shape = formSchema.safeParse(form);
  if (!shape.success) {
    const faults = shape.error.issues.map((issue) => faultOf(issue.path.map(String)));
    return { ok: false, faults };
  }
  const settings = shape.data;
  const faults = [
    ...countryFaults('targets', settings.targets),
    ...countryFaults('shipsFrom', settings.shipsFrom),
    ...settings.overrides.flatMap((row, index) =>
      overrideFaults(row, { index, rules, all: settings.overrides }),
    ),
    ...mappedFaults(settings.mapped),
  ];
  if (faults.length > 0) return { ok: false, faults };
  const rulesOff = settings.rulesOff.filter((id) => rules.has(id));
  return { ok: true, settings: { ...settings, rulesOff } };
}

const days = z.object({ days: z.int().min(0).max(365), unit: z.enum(['calendar', 'business']) });
const countries = z.array(z.string()).max(250).nullable();

const formSchema = z.object({
  targets: countries,
  shipsFrom: countries,
  promiseToShip: days.nullable(),
  promiseToDeliver: days.nullable(),
  carrierGraceDays: z.record(z.string().max(60), z.int().min(0).max(30)),
  mapped: z.record(z.string(), z.string().max(260)),
  rulesOff: z.array(z.string().max(40)).max(100),
  overrides: z
    .array(
      z.object({
        ruleId: z.string().max(40),
        name: z.string().max(60),
        key: z.string().max(60),
        from: z.string().nullable(),
        until: z.string().nullable(),
        value: z.number(),
        note: z.string().max(500),
      }),
    )
    .max(200),
  digest: z.object({ isOn: z.boolean(), language: z.enum(['en', 'zh-CN', 'zh-TW']) }),
});

function faultOf(path: readonly string[]): SettingsFault {
  const [field = ''] = path;
  if (field === 'promiseToShip' || field === 'promiseToDeliver')
    return { path: field, code: 'not_days', params: {} };
  const isValue = field === 'overrides' && path[2] === 'value';
  return { path: path.join('.'), code: isValue ? 'not_a_number' : 'not_settings', params: {} };
}

function countryFaults(path: string, codes: readonly string[] | null): SettingsFault[] {
  const wrong = codes?.find((code) => !isCountryCode(code));
  return wrong === undefined ? [] : [{ path, code: 'not_a_country', params: { country: wrong } }];
}

function overrideFaults(
  row: ParamOverride,
  { index, rules, all }: { index: number; rules: KnownRules; all: readonly ParamOverride[] },
): SettingsFault[] {
  const at = (field: string, code: SettingsFault['code'], params = {}) => [
    { path: `overrides.${index}.${field}`, code, params },
  ];
  const table = rules.get(row.ruleId)?.params[row.name];
  if (table === undefined) return at('key', 'no_such_table');
  if (!table.rows.some(({ key }) => key === row.key)) return at('key', 'no_such_table');
  const refusal = refuseOverride(table, row);
  if (refusal !== null) {
    const { code, ...params } = refusal;
    return at(FIELD_OF[code], code, params);
  }
  const earlier = all.slice(0, index);
  return earlier.some((other) => isSameFigure(row, other) && overlaps(row, other))
    ? at('from', 'overlaps')
    : [];
}

const FIELD_OF: Readonly<Record<OverrideError['code'], string>> = {
  not_overwritable: 'value',
  not_a_number: 'value',
  out_of_range: 'value',
  bad_date: 'from',
  ends_before_it_begins: 'until',
  note_missing: 'note',
};

function isSameFigure(a: ParamOverride, b: ParamOverride): boolean {
  return a.ruleId === b.ruleId && a.name === b.name && a.key === b.key;
}

function overlaps(a: ParamOverride, b: ParamOverride): boolean {
  const startsBefore = (one: ParamOverride, other: ParamOverride) =>
    one.from === null || other.until === null || one.from < other.until;
  return startsBefore(a, b) && startsBefore(b, a);
}

function mappedFaults(mapped: Readonly<Record<string, string>>): SettingsFault[] {
  return Object.entries(mapped).flatMap(([what, field]): SettingsFault[] => {
    const isKnown = MAPPABLE.some((one) => one === what);
    // Shopify's own limits: a namespace of 3 to 255 characters, a key of 2 to 64.
    const isField = /^[A-Za-z0-9_-]{3,255}\.[A-Za-z0-9_-]{2,64}$/.test(field);
    return isKnown && isField
      ? []
      : [{ path: `mapped.${what}`, code: 'not_a_metafield', params: {} }];
  });
}
