/** A line of a file, with where it stands. */
export interface Line {
  /** Without its line end. Cut at 4 MiB: nothing Shopify writes is longer, and nobody's memory is for the taking. */
  text: string;
  /** 1 for the file's first line. */
  lineNumber: number;
  /** Byte after the line and its line end: where reading goes on. */
  endOffset: number;
}

export interface LineSplitter {
  push(chunk: Uint8Array): void;
  /** Ends the file: what is left without a line end is its last line. */
  end(): void;
  /** The whole lines since the last call. */
  take(): Line[];
  /** Bytes of the lines that `take` would give. */
  pendingBytes(): number;
  /** Position in the file up to which bytes came in. */
  bytesSeen(): number;
}

const LINE_BYTES_MAX = 4 << 20;
const NEWLINE = 0x0a;

/** Splits bytes into lines; empty lines are counted and left out. `at` is where the first byte stands and the number of the line before it. */
export function lineSplitter(at: { byte: number; line: number }): LineSplitter {
  let lines: Line[] = [];
  let pending = 0;
  let { byte: seen, line: lineNumber } = at;
  // A line that began in an earlier chunk.
  let head: Uint8Array[] = [];
  let headBytes = 0;

  const keep = (part: Uint8Array) => {
    if (headBytes < LINE_BYTES_MAX) head.push(part);
    headBytes += part.length;
  };
  const finish = (part: Uint8Array, endOffset: number) => {
    lineNumber += 1;
    const bytes = headBytes === 0 ? asBuffer(part) : (keep(part), Buffer.concat(head));
    head = [];
    headBytes = 0;
    const text = bytes.subarray(0, LINE_BYTES_MAX).toString('utf8').trim();
    if (text !== '') lines.push({ text, lineNumber, endOffset });
    pending += bytes.length;
  };

  return {
    push(chunk) {
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
        finish(chunk.subarray(start, end), seen + end + 1);
        start = end + 1;
      }
      // Copied: the stream may use its buffer again.
      if (start < chunk.length) keep(chunk.slice(start));
      seen += chunk.length;
    },
    end() {
      if (headBytes > 0) finish(new Uint8Array(), seen);
    },
    take() {
      const taken = lines;
      lines = [];
      pending = 0;
      return taken;
    },
    pendingBytes: () => pending,
    bytesSeen: () => seen,
  };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
