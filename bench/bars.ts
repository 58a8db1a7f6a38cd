/**
 * Says of each bar whether it holds, and which tables were read from end to end where that is a bar. False when one is
 * missed.
 */
export function holdsBars(
  bars: readonly (readonly [what: string, holds: boolean])[],
  sequential: readonly (readonly [table: string, { bySequence: number }])[],
): boolean {
  for (const [what, holds] of bars) console.log(`${holds ? 'holds ' : 'MISSED'}  ${what}`);
  for (const [table, { bySequence }] of sequential)
    console.log(`        ${table}: ${bySequence.toLocaleString('en')} rows read from end to end`);
  return bars.every(([, holds]) => holds);
}
