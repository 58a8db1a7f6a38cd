import type { ComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import type { SettingsFault } from '#app/domain/findings/parse-compliance-settings.ts';
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

/** Why a form could not be saved, by its field; words in i18n under `complianceSettings.error.<code>`. */
export type ComplianceSettingsError =
  | SettingsFault
  | { path: 'digestTo'; code: 'not_an_address' | 'address_missing'; params: Record<string, never> };

export type SaveComplianceResult =
  { ok: true } | { ok: false; errors: readonly ComplianceSettingsError[] };
