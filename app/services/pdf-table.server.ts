import { footOf, MARGIN, TEXT_SIZE, type PdfDocument } from '#app/services/pdf-document.server.ts';

export interface PdfTable {
  columns: readonly { title: string; share: number; isNumber: boolean }[];
  rows: readonly (readonly string[])[];
  /** Points; left out: as other text. */
  size?: number;
}

const GAP = 6;
const LINE_GAP = 4;

/** Draws a table as wide as the page; its head is repeated on every page, a row stays whole, its texts wrap. */
export function drawTable(
  { document, pen }: PdfDocument,
  { columns, rows, size = TEXT_SIZE }: PdfTable,
): void {
  const width = document.page.width - 2 * MARGIN;
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (width * share) / shares);
  const draw = (cells: readonly string[], isBold: boolean, needsBelow = 0): void => {
    const texts = cells.map((cell, index) => ({ cell, width: (widths[index] ?? 0) - GAP }));
    const height = Math.max(
      ...texts.map((text) => {
        const shown = pen(text.cell, { size, isBold });
        return document.heightOfString(shown === '' ? ' ' : shown, { width: text.width });
      }),
    );
    if (document.y + height + needsBelow > footOf(document)) {
      document.addPage();
      if (!isBold) drawHead();
    }
    const top = document.y;
    let left = MARGIN;
    for (const [index, text] of texts.entries()) {
      const shown = pen(text.cell, { size, isBold });
      const align = columns[index]?.isNumber === true ? 'right' : 'left';
      document.text(shown, left, top, { width: text.width, align });
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
  // A head at the foot of a page would stand alone.
  const drawHead = (needsBelow = 0) =>
    draw(
      columns.map(({ title }) => title),
      true,
      needsBelow,
    );
  drawHead(4 * size);
  for (const row of rows) draw(row, false);
}
