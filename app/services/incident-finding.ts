import type { IncidentStatistic, IncidentSubject } from '#app/db/source-incidents.server.ts';

/** What a look at a source or a carrier concluded. */
export interface IncidentFinding extends IncidentSubject {
  stopped: boolean;
  /** Null when it has not stopped. */
  beganAt: Date | null;
  statistic: IncidentStatistic;
}
