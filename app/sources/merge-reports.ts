import type { NumberReport } from '#app/sources/source.ts';

/** One report per number: what is told of a number in several rows is one thing told; of facts, the last one counts. */
export function mergeReports(reports: readonly NumberReport[]): NumberReport[] {
  const byKey = new Map<string, NumberReport>();
  for (const report of reports) {
    const other = byKey.get(report.numberKey);
    byKey.set(report.numberKey, other === undefined ? report : joined(other, report));
  }
  return [...byKey.values()];
}

function joined(first: NumberReport, second: NumberReport): NumberReport {
  const scans = [
    ...new Map([...first.scans, ...second.scans].map((scan) => [scan.eventId, scan])).values(),
  ];
  return {
    ...second,
    number: first.number,
    state: scans.length > 0 ? 'tracking' : second.state,
    scans,
    carrier: second.carrier ?? first.carrier,
    successor: second.successor ?? first.successor,
    estimatedDeliveryAt: second.estimatedDeliveryAt ?? first.estimatedDeliveryAt,
  };
}
