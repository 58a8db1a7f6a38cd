import { createHash } from 'node:crypto';
import type { ReadingChoices, UploadRefusal, UploadResult } from '#app/contracts/uploads.ts';
import { insertUploadRows } from '#app/db/upload-rows.server.ts';
import type { NewUploadRow } from '#app/db/upload-rows.server.ts';
import { deleteUpload, insertUpload, moveUpload, readUpload } from '#app/db/uploads.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import { readRow } from '#app/domain/uploads/cells.ts';
import { readText } from '#app/domain/uploads/encodings.ts';
import { groupOf, wantedKeyOf } from '#app/domain/uploads/match.ts';
import { MOST_UPLOAD_BYTES, MOST_UPLOAD_ROWS, reason } from '#app/domain/uploads/upload.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { fileRecords } from '#app/services/read-upload-file.server.ts';
import { readScanRow } from '#app/services/read-scan-rows.server.ts';
import { surveyFile } from '#app/services/survey-upload-file.server.ts';
import type { FileSurvey } from '#app/services/survey-upload-file.server.ts';

/**
 * Takes a file of numbers in: reads it as what it is (or as the person says), keeps the known columns of its rows, and has
 * them matched by a job. Whole or not at all. The file itself is not kept: what stands in its other columns (buyers'
 * names and addresses) never reaches a table. A refusal names what to change.
 */
export async function beginUpload({
  shopId,
  actor,
  bytes,
  fileName,
  choices,
  now,
}: {
  shopId: number;
  actor: string;
  bytes: Uint8Array;
  /** Empty for a pasted list. */
  fileName: string;
  choices: ReadingChoices;
  now: Date;
}): Promise<UploadResult> {
  if (bytes.length === 0) return refusal('empty');
  if (bytes.length > MOST_UPLOAD_BYTES) return refusal('too_large');
  const { text, encoding, isCertain } = readText(bytes, choices.encoding ?? null);
  if (!isText(bytes, text)) return { ...refusal('not_text'), encoding };
  const survey = await surveyFile(text, choices);
  const { headers, places } = survey.reading;
  if (survey.records > MOST_UPLOAD_ROWS) return { ...refusal('too_many_rows'), encoding };
  if (survey.scans === null && places.number === undefined && places.next === undefined)
    return { ok: false, error: 'no_number_column', headers, encoding };
  const { timeZone } = await loadFrame({ shopId, now });
  try {
    const uploadId = await withShopSql(shopId, async (sql) => {
      await replace(sql, shopId, choices.replaces ?? null);
      const id = await insertUpload(sql, shopId, {
        kind: survey.scans === null ? 'numbers' : 'scans',
        fileName: keptName(fileName),
        encoding,
        reading: {
          ...survey.reading,
          isEncodingCertain: isCertain,
          ...(survey.scans !== null && { timeZone }),
        },
        createdBy: actor,
        now,
      });
      let rowsTotal = 0;
      for await (const rows of rowsOf(text, { survey, timeZone, now })) {
        rowsTotal += rows.length;
        await insertUploadRows(sql, shopId, { uploadId: id, rows });
      }
      if (rowsTotal === 0) throw new Refused('no_rows');
      await moveUpload(sql, shopId, id, { rowsTotal });
      await enqueue(sql, 'work-uploads', { shopId });
      return id;
    });
    return { ok: true, uploadId };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, error: error.code, headers, encoding };
  }
}

class Refused extends Error {
  readonly code: UploadRefusal;
  constructor(code: UploadRefusal) {
    super(code);
    this.code = code;
  }
}

/** The upload that this one stands in for goes; one that has been applied stays, with its undo. */
async function replace(
  sql: Parameters<typeof readUpload>[0],
  shopId: number,
  uploadId: string | null,
): Promise<void> {
  if (uploadId === null) return;
  const before = await readUpload(sql, shopId, { uploadId, lock: true });
  if (before === null) return;
  if (before.state !== 'matching' && before.state !== 'preview')
    throw new Refused('not_replaceable');
  await deleteUpload(sql, shopId, uploadId);
}

const ROWS_PER_INSERT = 2_000;

/** The file's rows as they are kept, in portions. A row that says nothing new is a duplicate from the start. */
async function* rowsOf(
  text: string,
  { survey, timeZone, now }: { survey: FileSurvey; timeZone: string; now: Date },
): AsyncGenerator<NewUploadRow[]> {
  const { reading, isQuoted, headerLine, scans } = survey;
  const seen = new Map<string, number>();
  let rows: NewUploadRow[] = [];
  for await (const { line, cells: record } of fileRecords(text, {
    delimiter: reading.delimiter,
    isQuoted,
  })) {
    if (line <= headerLine) continue;
    const read =
      scans === null
        ? readRow(record, reading.places, reading.dateOrder)
        : readScanRow(record, {
            columns: scans,
            timeZone,
            order: reading.dateOrder,
            receivedAt: now,
          });
    if (read === null) continue;
    const { cells, notes, bad } = read;
    const content = createHash('sha1').update(JSON.stringify(cells)).digest('base64');
    const first = bad === null ? seen.get(content) : undefined;
    if (bad === null && first === undefined) seen.set(content, line);
    rows.push({
      line,
      cells,
      groupKey: groupOf(cells),
      numberKey: wantedKeyOf(cells) || null,
      outcome: bad !== null ? 'bad' : first !== undefined ? 'duplicate' : 'waiting',
      reasons:
        bad !== null
          ? [bad, ...notes]
          : first !== undefined
            ? [reason('same_row', String(first))]
            : notes,
    });
    if (rows.length < ROWS_PER_INSERT) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** Spreadsheets' own formats, pictures and archives are full of bytes that no text has. */
function isText(bytes: Uint8Array, text: string): boolean {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03;
  const isOldExcel = bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11;
  const sample = text.slice(0, 4_000);
  const strange = sample.match(/(?!\s)[\p{Cc}\uFFFD]/gu)?.length ?? 0;
  return !isArchive && !isOldExcel && strange <= sample.length / 20;
}

const LONGEST_FILE_NAME = 120;

function keptName(fileName: string): string {
  return [...(cleanCarrierText(fileName) ?? '')].slice(0, LONGEST_FILE_NAME).join('');
}

function refusal(error: UploadRefusal): Extract<UploadResult, { ok: false }> {
  return { ok: false, error, headers: [], encoding: null };
}
