import type { ComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import type { ParamRow, ParamUnit } from '#app/domain/findings/params.ts';
import type { RuleStatus, Severity } from '#app/domain/findings/rule.ts';

/** What Settings → Compliance shows. Words are in the reader's language. */
export interface ComplianceSettingsView {
  settings: ComplianceSettings;
  /** What markets and shipping zones say; null: not known. */
  detectedTargets: readonly string[] | null;
  rules: readonly {
    id: string;
    title: string;
    status: RuleStatus;
    severity: Severity;
    jurisdictions: readonly string[];
  }[];
  /** Tables that a merchant may overwrite. */
  tables: readonly FigureTable[];
  /** Where the daily mail goes; null: no address yet. */
  digestTo: string | null;
  /** Whether mail can be sent at all. */
  canMail: boolean;
}

export interface FigureTable {
  ruleId: string;
  ruleTitle: string;
  name: string;
  title: string;
  unit: ParamUnit;
  least: number;
  most: number;
  rows: readonly ParamRow[];
}

/** Why a form could not be saved; words in i18n under `complianceSettings.error.<code>`. */
export const COMPLIANCE_SETTINGS_ERRORS = [
  'not_settings',
  'not_a_country',
  'not_days',
  'not_a_rule',
  'no_such_table',
  'not_overwritable',
  'out_of_range',
  'not_a_number',
  'ends_before_it_begins',
  'bad_date',
  'note_missing',
  'overlaps',
  'not_a_metafield',
  'not_an_address',
  'address_missing',
] as const;
export type ComplianceSettingsErrorCode = (typeof COMPLIANCE_SETTINGS_ERRORS)[number];

export interface ComplianceSettingsError {
  /** `overrides.2.value` */
  path: string;
  code: ComplianceSettingsErrorCode;
  params: Readonly<Record<string, string | number>>;
}

export type SaveComplianceResult =
  { ok: true } | { ok: false; errors: readonly ComplianceSettingsError[] };
