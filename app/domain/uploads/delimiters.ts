/** What may stand between the cells of a record. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const SAMPLE = 64_000;
const LINES = 30;

/**
 * The sign that splits the first lines into the same number of cells most often; quoted text is passed over. A text
 * without any of them is a list of one cell a line, for which the comma serves.
 */
export function recogniseDelimiter(text: string): Delimiter {
  const lines = text
    .slice(0, SAMPLE)
    .replaceAll(/"[^"]*"/g, '""')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
  const [best] = DELIMITERS.map((sign) => ({ sign, score: scoreOf(lines, sign) })).sort(
    (a, b) => b.score - a.score,
  );
  return best === undefined || best.score === 0 ? ',' : best.sign;
}

/** Lines that agree on the commonest count above zero, and a little for each cell, so that ties go to the finer cut. */
function scoreOf(lines: readonly string[], sign: string): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const cells = line.split(sign).length - 1;
    if (cells > 0) counts.set(cells, (counts.get(cells) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return most === undefined ? 0 : most[1] + Math.min(most[0], 50) / 100;
}
