/** What does not fit, the first thing found. Words in three languages: words/. */
export const PROBLEM_CODES = [
  'not_a_zip',
  'too_large',
  'too_many_files',
  'zip_broken', // the archive, or a file of it, cannot be read
  'file_damaged', // its bytes changed on the way: the archive's own checksum says so
  'file_missing',
  'file_unexpected',
  'file_changed', // not what the signed list says
  'given_key_unreadable', // what the pack was to be compared with
  'key_unreadable',
  'key_differs', // from the one it was to be compared with
  'checkpoint_unreadable',
  'checkpoint_not_signed',
  'checkpoint_of_another_log',
  'checkpoint_inconsistent', // with the one before it
  'record_unreadable',
  'proof_unreadable',
  'proof_of_another_checkpoint',
  'record_not_in_log', // edited, or never logged
  'manifest_unreadable',
  'manifest_not_signed',
  'manifest_of_another_log',
  'packed_again', // all of it holds, but another program wrote the archive
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Which record it is about, as far as its file can be read. */
export interface RecordName {
  /** Its number in the log. */
  index: number;
  kind: string | null;
  /** ISO 8601 in UTC: when what it says happened. */
  at: string | null;
}

export interface PackProblem {
  code: ProblemCode;
  /** The file it is about; null: the archive as a whole. */
  file: string | null;
  record: RecordName | null;
}

/** What was checked of a pack in which everything fits. Instants: ISO 8601 in UTC. */
export interface PackFacts {
  orderName: string;
  madeAt: string;
  /** The log's name. */
  origin: string;
  /** In hex, and the key as it is published: to be compared with what the shop publishes. */
  keyId: string;
  key: string;
  /** Whether it was compared with a given key. */
  keyCompared: boolean;
  records: number;
  recordsByKind: Record<string, number>;
  /** Of the records; null: none has a time. */
  period: { from: string; to: string } | null;
  checkpoints: number;
  /** Entries of the log at the newest checkpoint. */
  logSize: number;
  files: number;
}

export type PackReport = { ok: true; facts: PackFacts } | { ok: false; problem: PackProblem };
