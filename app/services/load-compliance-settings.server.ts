import type { PoolClient } from 'pg';
import type { ComplianceSettingsView, FigureTable } from '#app/contracts/compliance-settings.ts';
import { readComplianceSettingsRow } from '#app/db/compliance-settings.server.ts';
import { listContacts } from '#app/db/contacts.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { readComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import type { AnyRule } from '#app/domain/findings/rules/catalogue.ts';
import { ruleSpeech } from '#app/i18n/rule-words.server.ts';
import type { RuleSpeech } from '#app/i18n/rule-words.server.ts';
import type { Language } from '#app/i18n/languages.ts';
import { canSendMail } from '#app/messaging/mail.server.ts';
import { loadShopKnowledge, targetsOf } from '#app/services/subjects/shop-knowledge.server.ts';
import { isDigestContact } from '#app/services/save-compliance-settings.server.ts';

/** Everything Settings → Compliance shows. */
export async function loadComplianceSettings({
  shopId,
  reader,
}: {
  shopId: number;
  reader: { language: Language; timeZone: string; currency: string; now: Date };
}): Promise<ComplianceSettingsView> {
  const speech = ruleSpeech(reader);
  const rules = RULES.filter(({ status }) => status === 'active' || status === 'scheduled');
  const ordered = rules.toSorted((a, b) => a.id.localeCompare(b.id));
  return withShopSql(shopId, async (sql) => {
    const { settings } = await readComplianceSettingsRow(sql, shopId);
    const detected = await detectedTargets(sql, shopId, reader.now);
    const contacts = await listContacts(sql, shopId);
    return {
      settings: readComplianceSettings(settings),
      detectedTargets: detected,
      rules: ordered.map(({ id, status, severity, jurisdictions }) => ({
        id,
        title: speech.title(id),
        status,
        severity,
        jurisdictions,
      })),
      tables: ordered.flatMap((rule) => tablesOf(rule, speech)),
      digestTo: contacts.find(isDigestContact)?.email ?? null,
      canMail: canSendMail(),
    };
  });
}

/** What Shopify says, whatever the merchant set; null: it is not known. */
async function detectedTargets(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<readonly string[] | null> {
  const knowledge = await loadShopKnowledge(sql, shopId, now);
  if (knowledge === null) return null;
  const { record, side } = knowledge;
  const settings = { ...record.settings, targets: null };
  const targets = targetsOf({ ...record, settings }, side, now);
  return targets.known ? targets.value : null;
}

function tablesOf(rule: AnyRule, speech: RuleSpeech): FigureTable[] {
  const words = speech.words(rule.id);
  return Object.entries(rule.params)
    .filter(([, table]) => table.mayOverwrite)
    .map(([name, { unit, least, most, rows }]) => ({
      ruleId: rule.id,
      ruleTitle: speech.title(rule.id),
      name,
      title: words?.params[name] ?? name,
      unit,
      least,
      most,
      rows,
    }));
}
