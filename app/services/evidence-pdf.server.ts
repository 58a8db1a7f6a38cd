import type { Language } from '#app/i18n/languages.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import type { Block } from '#app/services/evidence-blocks.ts';
import type { EvidencePaper } from '#app/services/evidence-paper.ts';
import {
  footOf,
  MARGIN,
  TEXT_SIZE,
  openPdf,
  type PdfDocument,
} from '#app/services/pdf-document.server.ts';
import { drawTable } from '#app/services/pdf-table.server.ts';
import { NOT_PRINTABLE } from '#app/services/printable-text.ts';

/** The paper as a PDF on A4. The same paper of the same moment gives the same file. */
export async function writeEvidencePdf(
  paper: EvidencePaper,
  { language, madeAt }: { language: Language; madeAt: Date },
): Promise<Buffer> {
  const pdf = openPdf({ title: paper.title, language, madeAt });
  const watched = watchPen(pdf);
  write(watched.pdf, paper.title, { size: 18, isBold: true });
  write(watched.pdf, paper.subtitle, { size: TEXT_SIZE, color: QUIET });
  pdf.document.moveDown(0.8);
  for (const block of paper.blocks) draw(watched.pdf, block);
  if (watched.isShort()) {
    pdf.document.moveDown();
    write(watched.pdf, paper.notPrinted, { size: TEXT_SIZE - 1, color: QUIET });
  }
  return pdf.finish(paper.page);
}

const QUIET = '#5c5c5c';

/** Notes whether a text could not be printed as it is. */
function watchPen(pdf: PdfDocument): { pdf: PdfDocument; isShort: () => boolean } {
  let isShort = false;
  const pen: PdfDocument['pen'] = (text, style) => {
    const shown = pdf.pen(text, style);
    if (shown.includes(NOT_PRINTABLE) && !text.includes(NOT_PRINTABLE)) isShort = true;
    return shown;
  };
  return { pdf: { ...pdf, pen }, isShort: () => isShort };
}

function draw(pdf: PdfDocument, block: Block): void {
  const { document } = pdf;
  switch (block.kind) {
    case 'part':
      if (block.onNewPage) document.addPage();
      else {
        keepTogether(pdf, 110);
        document.moveDown(1.2);
      }
      write(pdf, block.text, { size: 14, isBold: true });
      document.moveDown(0.4);
      return;
    case 'heading':
      keepTogether(pdf, 80);
      document.moveDown(0.8);
      write(pdf, block.text, { size: 11, isBold: true });
      document.moveDown(0.3);
      return;
    case 'answer':
      drawAnswer(pdf, block.lines);
      return;
    case 'text':
      write(pdf, block.text, { size: TEXT_SIZE, ...(block.isQuiet ? { color: QUIET } : {}) });
      return;
    case 'facts':
      document.moveDown(0.4);
      drawFacts(pdf, block.pairs);
      return;
    case 'list':
      for (const item of block.items) drawItem(pdf, item);
      return;
    case 'letter':
      drawLetter(pdf, block);
      return;
    case 'table':
      drawTable(pdf, block);
      return;
    default:
      assertExhaustive(block);
  }
}

interface Style {
  size: number;
  isBold?: boolean;
  color?: string;
}

function write({ document, pen }: PdfDocument, text: string, style: Style, left = MARGIN): void {
  const shown = pen(text, style);
  const width = document.page.width - MARGIN - left;
  document.text(shown, left, document.y, { width, lineGap: 2 });
  document.x = MARGIN;
}

/** Begins a page when less than `points` are left on this one. */
function keepTogether({ document }: PdfDocument, points: number): void {
  if (document.y + points > footOf(document)) document.addPage();
}

/** A frame around the sentences that matter most. */
function drawAnswer(pdf: PdfDocument, lines: readonly string[]): void {
  const { document } = pdf;
  const inset = 10;
  const top = document.y;
  document.y = top + inset;
  for (const [index, line] of lines.entries()) {
    write(pdf, line, index === 0 ? { size: 13, isBold: true } : { size: 10 }, MARGIN + inset);
  }
  const width = document.page.width - 2 * MARGIN;
  document
    .rect(MARGIN, top, width, document.y + inset - top)
    .lineWidth(0.8)
    .stroke('#1a1a1a');
  document.y += inset + 10;
}

const FACT_NAME_WIDTH = 116;
/** Longer values than this do not fit beside another. */
const SHORT_VALUE = 34;

/** Names and values, two beside each other where both are short. */
function drawFacts(pdf: PdfDocument, pairs: readonly (readonly [string, string])[]): void {
  const { document } = pdf;
  const half = (document.page.width - 2 * MARGIN) / 2;
  const isShort = pairs.every(([, value]) => value.length <= SHORT_VALUE);
  const columns = isShort ? 2 : 1;
  for (let first = 0; first < pairs.length; first += columns) {
    keepTogether(pdf, 14);
    const top = document.y;
    const ends = pairs.slice(first, first + columns).map((pair, column) => {
      document.y = top;
      drawFact(pdf, pair, { left: MARGIN + column * half, width: isShort ? half : 2 * half });
      return document.y;
    });
    document.y = Math.max(...ends);
  }
}

function drawFact(
  { document, pen }: PdfDocument,
  [name, value]: readonly [string, string],
  { left, width }: { left: number; width: number },
): void {
  const top = document.y;
  const shownName = pen(name, { size: TEXT_SIZE, color: QUIET });
  document.text(shownName, left, top, { width: FACT_NAME_WIDTH - 8, lineGap: 2 });
  const below = document.y;
  const shown = pen(value, { size: TEXT_SIZE });
  const valueWidth = width - FACT_NAME_WIDTH - 8;
  document.text(shown, left + FACT_NAME_WIDTH, top, { width: valueWidth, lineGap: 2 });
  document.x = MARGIN;
  document.y = Math.max(below, document.y);
}

function drawItem(pdf: PdfDocument, item: string): void {
  const { document, pen } = pdf;
  keepTogether(pdf, 26);
  const top = document.y;
  document.text(pen('•', { size: TEXT_SIZE }), MARGIN, top, { width: 10 });
  document.y = top;
  write(pdf, item, { size: TEXT_SIZE }, MARGIN + 12);
  document.moveDown(0.15);
}

function drawLetter(
  pdf: PdfDocument,
  { head, notes, body }: { head: string; notes: readonly string[]; body: string },
): void {
  keepTogether(pdf, 60);
  pdf.document.moveDown(0.4);
  write(pdf, head, { size: TEXT_SIZE, isBold: true });
  for (const note of notes) write(pdf, note, { size: TEXT_SIZE - 1, color: QUIET });
  if (body !== '') write(pdf, body, { size: TEXT_SIZE }, MARGIN + 12);
}
