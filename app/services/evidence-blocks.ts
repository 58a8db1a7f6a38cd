import type { TFunction } from 'i18next';
import type { PackFacts } from '#app/db/pack-facts.ts';
import type { ParcelProof } from '#app/services/evidence-answer.ts';
import type { EvidenceFormat } from '#app/services/evidence-format.ts';
import type { RecordIndex } from '#app/services/evidence-records.ts';
import type { EvidenceWords } from '#app/services/evidence-words.ts';
import type { PdfTable } from '#app/services/pdf-table.server.ts';

/** A piece of a paper: every text as it is to be printed. */
export type Block =
  | { kind: 'part'; text: string; onNewPage: boolean }
  | { kind: 'heading'; text: string }
  /** The sentences that matter most; the first is the answer. */
  | { kind: 'answer'; lines: readonly string[] }
  | { kind: 'text'; text: string; isQuiet: boolean }
  | { kind: 'facts'; pairs: readonly (readonly [string, string])[] }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'letter'; head: string; notes: readonly string[]; body: string }
  | ({ kind: 'table' } & PdfTable);

/** What the parts of an evidence paper are made from. */
export interface PaperSource {
  facts: PackFacts;
  proofs: readonly ParcelProof[];
  shopName: string;
  madeAt: Date;
  log: PaperLog;
  recordOf: RecordIndex;
  words: EvidenceWords;
  format: EvidenceFormat;
  t: TFunction;
}

/** The log as the paper names it. */
export interface PaperLog {
  origin: string;
  verifierKey: string;
  /** Records of the order. */
  records: number;
  checkpoint: { size: number; signedAt: Date; root: string };
  /** Address of the page that verifies. */
  verifyPage: string;
}
