import type { ComplianceSettingsView, FigureTable } from '#app/contracts/compliance-settings.ts';
import { listContacts } from '#app/db/contacts.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { NO_SETTINGS } from '#app/domain/findings/compliance-settings.ts';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import type { AnyRule } from '#app/domain/findings/rules/catalogue.ts';
import { ruleSpeech } from '#app/i18n/rule-words.server.ts';
import type { RuleSpeech } from '#app/i18n/rule-words.server.ts';
import type { Language } from '#app/i18n/languages.ts';
import { canSendMail } from '#app/messaging/mail.server.ts';
import { loadShopKnowledge, targetsOf } from '#app/services/subjects/shop-knowledge.server.ts';
import type { ShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';
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
    const knowledge = await loadShopKnowledge(sql, shopId, reader.now);
    const contacts = await listContacts(sql, shopId);
    return {
      settings: knowledge?.record.settings ?? NO_SETTINGS,
      detectedTargets: knowledge === null ? null : detectedTargets(knowledge, reader.now),
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
function detectedTargets({ record, side }: ShopKnowledge, now: Date): readonly string[] | null {
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
