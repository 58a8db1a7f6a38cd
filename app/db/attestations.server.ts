import type { PoolClient } from 'pg';

/** An answer of a person, as stored; the file's bytes stay behind. */
export interface AttestationRecord {
  attestationId: string;
  code: string;
  answer: 'yes' | 'no';
  choice: string;
  note: string;
  link: string | null;
  fileName: string | null;
  givenBy: string;
  givenAt: Date;
  validUntil: Date | null;
}

const COLUMNS = `attestation_id as "attestationId", code, answer, choice, note, link, file_name as "fileName",
  given_by as "givenBy", given_at as "givenAt", valid_until as "validUntil"`;

/** The newest answer to each question about a subject, run out ones included, withdrawn ones not. */
export async function attestationsOf(
  sql: PoolClient,
  shopId: number,
  subject: { kind: string; id: string },
): Promise<AttestationRecord[]> {
  const { rows } = await sql.query<AttestationRecord>(
    `select distinct on (code) ${COLUMNS} from attestations
     where shop_id = $1 and subject_kind = $2 and subject_id = $3 and withdrawn_at is null
     order by code, given_at desc, attestation_id`,
    [shopId, subject.kind, subject.id],
  );
  return rows;
}

export async function addAttestation(
  sql: PoolClient,
  shopId: number,
  given: {
    code: string;
    subject: { kind: string; id: string };
    answer: 'yes' | 'no';
    choice: string;
    note: string;
    link: string | null;
    file: { name: string; type: string; bytes: Buffer } | null;
    actor: string;
    now: Date;
    until: Date | null;
  },
): Promise<void> {
  const { subject, file } = given;
  await sql.query(
    `insert into attestations (shop_id, code, subject_kind, subject_id, answer, choice, note, link, file_name,
       file_type, file_bytes, given_by, given_at, valid_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      shopId,
      given.code,
      subject.kind,
      subject.id,
      given.answer,
      given.choice,
      given.note,
      given.link,
      file?.name ?? null,
      file?.type ?? null,
      file?.bytes ?? null,
      given.actor,
      given.now,
      given.until,
    ],
  );
}

/** Takes an answer back; false: there is none to take back. It stays in the record. */
export async function withdrawAttestation(
  sql: PoolClient,
  shopId: number,
  taken: { attestationId: string; actor: string; now: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update attestations set withdrawn_at = $3, withdrawn_by = $4
     where shop_id = $1 and attestation_id = $2 and withdrawn_at is null`,
    [shopId, taken.attestationId, taken.now, taken.actor],
  );
  return rowCount === 1;
}

/** The file of an answer, for whoever wants to see it again. */
export async function attestationFile(
  sql: PoolClient,
  shopId: number,
  attestationId: string,
): Promise<{ name: string; type: string; bytes: Buffer } | null> {
  const { rows } = await sql.query<{ name: string; type: string; bytes: Buffer }>(
    `select file_name as name, file_type as type, file_bytes as bytes from attestations
     where shop_id = $1 and attestation_id = $2 and file_bytes is not null`,
    [shopId, attestationId],
  );
  return rows[0] ?? null;
}
