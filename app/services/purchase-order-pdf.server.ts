import type { Language } from '#app/i18n/languages.ts';
import { MARGIN, TEXT_SIZE, openPdf } from '#app/services/pdf-document.server.ts';
import { drawTable, type PdfTable } from '#app/services/pdf-table.server.ts';

/** A purchase order as paper shows it: every text as it is to be printed. */
export interface OrderPaper extends Pick<PdfTable, 'columns' | 'rows'> {
  title: string;
  /** Names and values above the table. */
  facts: readonly (readonly [string, string])[];
  /** Below the table, the first line bold. */
  ending: readonly string[];
  page: (page: number, of: number) => string;
}

/** The paper as a PDF on A4. */
export async function writeOrderPdf(paper: OrderPaper, language: Language): Promise<Buffer> {
  const pdf = openPdf({ title: paper.title, language });
  const { document, pen } = pdf;
  document.text(pen(paper.title, { size: 18, isBold: true })).moveDown(0.6);
  for (const [name, value] of paper.facts) {
    document.text(pen(`${name}: ${value}`, { size: TEXT_SIZE }), { lineGap: 2 });
  }
  document.moveDown();
  drawTable(pdf, paper);
  document.moveDown();
  for (const [index, text] of paper.ending.entries()) {
    const shown = pen(text, { size: TEXT_SIZE + 1, isBold: index === 0 });
    document.text(shown, MARGIN, document.y, { lineGap: 2 });
  }
  return pdf.finish(paper.page);
}
