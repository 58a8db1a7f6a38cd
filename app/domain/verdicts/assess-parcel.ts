import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import { canProve, type Proof } from '#app/domain/parcels/proof.ts';
import { countsFrom, newsAt, provenAt } from '#app/domain/scans/merge-scans.ts';
import { bestScans } from '#app/domain/scans/merge-timeline.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import { blindFinding, incidentFinding, isHeldBack } from '#app/domain/verdicts/blind-findings.ts';
import { waitOf, type Deadline, type Wait } from '#app/domain/verdicts/deadlines.ts';
import { evidence } from '#app/domain/verdicts/evidence.ts';
import { learnedPopulation, stallSteps } from '#app/domain/verdicts/learned-silence.ts';
import type { Finding } from '#app/domain/verdicts/finding.ts';
import { NEXT_STEP_OF } from '#app/domain/verdicts/next-step.ts';
import { endingOf, openCustomsRequest, type Ending } from '#app/domain/verdicts/parcel-state.ts';
import type { Evidence, Population, Verdict, VerdictInput } from '#app/domain/verdicts/verdict.ts';

/**
 * What can be said of a parcel at `now`. Order and multiplicity of scans have no say, and the verdict stays deeply equal
 * until `reviewAt` unless a scan, the number, a setting or an answer of the source comes.
 *
 * A number proven wrong comes first of all: whatever its scans say, they say of another parcel. Then what scans say
 * outright (delivered, returned, returning, lost), then cancellation, then an open customs request; then what their absence
 * says, in this order: customs hold, missing number, never scanned, stalled, late. Absence counts only as far as the source
 * has answered: a deadline reached after the source's last answer is judged for `sourceBlindHours` more, then the verdict
 * is `source_blind`. So it is while the source or the carrier has stopped for many parcels together, for deadlines that
 * rest on silence and were not reached well before (`INCIDENT_MARGIN_MS`); promised dates pass all the same.
 */
export function assessParcel(input: VerdictInput): Verdict {
  const { parcel, now } = input;
  const { news, ahead } = newsAt(bestScans(input.scans), now);
  const aside = ahead[0];
  const ending = endingOf(news, parcel);
  const wrong = parcel.cancelled || input.proofs.length === 0 ? [] : input.proofs.filter(isProof);
  const finding =
    wrong[0] !== undefined
      ? wrongFinding([wrong[0], ...wrong.slice(1)], ending)
      : ending !== null
        ? endedFinding(ending)
        : parcel.cancelled
          ? cancelledFinding(parcel.shippedAt)
          : openFinding(input, news);
  const remarks = [...finding.evidence];
  if (parcel.sharedStream) remarks.push(evidence('shared_stream', {}));
  if (aside !== undefined) remarks.push(setAside(aside));
  return {
    kind: finding.kind,
    cause: finding.cause,
    since: finding.since,
    evidence: remarks,
    population: populationOf(input, finding),
    probability: finding.probability,
    silenceKey: finding.learned?.curve.keyText ?? null,
    reviewAt: aside === undefined ? finding.reviewAt : earlier(countsFrom(aside), finding.reviewAt),
    nextStep: NEXT_STEP_OF[finding.cause],
    silence: finding.silence,
  };
}

type WrongProof = Proof & { code: Exclude<Proof['code'], 'check_digit_failed'> };

/** Suspicions alone, however many, prove nothing. */
function isProof(proof: Proof): proof is WrongProof {
  return proof.weight === 'proof' && canProve(proof.code);
}

/** Proofs are given most telling first; what the number's scans said is kept as evidence beneath them. */
function wrongFinding(proofs: [WrongProof, ...WrongProof[]], ending: Ending | null): Finding {
  const since = Math.min(...proofs.map(({ at }) => Date.parse(at)));
  return {
    kind: 'wrong_number',
    cause: `number_${proofs[0].code}`,
    since: new Date(since),
    evidence: [
      ...proofs.map(({ sentence, params }) => ({ code: sentence, params })),
      ...(ending === null ? [] : endedFinding(ending).evidence),
    ],
    ...NO_SILENCE,
    reviewAt: null,
  };
}

