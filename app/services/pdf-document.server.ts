import { createRequire } from 'node:module';
import path from 'node:path';
import { openSync, type Font } from 'fontkit';
import Pdf from 'pdfkit';
import type { Language } from '#app/i18n/languages.ts';
import { printableText } from '#app/services/printable-text.ts';

export const MARGIN = 48;
export const TEXT_SIZE = 9;

/** How far down a page text may go: the page's number stands below. */
export function footOf(document: PdfDocument['document']): number {
  return document.page.height - MARGIN - TEXT_SIZE;
}

export interface PdfStyle {
  size: number;
  isBold?: boolean;
  color?: string;
}

/** A PDF while it is written. */
export interface PdfDocument {
  document: InstanceType<typeof Pdf>;
  /**
   * Sets size and font for a text, one that holds its characters, and gives the text as that font can print it.
   * `document.text` follows with what was given.
   */
  pen: (text: string, style: PdfStyle) => string;
  /** Numbers the pages and closes the file. */
  finish: (page: (page: number, of: number) => string) => Promise<Buffer>;
}

/**
 * An empty A4 document. Fonts are cut down to the characters used, so that a file is some tens of kilobytes. A text that the
 * Traditional font does not hold is set in the Simplified one, which holds both. `madeAt` stands in the file as its date;
 * left out: the moment of writing.
 */
export function openPdf({
  title,
  language,
  madeAt,
}: {
  title: string;
  language: Language;
  madeAt?: Date;
}): PdfDocument {
  const document = new Pdf({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    info: { Title: title, ...(madeAt === undefined ? {} : { CreationDate: madeAt }) },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  const pen = penFor(document, language);
  return {
    document,
    pen,
    async finish(page) {
      numberPages(document, pen, page);
      document.end();
      await ended;
      return Buffer.concat(chunks);
    },
  };
}

function numberPages(
  document: PdfDocument['document'],
  pen: PdfDocument['pen'],
  words: (page: number, of: number) => string,
): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    const text = pen(words(page + 1, count), { size: TEXT_SIZE - 1 });
    // Below the margin a text would begin a new page.
    document.page.margins.bottom = 0;
    document.text(text, MARGIN, document.page.height - MARGIN, { lineBreak: false });
  }
}

function penFor(document: PdfDocument['document'], language: Language): PdfDocument['pen'] {
  const traditional = language === 'zh-TW' ? fontOf('tc', 'Regular').font : null;
  return (text, { size, isBold = false, color = '#1a1a1a' }) => {
    const isHeld = traditional !== null && holds(traditional, text);
    const { file, font } = fontOf(isHeld ? 'tc' : 'sc', isBold ? 'Bold' : 'Regular');
    document.font(file).fontSize(size).fillColor(color);
    return printableText(withPlainQuotes(text), (point) => font.hasGlyphForCodePoint(point));
  };
}

/** A font of Chinese sets these as wide as a character: right between such characters, a hole in any other text. */
function withPlainQuotes(text: string): string {
  return /\p{Script=Han}/u.test(text)
    ? text
    : text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"');
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
