import { z } from 'zod';
import { DELIMITERS } from '#app/domain/uploads/delimiters.ts';
import { FILE_ENCODINGS } from '#app/domain/uploads/encodings.ts';
import type {
  RowCandidate,
  RowOutcome,
  RowReason,
  UploadCells,
} from '#app/domain/uploads/upload.ts';
import { ROW_OUTCOMES, UPLOAD_FIELDS } from '#app/domain/uploads/upload.ts';

export const UPLOAD_STATES = [
  'matching',
  'preview',
  'applying',
  'applied',
  'undoing',
  'undone',
  'failed',
] as const;
export type UploadState = (typeof UPLOAD_STATES)[number];

const place = z.number().int().nonnegative().max(999);

/** How a file was read; stored with the upload. */
export const fileReadingSchema = z.object({
  places: z.partialRecord(z.enum(UPLOAD_FIELDS), place),
  /** What each column is called; empty where it has no name fit to be kept. */
  headers: z.array(z.string()),
  hasHeader: z.boolean(),
  delimiter: z.enum(DELIMITERS),
  /** Order of days and months that dates were read in; null = nothing tells, such dates were left out. */
  dateOrder: z.enum(['dmy', 'mdy']).nullable(),
  /** What the file's own dates say. */
  dates: z.enum(['dmy', 'mdy', 'either', 'mixed', 'none']),
  isEncodingCertain: z.boolean(),
  /** Of a file of events: the IANA zone its times are read in when they name none. */
  timeZone: z.string().optional(),
});
export type FileReading = z.infer<typeof fileReadingSchema>;

/** What a person chooses about reading a file; what is left out is recognised. */
export const readingChoicesSchema = z.object({
  encoding: z.enum(FILE_ENCODINGS).nullish(),
  /** Null: the file has no such column. */
  columns: z.partialRecord(z.enum(UPLOAD_FIELDS), place.nullable()).optional(),
  dateOrder: z.enum(['dmy', 'mdy']).nullish(),
  /** The upload that this reading replaces; it must not have been applied. */
  replaces: z.uuid().nullish(),
});
export type ReadingChoices = z.infer<typeof readingChoicesSchema>;

export interface UploadSummary {
  uploadId: string;
  kind: 'numbers' | 'scans';
  fileName: string;
  encoding: string;
  state: UploadState;
  rowsTotal: number;
  /** Of the present step: rows matched, applied or taken back. */
  rowsDone: number;
  createdAt: string;
  appliedAt: string | null;
  undoneAt: string | null;
  /** A code, words under `uploads.error.<code>`; null = nothing went wrong. */
  error: string | null;
}

export type OutcomeCounts = Record<RowOutcome, number> & {
  /** Unsure or unmatched rows for which a person chose a parcel. */
  chosen: number;
  /** Rows that a person leaves out. */
  skipped: number;
  /** Rows whose numbers are on their parcels. */
  applied: number;
  /** What applying would do now. */
  toApply: number;
};

export interface UploadView extends UploadSummary {
  reading: FileReading;
  counts: OutcomeCounts;
  /** Whether confirmed last-mile numbers are written to Shopify. */
  isWrittenBack: boolean;
}

export interface UploadRowView {
  line: number;
  cells: UploadCells;
  outcome: RowOutcome;
  reasons: RowReason[];
  candidates: RowCandidate[];
  /** `${fulfillmentId}-${position}`; null while none is chosen. */
  parcelId: string | null;
  decision: 'apply' | 'skip' | null;
  appliedAt: string | null;
}

export const ROWS_PER_PAGE = 50;

export interface UploadRowPage {
  rows: UploadRowView[];
  /** Line to go on after; null on the last page. */
  nextAfter: number | null;
  previousAfter: number | null;
}

/** What a person does with an upload, as the screen sends it. */
export const uploadActionSchema = z.discriminatedUnion('intent', [
  /** `parcelId` must be one of the row's candidates. */
  z.object({ intent: z.literal('choose'), line: z.number().int(), parcelId: z.string() }),
  z.object({ intent: z.literal('skip'), lines: z.array(z.number().int()).max(ROWS_PER_PAGE) }),
  z.object({ intent: z.literal('reset'), lines: z.array(z.number().int()).max(ROWS_PER_PAGE) }),
  /** Every undecided row of one outcome: leave out, or take its first candidate. */
  z.object({
    intent: z.literal('decide_all'),
    outcome: z.enum(['matched', 'unsure', 'unmatched']),
    how: z.enum(['first', 'skip', 'reset']),
  }),
  z.object({ intent: z.literal('apply') }),
  z.object({ intent: z.literal('undo') }),
  z.object({ intent: z.literal('discard') }),
]);
export type UploadAction = z.infer<typeof uploadActionSchema>;

export type UploadActionResult =
  | { ok: true; done: UploadAction['intent']; count: number }
  | { ok: false; error: 'failed' | 'not_now' | 'not_a_candidate' | 'nothing_to_apply' };

/** Why a file was not taken; words under `uploads.refusal.<code>`. */
export const UPLOAD_REFUSALS = [
  'empty',
  'too_large',
  'too_many_rows',
  'no_number_column',
  'no_rows',
  'not_text',
  'not_replaceable',
  'failed',
] as const;
export type UploadRefusal = (typeof UPLOAD_REFUSALS)[number];

export type UploadResult =
  | { ok: true; uploadId: string }
  | {
      ok: false;
      error: UploadRefusal;
      /** What the file's columns are called, when that is what was missing; so that the person can choose. */
      headers: string[];
      encoding: string | null;
    };

export const outcomeSchema = z.enum(ROW_OUTCOMES);