/** Nothing is waited for. */
const NO_SILENCE = { silence: null, learned: null, probability: null } as const;

function endedFinding({ is, scan, deliveredAtOrigin }: Ending): Finding {
  const said = { since: provenAt(scan), ...NO_SILENCE, reviewAt: null };
  const at = scan.occurredAt;
  switch (is) {
    case 'delivered': {
      const reason =
        scan.place === null
          ? evidence('delivered_scan', { at })
          : evidence('delivered_scan_place', { at, place: scan.place });
      return { kind: 'delivered', cause: 'delivered_by_scan', evidence: [reason], ...said };
    }
    case 'returned': {
      const reason =
        deliveredAtOrigin && scan.country !== null
          ? evidence('delivered_at_origin', { at, country: scan.country })
          : evidence('returned_scan', { at });
      return { kind: 'returning', cause: 'returned_by_scan', evidence: [reason], ...said };
    }
    case 'returning': {
      const reason = evidence('returning_scan', { at });
      return { kind: 'returning', cause: 'returning_by_scan', evidence: [reason], ...said };
    }
    case 'lost': {
      const reason = evidence('lost_scan', { at });
      return { kind: 'lost', cause: 'lost_by_carrier', evidence: [reason], ...said };
    }
  }
}

/** Shopify does not date a cancellation, so it holds from the start. */
function cancelledFinding(shippedAt: Date): Finding {
  return {
    kind: 'on_track',
    cause: 'fulfillment_cancelled',
    since: shippedAt,
    evidence: [evidence('fulfillment_cancelled', {})],
    ...NO_SILENCE,
    reviewAt: null,
  };
}

function openFinding(input: VerdictInput, news: readonly Scan[]): Finding {
  const { now } = input;
  const wait = waitOf(input, news);
  const request = openCustomsRequest(news);
  const deadlines =
    request === null ? wait.deadlines : wait.deadlines.filter(({ kind }) => kind === 'late');
  const reached = deadlines.filter(({ at }) => at.getTime() <= now.getTime());
  const held = input.incident === null ? NONE : reached.filter((each) => isHeldBack(input, each));
  const judged =
    reached.length === 0
      ? NONE
      : reached.filter((each) => isJudgeable(input, each.at) && !held.includes(each));
  const open =
    input.incident === null ? deadlines : deadlines.filter((each) => !isHeldBack(input, each));
  const stall = stallOf(input, wait);
  const reviewAt = earlier(stall.reviewAt, nextReview(input, open, judged));
  const { learned } = wait;
  const { probability } = stall;
  const reasons =
    judged.length === 0 ? wait.facts : [...wait.facts, ...judged.map(({ reason }) => reason())];

  if (request !== null) {
    return {
      kind: 'customs_hold',
      cause: 'customs_needs_action',
      since: provenAt(request),
      evidence: [evidence('customs_request', { at: request.occurredAt }), ...reasons],
      silence: null,
      learned,
      probability,
      reviewAt,
    };
  }

  const [verdict] = judged;
  if (verdict !== undefined) {
    const basis = [...reasons, ...restDays(wait.calendar)];
    const { kind, cause, at } = verdict;
    const { silence } = wait;
    return {
      kind,
      cause,
      since: at,
      evidence: basis,
      silence,
      learned,
      probability,
      reviewAt,
    };
  }
  if (reached.length > held.length) {
    const unjudgeable = reached.filter((deadline) => !held.includes(deadline));
    return blindFinding(input, unjudgeable, wait);
  }
  if (input.incident !== null && held.length > 0) {
    return { ...incidentFinding(input.incident, held, wait), reviewAt };
  }
  const { limitDays, limitAt } = wait.silence;
  return {
    kind: 'on_track',
    ...wait.patience,
    evidence: [
      ...wait.facts,
      evidence('within_limit', { limitDays, limitAt }),
      ...restDays(wait.calendar),
    ],
    silence: wait.silence,
    learned,
    probability,
    reviewAt: input.incident === null ? reviewAt : firstOf(deadlines),
  };
}

