import type { PoolClient } from 'pg';
import { z } from 'zod';
import {
  addAttestation,
  attestationFile,
  withdrawAttestation,
} from '#app/db/attestations.server.ts';
import { addFindingEvent } from '#app/db/finding-detail.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { ruleById } from '#app/domain/findings/rules/catalogue.ts';
import { endOfDayAfter, startOfDay } from '#app/domain/shared/day-in-zone.ts';
import type { FindingDeed, Refusal } from '#app/services/finding-deed.ts';

const LARGEST_FILE_BYTES = 500_000;

/**
 * Keeps what a person says that the shop's data cannot show: who, when, until when, with a link or a file. Products are
 * answered one by one, everything else for the shop. When it runs out the rule asks again.
 */
export async function attest(
  sql: PoolClient,
  deed: FindingDeed,
  given: {
    code: string;
    answer: 'yes' | 'no';
    choice: string;
    note: string;
    link: string | null;
    file: { name: string; type: string; content: string } | null;
    until: string | null;
  },
): Promise<Refusal | null> {
  const { shopId, finding, actor, now, timeZone } = deed;
  const codes = ruleById(finding.ruleId)?.attestations ?? [];
  if (!codes.includes(given.code)) return { code: 'no_such_attestation', field: 'code' };
  const until = given.until === null ? null : endOfDay(given.until, timeZone);
  if (until !== null && until <= now) return { code: 'until_is_past', field: 'until' };
  const bytes = given.file === null ? null : Buffer.from(given.file.content, 'base64');
  if (bytes !== null && bytes.length > LARGEST_FILE_BYTES)
    return { code: 'file_too_big', field: 'file' };
  const { answer, choice, note, link } = given;
  await addAttestation(sql, shopId, {
    code: given.code,
    subject: attestedSubject(finding),
    answer,
    choice,
    note: note.trim(),
    link,
    file: given.file === null || bytes === null ? null : { ...given.file, bytes },
    actor,
    now,
    until,
  });
  await addFindingEvent(sql, shopId, {
    findingId: finding.findingId,
    at: now,
    kind: 'attested',
    actor,
    detail: { code: given.code, answer, choice, until: given.until },
  });
  return null;
}

export async function withdraw(
  sql: PoolClient,
  { shopId, finding, actor, now }: FindingDeed,
  attestationId: string,
): Promise<Refusal | null> {
  if (!(await withdrawAttestation(sql, shopId, { attestationId, actor, now })))
    return { code: 'no_such_attestation' };
  const { findingId } = finding;
  await addFindingEvent(sql, shopId, {
    findingId,
    at: now,
    kind: 'attestation_withdrawn',
    actor,
    detail: {},
  });
  return null;
}

/** The file that was given with an answer; null: the shop has none of this id. */
export async function readAttestationFile({
  shopId,
  attestationId,
}: {
  shopId: number;
  attestationId: string;
}): Promise<{ name: string; bytes: Buffer } | null> {
  if (!z.uuid().safeParse(attestationId).success) return null;
  return withShopSql(shopId, (sql) => attestationFile(sql, shopId, attestationId));
}

/** About what an answer is kept: a product for itself, all else for the shop. */
export function attestedSubject(finding: { subjectKind: string; subjectId: string }): {
  kind: string;
  id: string;
} {
  return finding.subjectKind === 'product'
    ? { kind: 'product', id: finding.subjectId }
    : { kind: 'shop', id: 'shop' };
}

/** The instant at which a day in the shop's zone is over. */
function endOfDay(day: string, timeZone: string): Date {
  return endOfDayAfter(startOfDay(day, timeZone), 0, timeZone);
}
