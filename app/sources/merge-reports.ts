import type { Scan } from '#app/domain/scans/scan.ts';
import type { NumberReport } from '#app/sources/source.ts';

/** One report per number: what is told of it in several rows is one thing told; of facts, the last one told counts. */
export function mergeReports(reports: readonly NumberReport[]): NumberReport[] {
  const groups = Map.groupBy(reports, ({ numberKey }) => numberKey);
  return [...groups.values()].flatMap((group) => joined(group) ?? []);
}

function joined(group: readonly NumberReport[]): NumberReport | null {
  const last = group.at(-1);
  if (last === undefined || group.length === 1) return last ?? null;
  const scans = new Map<string, Scan>();
  for (const report of group) for (const scan of report.scans) scans.set(scan.eventId, scan);
  return {
    ...last,
    state: scans.size > 0 ? 'tracking' : last.state,
    scans: [...scans.values()],
    carrier: lastTold(group, ({ carrier }) => carrier),
    successor: lastTold(group, ({ successor }) => successor),
    estimatedDeliveryAt: lastTold(group, ({ estimatedDeliveryAt }) => estimatedDeliveryAt),
  };
}

function lastTold<Fact>(
  group: readonly NumberReport[],
  fact: (report: NumberReport) => Fact | null,
): Fact | null {
  return group.map(fact).findLast((one) => one !== null) ?? null;
}
