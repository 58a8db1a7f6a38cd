import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import type { Delimiter } from '#app/domain/uploads/delimiters.ts';

/** One record of a file, numbered as a spreadsheet numbers its rows: the first is 1, an empty line counts. */
export interface FileRecord {
  line: number;
  cells: readonly string[];
}

/**
 * The records of a CSV text, as they are read. Quotes inside a cell are taken as they are, records may be of any
 * length. Throws `UnreadableQuotes` when a quote opens and never closes; without quoting nothing throws.
 */
export async function* fileRecords(
  text: string,
  { delimiter, isQuoted }: { delimiter: Delimiter; isQuoted: boolean },
): AsyncGenerator<FileRecord> {
  const parser = Readable.from(pieces(text)).pipe(
    parse({
      delimiter,
      quote: isQuoted ? '"' : null,
      escape: isQuoted ? '"' : null,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      record_delimiter: ['\r\n', '\n', '\r'],
      // A quote that never closes would take the rest of the file for one cell.
      max_record_size: isQuoted ? LONGEST_RECORD : 0,
    }),
  );
  let line = 0;
  try {
    for await (const cells of parser) {
      line += 1;
      const read = record.parse(cells);
      yield { line, cells: isQuoted ? read : read.map(withoutOuterQuotes) };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableQuotes();
    throw error;
  }
}

/** The file's quotes do not pair; it can be read without them. */
export class UnreadableQuotes extends Error {
  constructor() {
    super('A quote opens and never closes');
  }
}

const LONGEST_RECORD = 64 * 1024;
const PIECE = 64 * 1024;
const record = z.array(z.string());

/** As bytes, so that no character is cut in two. */
function* pieces(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function withoutOuterQuotes(cell: string): string {
  return cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1) : cell;
}