const NONE: readonly Deadline[] = [];
const HOUR_MS = 3_600_000;

/** Whether absence of news at a deadline says something: the source answered after it, or not long before now. */
function isJudgeable({ sourceAnsweredAt, limits, now }: VerdictInput, deadlineAt: Date): boolean {
  if (sourceAnsweredAt === null) return false;
  if (sourceAnsweredAt >= deadlineAt) return true;
  return now.getTime() - sourceAnsweredAt.getTime() <= limits.sourceBlindHours * HOUR_MS;
}

/**
 * How probable it is that the parcel never moves by itself, as far as silence can be judged. Told anew at the next step, and
 * when a step reached after the source's last answer can no longer be judged.
 */
function stallOf(
  { sourceAnsweredAt: answeredAt, incident, limits, now }: VerdictInput,
  { learned, silence: { from } }: Wait,
): { probability: number | null; reviewAt: Date | null } {
  if (learned === null || answeredAt === null || incident !== null) {
    return { probability: null, reviewAt: null };
  }
  const [answered, at] = [answeredAt.getTime(), now.getTime()];
  const blindAt = answered + limits.sourceBlindHours * HOUR_MS + 1;
  const isFresh = at < blindAt;
  const judgedUntil = isFresh || answered > at ? now : answeredAt;
  const { probability, reachedAt, nextAt } = stallSteps(learned, { from, judgedUntil, now });
  const reached = reachedAt.getTime();
  // A step reached since the last answer holds for as long as silence can be judged without another.
  const isLent = isFresh && reached > answered && reached <= at;
  return { probability, reviewAt: isLent ? earlier(new Date(blindAt), nextAt) : nextAt };
}

/** Limits that somebody set, where they decide; else whose past does. */
function populationOf({ limits }: VerdictInput, { learned }: Finding): Population {
  return learned !== null && learned.limitDays !== null
    ? learnedPopulation(learned)
    : { basis: 'fixed_limit', group: limits.group, country: limits.country };
}

/** The next deadline, or the instant at which a judged one can no longer be judged without an answer of the source. */
function nextReview(
  { sourceAnsweredAt, limits, now }: VerdictInput,
  deadlines: readonly Deadline[],
  judged: readonly Deadline[],
): Date | null {
  const next = firstOf(deadlines, now);
  if (sourceAnsweredAt === null || !judged.some(({ at }) => at > sourceAnsweredAt)) return next;
  const blindAt = new Date(sourceAnsweredAt.getTime() + limits.sourceBlindHours * HOUR_MS + 1);
  return earlier(next, blindAt);
}

/** The first deadline, or the first after an instant. */
function firstOf(deadlines: readonly Deadline[], after: Date | null = null): Date | null {
  let first: Date | null = null;
  const from = after?.getTime() ?? Number.NEGATIVE_INFINITY;
  for (const { at } of deadlines) if (at.getTime() > from) first = earlier(first, at);
  return first;
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return b.getTime() < a.getTime() ? b : a;
}

/** The same sentence for every parcel of a calendar. */
function restDays(calendar: BusinessCalendar): readonly Evidence[] {
  const known = restSentences.get(calendar);
  if (known !== undefined) return known;
  const said = !calendar.businessDays
    ? []
    : calendar.country === null
      ? [evidence('business_days_country_unknown', {})]
      : [evidence('business_days_of', { country: calendar.country })];
  restSentences.set(calendar, said);
  return said;
}

const restSentences = new WeakMap<BusinessCalendar, readonly Evidence[]>();

function setAside(scan: Scan): Evidence {
  const { occurredAt, milestone } = scan;
  return evidence('future_scan_set_aside', {
    at: occurredAt,
    milestone,
    countsFrom: countsFrom(scan),
  });
}
