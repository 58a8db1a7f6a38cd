import type { Estimate } from './results.ts';

/** Columns side by side: numbers to the right; the first column, and those without a title, are words. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 || header[column] === ''
          ? cell.padEnd(widths[column] ?? 0)
          : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  console.log(line(header));
  for (const row of rows) console.log(line(row));
}

export function days(value: number): string {
  return Number.isFinite(value) ? value.toFixed(1) : '–';
}

export function percent(share: number, digits = 1): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(digits)} %` : '–';
}

export function count(value: number): string {
  return value.toLocaleString('en');
}

/** With a sign, so that the direction of a difference cannot be overlooked. */
export function signed(value: number): string {
  return Number.isFinite(value) ? `${value > 0 ? '+' : ''}${value.toFixed(1)}` : '–';
}

/** A number with its interval, where there is one. */
export function estimateText(
  { value, interval }: Estimate,
  text: (value: number) => string,
): string {
  if (interval === null || !Number.isFinite(value)) return text(value);
  return `${text(value)} (${text(interval.low)} to ${text(interval.high)})`;
}

export function heading(text: string): void {
  console.log(`\n${text}`);
}
