import type { PoolClient } from 'pg';
import { z } from 'zod';
import type {
  ComplianceSettingsError,
  SaveComplianceResult,
} from '#app/contracts/compliance-settings.ts';
import {
  readComplianceSettingsRow,
  writeComplianceSettings,
} from '#app/db/compliance-settings.server.ts';
import { saveContact } from '#app/db/contacts.server.ts';
import type { Contact } from '#app/db/contacts.server.ts';
import { wantPass } from '#app/db/full-pass.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { ChangeWord } from '#app/domain/findings/asked-rules.ts';
import { readComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import type { ComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import { parseComplianceSettings } from '#app/domain/findings/parse-compliance-settings.ts';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';

const address = z.object({ digestTo: z.union([z.literal(''), z.email().max(200)]) });

/**
 * Saves what the merchant set and asks the rules that it concerns of everything again. A fault is told by its field, and then
 * nothing is saved.
 */
export async function saveComplianceSettings({
  shopId,
  form,
  now,
}: {
  shopId: number;
  form: unknown;
  now: Date;
}): Promise<SaveComplianceResult> {
  const parsed = parseComplianceSettings(form, new Map(RULES.map((rule) => [rule.id, rule])));
  const to = address.safeParse(form);
  const errors: ComplianceSettingsError[] = parsed.ok ? [] : [...parsed.faults];
  if (!to.success) errors.push({ path: 'digestTo', code: 'not_an_address', params: {} });
  if (!parsed.ok || !to.success) return { ok: false, errors };
  const { settings } = parsed;
  const { digestTo } = to.data;
  if (settings.digest.isOn && digestTo === '')
    return { ok: false, errors: [{ path: 'digestTo', code: 'address_missing', params: {} }] };
  await withShopSql(shopId, async (sql) => {
    const stored = await readComplianceSettingsRow(sql, shopId);
    const before = readComplianceSettings(stored.settings);
    await writeComplianceSettings(sql, shopId, { settings, now });
    await keepAddress(sql, { shopId, digestTo, settings, now });
    await wantPass(sql, shopId, wordsOfChange(before, settings));
    await enqueue(sql, 'judge-all', { shopId }, { sooner: true });
  });
  return { ok: true };
}

const DIGEST_CONTACT = 'digest';

/** The address that the daily mail goes to. */
export function isDigestContact({ kind, name }: Contact): boolean {
  return kind === 'shop' && name === DIGEST_CONTACT;
}

async function keepAddress(
  sql: PoolClient,
  {
    shopId,
    digestTo,
    settings,
    now,
  }: { shopId: number; digestTo: string; settings: ComplianceSettings; now: Date },
): Promise<void> {
  if (digestTo === '') return;
  const { language } = settings.digest;
  const contact = { kind: 'shop', name: DIGEST_CONTACT, language, email: digestTo } as const;
  await saveContact(sql, shopId, { contact, now });
}

/** What has to be asked again: single rules where only their switch or figures changed, else everything. */
function wordsOfChange(before: ComplianceSettings, after: ComplianceSettings): ChangeWord[] {
  const general = ({
    rulesOff: _off,
    overrides: _own,
    digest: _digest,
    ...rest
  }: ComplianceSettings) => JSON.stringify(rest);
  if (general(before) !== general(after)) return ['*'];
  const differing = <T>(a: readonly T[], b: readonly T[], key: (item: T) => string) => {
    const known = new Set(a.map(key));
    return b.filter((item) => !known.has(key(item)));
  };
  const both = <T>(
    pick: (settings: ComplianceSettings) => readonly T[],
    key: (item: T) => string,
  ) => [...differing(pick(before), pick(after), key), ...differing(pick(after), pick(before), key)];
  const rules = [
    ...both(
      ({ rulesOff }) => rulesOff,
      (id) => id,
    ),
    ...both(
      ({ overrides }) => overrides,
      (row) => JSON.stringify(row),
    ).map(({ ruleId }) => ruleId),
  ];
  return [...new Set(rules)].map((id) => `rule:${id}`);
}
