/** Words along an axis. */
export const TICK = { fontSize: 12, fill: 'var(--p-color-text-secondary)' } as const;

export const LEGEND = { fontSize: 12 } as const;

/** Legend words in the text's colour: recharts would write them in the mark's own, too light to read where it is grey. */
export function legendWords(name: string) {
  return <span style={{ color: 'var(--p-color-text)' }}>{name}</span>;
}
