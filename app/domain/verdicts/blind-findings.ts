import type { Deadline, Wait } from '#app/domain/verdicts/deadlines.ts';
import { evidence } from '#app/domain/verdicts/evidence.ts';
import type { Finding } from '#app/domain/verdicts/finding.ts';
import { INCIDENT_MARGIN_MS, type Incident } from '#app/domain/verdicts/incident.ts';
import type { Evidence, VerdictInput } from '#app/domain/verdicts/verdict.ts';

/** Only an answer of the source changes it, hence no review: later deadlines are as unknowable as the first. */
export function blindFinding(
  { answeredBy: source, sourceAnsweredAt, limits }: VerdictInput,
  reached: readonly Deadline[],
  wait: Pick<Wait, 'facts' | 'silence' | 'learned'>,
): Finding {
  const limitAt = firstOf(reached);
  const hours = limits.sourceBlindHours;
  const blindFrom =
    sourceAnsweredAt === null ? limitAt : new Date(sourceAnsweredAt.getTime() + hours * HOUR_MS);
  return {
    kind: 'source_blind',
    cause: 'source_silent',
    since: blindFrom > limitAt ? blindFrom : limitAt,
    evidence: [
      ...wait.facts,
      blindEvidence(source, { answeredAt: sourceAnsweredAt, limitAt, hours }),
    ],
    silence: wait.silence,
    learned: wait.learned,
    probability: null,
    reviewAt: null,
  };
}

function blindEvidence(
  source: VerdictInput['answeredBy'],
  { answeredAt, limitAt, hours }: { answeredAt: Date | null; limitAt: Date; hours: number },
): Evidence {
  if (source === 'shopify') {
    return answeredAt === null
      ? evidence('source_never_answered', { limitAt })
      : evidence('source_silent_since', { answeredAt, limitAt, hours });
  }
  return answeredAt === null
    ? evidence('named_source_never_answered', { source, limitAt })
    : evidence('named_source_silent_since', { source, answeredAt, limitAt, hours });
}

/** Lifted by the assessment that follows the incident's end. */
export function incidentFinding(
  { kind, beganAt, name }: Incident,
  held: readonly Deadline[],
  wait: Pick<Wait, 'facts' | 'silence' | 'learned'>,
): Omit<Finding, 'reviewAt'> {
  const limitAt = firstOf(held);
  return {
    kind: 'source_blind',
    cause: kind === 'carrier' ? 'carrier_incident' : 'source_incident',
    since: beganAt > limitAt ? beganAt : limitAt,
    evidence: [
      ...wait.facts,
      kind === 'carrier'
        ? evidence('carrier_incident_open', { carrier: name, beganAt, limitAt })
        : evidence('source_incident_open', { source: name, beganAt, limitAt }),
    ],
    silence: wait.silence,
    learned: wait.learned,
    probability: null,
  };
}

/** A deadline whose silence may be the incident's: reached while it is on, or not long before. */
export function isHeldBack({ incident }: VerdictInput, { at, restsOnSilence }: Deadline): boolean {
  if (incident === null || !restsOnSilence) return false;
  return at.getTime() >= incident.beganAt.getTime() - INCIDENT_MARGIN_MS;
}

function firstOf(deadlines: readonly Deadline[]): Date {
  return deadlines.reduce((at, deadline) => (deadline.at < at ? deadline.at : at), FAR);
}

const HOUR_MS = 3_600_000;
const FAR = new Date(8.64e15);
