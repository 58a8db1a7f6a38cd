import type { PoolClient } from 'pg';
import { readComplianceSettingsRow } from '#app/db/compliance-settings.server.ts';
import { grantedScopes } from '#app/db/sync-lifecycle.server.ts';
import { isInUse, missingScopes } from '#app/domain/findings/asked-rules.ts';
import { readComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import type { ParamOverride } from '#app/domain/findings/params.ts';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';

/** What holds for every subject of a shop while it is judged. */
export interface JudgingFrame {
  /** Ids of the rules that are asked. */
  asked: ReadonlySet<string>;
  /** Rules that are wanted and know nothing, because the app may not read what they rest on: the scopes, by rule. */
  blind: ReadonlyMap<string, readonly string[]>;
  overrides: readonly ParamOverride[];
}

export async function loadJudgingFrame(sql: PoolClient, shopId: number): Promise<JudgingFrame> {
  const { settings } = await readComplianceSettingsRow(sql, shopId);
  const { rulesOff, overrides } = readComplianceSettings(settings);
  const granted = [...(await grantedScopes(sql, shopId))];
  const inUse = RULES.filter((rule) => isInUse(rule, rulesOff));
  const blind = inUse
    .map((rule) => [rule.id, missingScopes(rule, granted)] as const)
    .filter(([, scopes]) => scopes.length > 0);
  const isBlind = new Set(blind.map(([id]) => id));
  return {
    asked: new Set(inUse.map(({ id }) => id).filter((id) => !isBlind.has(id))),
    blind: new Map(blind),
    overrides,
  };
}
