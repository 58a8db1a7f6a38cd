import { createRequire } from 'node:module';
import path from 'node:path';
import { openSync, type Font } from 'fontkit';
import Pdf from 'pdfkit';
import type { Language } from '#app/i18n/languages.ts';

/** A purchase order as paper shows it: every text as it is to be printed. */
export interface OrderPaper {
  title: string;
  /** Names and values above the table. */
  facts: readonly (readonly [string, string])[];
  columns: readonly { title: string; share: number; isNumber: boolean }[];
  rows: readonly (readonly string[])[];
  /** Below the table, the first line bold. */
  ending: readonly string[];
  page: (page: number, of: number) => string;
}

const MARGIN = 48;
const SIZE = 9;
const GAP = 6;
const LINE_GAP = 4;

/**
 * The paper as a PDF on A4. Fonts are cut down to the characters used, so that a file is some tens of kilobytes. A text that
 * the Traditional font does not hold is set in the Simplified one, which holds both.
 */
export async function writeOrderPdf(paper: OrderPaper, language: Language): Promise<Buffer> {
  const document = new Pdf({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    info: { Title: paper.title },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  const pen = penFor(document, language);
  pen(paper.title, { size: 18, isBold: true });
  document.text(paper.title).moveDown(0.6);
  for (const [name, value] of paper.facts) {
    pen(`${name}${value}`, { size: SIZE });
    document.text(`${name}: ${value}`, { lineGap: 2 });
  }
  document.moveDown();
  drawTable(document, pen, paper);
  document.moveDown();
  for (const [index, text] of paper.ending.entries()) {
    pen(text, { size: SIZE + 1, isBold: index === 0 });
    document.text(text, MARGIN, document.y, { lineGap: 2 });
  }
  numberPages(document, pen, paper.page);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

type Paper = InstanceType<typeof Pdf>;
type Pen = (text: string, style: { size: number; isBold?: boolean }) => void;

function drawTable(document: Paper, pen: Pen, { columns, rows }: OrderPaper): void {
  const width = document.page.width - 2 * MARGIN;
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (width * share) / shares);
  const draw = (cells: readonly string[], isBold: boolean): void => {
    const texts = cells.map((cell, index) => ({ cell, width: (widths[index] ?? 0) - GAP }));
    const height = Math.max(
      ...texts.map((text) => {
        pen(text.cell, { size: SIZE, isBold });
        return document.heightOfString(text.cell === '' ? ' ' : text.cell, { width: text.width });
      }),
    );
    if (document.y + height > document.page.height - 2 * MARGIN) {
      document.addPage();
      if (!isBold)
        draw(
          columns.map(({ title }) => title),
          true,
        );
    }
    const top = document.y;
    let left = MARGIN;
    for (const [index, text] of texts.entries()) {
      pen(text.cell, { size: SIZE, isBold });
      const align = columns[index]?.isNumber === true ? 'right' : 'left';
      document.text(text.cell, left, top, { width: text.width, align });
      left += widths[index] ?? 0;
    }
    document.x = MARGIN;
    document.y = top + height + LINE_GAP;
    document
      .moveTo(MARGIN, document.y - LINE_GAP / 2)
      .lineTo(MARGIN + width, document.y - LINE_GAP / 2)
      .lineWidth(isBold ? 0.8 : 0.3)
      .stroke('#8a8a8a');
  };
  draw(
    columns.map(({ title }) => title),
    true,
  );
  for (const row of rows) draw(row, false);
}

function numberPages(document: Paper, pen: Pen, words: OrderPaper['page']): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    const text = words(page + 1, count);
    pen(text, { size: SIZE - 1 });
    // Below the margin a text would begin a new page.
    document.page.margins.bottom = 0;
    document.text(text, MARGIN, document.page.height - MARGIN, { lineBreak: false });
  }
}

/** Sets the font for a text: one that holds its characters. */
function penFor(document: Paper, language: Language): Pen {
  const traditional = language === 'zh-TW' ? fontOf('tc', 'Regular').font : null;
  return (text, { size, isBold = false }) => {
    const isHeld = traditional !== null && holds(traditional, text);
    const { file } = fontOf(isHeld ? 'tc' : 'sc', isBold ? 'Bold' : 'Regular');
    document.font(file).fontSize(size).fillColor('#1a1a1a');
  };
}

function holds(font: Font, text: string): boolean {
  return [...text].every((character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
}

const opened = new Map<string, { file: string; font: Font }>();

/** A font of the product, opened once: it is eight megabytes. */
function fontOf(script: 'sc' | 'tc', weight: 'Regular' | 'Bold'): { file: string; font: Font } {
  const key = `${script} ${weight}`;
  const known = opened.get(key);
  if (known !== undefined) return known;
  const folder = path.join(path.dirname(resolve(`@embedpdf/fonts-${script}`)), '..', 'fonts');
  const name = script === 'sc' ? 'NotoSansHans' : 'NotoSansHant';
  const file = path.join(folder, `${name}-${weight}.otf`);
  const read = openSync(file);
  if (!('hasGlyphForCodePoint' in read)) throw new Error(`${file} is a collection of fonts`);
  const font = { file, font: read };
  opened.set(key, font);
  return font;
}

function resolve(name: string): string {
  return createRequire(import.meta.url).resolve(name);
}
