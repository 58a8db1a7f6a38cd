import type { PoolClient } from 'pg';
import { readComplianceSettingsRow } from '#app/db/compliance-settings.server.ts';
import {
  noteDigest,
  planDigest,
  readDigest,
  readDigestTime,
} from '#app/db/finding-digest.server.ts';
import { addToOutbox } from '#app/db/outbox.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { readComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import { DONE, type Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { canSendMail } from '#app/messaging/mail.server.ts';
import { adminAddress } from '#app/services/admin-address.server.ts';
import { digestText } from '#app/services/digest-text.server.ts';

const DAY_MS = 86_400_000;

/**
 * Writes the shop's mail of the day, if there is anything to tell, and has it sent: one a day of the shop, however often
 * this is asked. It tells what happened since the day before it was due, so that a day on which nobody wrote is told with
 * the next one.
 */
export async function writeDigest({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    const dueAt = await readDigestTime(sql, shopId);
    if (domain === null || dueAt === null || dueAt > now) return;
    const stored = await readComplianceSettingsRow(sql, shopId);
    const { digest } = readComplianceSettings(stored.settings);
    await planDigest(sql, shopId, { isOn: digest.isOn, keep: false, now });
    if (!digest.isOn || !canSendMail()) return;
    const since = new Date(dueAt.getTime() - DAY_MS);
    await tell(sql, { shopId, domain, language: digest.language, since, now });
  });
  return DONE;
}

async function tell(
  sql: PoolClient,
  {
    shopId,
    domain,
    language,
    since,
    now,
  }: {
    shopId: number;
    domain: string;
    language: 'en' | 'zh-CN' | 'zh-TW';
    since: Date;
    now: Date;
  },
): Promise<void> {
  const digest = await readDigest(sql, shopId, { since, now });
  if (digest.found.total + digest.due.total + digest.cured.total === 0) return;
  const facts = await readShopFacts(sql, shopId);
  const timeZone = facts.timeZone ?? 'UTC';
  const mail = digestText(digest, {
    shop: facts.name ?? domain,
    language,
    timeZone,
    currency: facts.currency ?? 'USD',
    now,
    addressOf: (path) => adminAddress(domain, path),
  });
  const day = dayInZone(now, timeZone);
  const payload = { day, ...mail };
  await addToOutbox(sql, shopId, { kind: 'digest', effectKey: day, payload, now });
  await noteDigest(sql, shopId, day);
  await enqueue(sql, 'send-outbox', { shopId }, { sooner: true });
}
