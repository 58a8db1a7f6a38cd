import type { SourceName } from '#app/domain/scans/source-name.ts';

/** A stop of many parcels together, as it concerns one parcel. */
export interface Incident {
  kind: 'source' | 'carrier';
  beganAt: Date;
  /** The carrier as typed, or the source's name. */
  name: string;
}

/** An incident that is still on; the one of `source` and `carrier` that its kind names is set. */
export interface OpenIncidentFact {
  kind: 'source' | 'carrier';
  source: string | null;
  carrier: string | null;
  beganAt: Date;
}

/**
 * An incident is noticed by hourly counts, and began somewhere before the first hour that looked empty: deadlines reached
 * within a day before it rest on a silence that may be the incident's own.
 */
export const INCIDENT_MARGIN_MS = 24 * 3_600_000;

/**
 * The incident that makes a parcel's silence meaningless, or null. A carrier's stop concerns every parcel it has now; a
 * source's stop only those of whom no other source could tell. Of several, the one that began first.
 */
export function incidentOf(
  open: readonly OpenIncidentFact[],
  {
    carriers,
    speakers,
  }: {
    /** Who may have the parcel now; `key` as in domain/numbers/normalise.ts. */
    carriers: readonly { key: string | null; name: string | null }[];
    speakers: readonly SourceName[];
  },
): Incident | null {
  const silent = new Set(open.flatMap(({ kind, source }) => (kind === 'source' ? [source] : [])));
  const isBlind = speakers.length > 0 && speakers.every((source) => silent.has(source));
  const found = open.flatMap(({ kind, source, carrier, beganAt }): Incident[] => {
    if (kind === 'carrier') {
      const stopped = carriers.find(({ key }) => key !== null && key === carrier);
      return stopped === undefined ? [] : [{ kind, beganAt, name: stopped.name ?? carrier ?? '' }];
    }
    const concerns = isBlind && speakers.some((speaker) => speaker === source);
    return concerns && source !== null ? [{ kind, beganAt, name: source }] : [];
  });
  return found.reduce<Incident | null>(
    (first, incident) => (first === null || incident.beganAt < first.beganAt ? incident : first),
    null,
  );
}
