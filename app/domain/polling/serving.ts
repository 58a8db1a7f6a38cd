import type { NumberState } from '#app/domain/polling/plan.ts';
import type { AskedSource } from '#app/domain/scans/source-name.ts';

/** A shop's connection to a source, as far as it decides who is asked. */
export interface Serving {
  source: AskedSource;
  state: 'connected' | 'paused' | 'refused';
  /** Lower is asked first. */
  rank: number;
  /** Carriers by our slugs. */
  serves: { mode: 'all' | 'only' | 'except'; carriers: readonly string[] };
}

/**
 * The sources to ask about a number, the first of them now and the others if it cannot tell. A source that has refused the
 * number is out; one that could not find its carrier comes last, because carriers are added and corrected. A number of
 * an unknown carrier is no `only` source's. Empty = nobody is asked.
 */
export function servingSources(
  connections: readonly Serving[],
  number: {
    /** Our slug; null = unknown. */
    carrier: string | null;
    /** ISO alpha-2; no source is chosen by it yet. */
    destination: string | null;
    /** What the sources have said of it so far. */
    said?: Readonly<Partial<Record<AskedSource, NumberState>>>;
  },
): AskedSource[] {
  const said = number.said ?? {};
  const isLost = (source: AskedSource) => said[source] === 'carrier_unknown';
  return connections
    .filter((connection) => connection.state === 'connected' && serves(connection, number.carrier))
    .filter(({ source }) => said[source] !== 'refused')
    .sort(
      (one, other) =>
        Number(isLost(one.source)) - Number(isLost(other.source)) ||
        one.rank - other.rank ||
        one.source.localeCompare(other.source),
    )
    .map(({ source }) => source);
}

function serves({ serves: { mode, carriers } }: Serving, carrier: string | null): boolean {
  switch (mode) {
    case 'all':
      return true;
    case 'only':
      return carrier !== null && carriers.includes(carrier);
    case 'except':
      return carrier === null || !carriers.includes(carrier);
  }
}
