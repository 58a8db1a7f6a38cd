import type { FileReading, ReadingChoices } from '#app/contracts/uploads.ts';
import {
  HEADER_WITHIN,
  SAMPLE_RECORDS,
  chooseColumns,
  recogniseColumns,
} from '#app/domain/uploads/columns.ts';
import { dateOrderOf } from '#app/domain/uploads/dates.ts';
import { recogniseDelimiter } from '#app/domain/uploads/delimiters.ts';
import type { Delimiter } from '#app/domain/uploads/delimiters.ts';
import { MOST_UPLOAD_ROWS } from '#app/domain/uploads/upload.ts';
import { scanColumns } from '#app/sources/csv/columns.ts';
import type { ScanColumns } from '#app/sources/csv/columns.ts';
import { UnreadableQuotes, fileRecords } from '#app/services/read-upload-file.server.ts';

export interface FileSurvey {
  reading: Omit<FileReading, 'isEncodingCertain'>;
  isQuoted: boolean;
  /** The columns of a file of events; null = a file of numbers. */
  scans: ScanColumns | null;
  /** Records up to and with this line hold titles and column names; 0 = none do. */
  headerLine: number;
  /** Records behind the header; counting stops above `MOST_UPLOAD_ROWS`. */
  records: number;
}

/**
 * Reads a file once to learn how it must be read: which column is what, whether quotes pair, in which order its dates are
 * written. Nothing is kept of its rows.
 */
export async function surveyFile(text: string, choices: ReadingChoices): Promise<FileSurvey> {
  const delimiter = recogniseDelimiter(text);
  try {
    return await survey(text, { delimiter, isQuoted: true, choices });
  } catch (error) {
    if (!(error instanceof UnreadableQuotes)) throw error;
    return survey(text, { delimiter, isQuoted: false, choices });
  }
}

async function survey(
  text: string,
  {
    delimiter,
    isQuoted,
    choices,
  }: { delimiter: Delimiter; isQuoted: boolean; choices: ReadingChoices },
): Promise<FileSurvey> {
  const sample: (readonly string[])[] = [];
  const dateShapes = new Set<string>();
  let columns: ReturnType<typeof columnsOf> | null = null;
  let records = 0;
  const seeDate = (cells: readonly string[]): void => {
    const place = columns?.scans?.time ?? columns?.places.shipped;
    const shape = place === undefined ? null : SLASHED.exec(cells[place] ?? '');
    if (shape !== null) dateShapes.add(shape[0].trim());
  };
  const settle = (): ReturnType<typeof columnsOf> => {
    columns = columnsOf(sample, choices);
    for (const cells of sample) seeDate(cells);
    return columns;
  };
  for await (const { cells } of fileRecords(text, { delimiter, isQuoted })) {
    records += 1;
    if (columns !== null) seeDate(cells);
    else if (sample.push(cells) === SAMPLE_RECORDS) settle();
    if (records > MOST_UPLOAD_ROWS + HEADER_WITHIN) break;
  }
  const { places, headers, headerRecord, scans } = columns ?? settle();
  const dates = dateOrderOf(dateShapes);
  const told = dates === 'dmy' || dates === 'mdy' ? dates : null;
  const headerLine = headerRecord === null ? 0 : headerRecord + 1;
  return {
    reading: {
      places,
      headers,
      hasHeader: headerRecord !== null,
      delimiter,
      dates,
      dateOrder: choices.dateOrder ?? told,
    },
    isQuoted,
    scans,
    headerLine,
    records: records - headerLine,
  };
}

/** As much of a date as tells the order of day and month; few different ones, however long the file. */
const SLASHED = /^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/;

function columnsOf(sample: readonly (readonly string[])[], choices: ReadingChoices) {
  const found = recogniseColumns(sample);
  const { columns = {} } = choices;
  const scans = Object.keys(columns).length > 0 ? null : scansOf(sample, found);
  return { ...found, scans, places: chooseColumns(found, columns) };
}

/** Events have a number, a time and a status; a file that names orders or next numbers is about those. */
function scansOf(
  sample: readonly (readonly string[])[],
  { headerRecord, places }: ReturnType<typeof recogniseColumns>,
): ScanColumns | null {
  if (headerRecord === null || places.order !== undefined || places.next !== undefined) return null;
  const found = scanColumns(sample[headerRecord] ?? []);
  return found.ok ? found.columns : null;
}
