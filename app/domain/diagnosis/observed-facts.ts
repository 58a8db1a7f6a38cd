import { backlogRatio } from '#app/domain/diagnosis/backlog-ratio.ts';
import type { FactCode, FactParams } from '#app/domain/diagnosis/fact-codes.ts';
import type { DiagnosisFacts } from '#app/domain/diagnosis/facts.ts';
import {
  crowdLikelihood,
  habitLikelihood,
  LIKELIHOODS,
  noticeLikelihood,
  SUSPICIONS,
  USUAL_EARLY_SHARE,
  type Likelihood,
} from '#app/domain/diagnosis/likelihoods.ts';
import type { SilenceStage } from '#app/domain/lanes/silence-stage.ts';

/** A fact that was seen, and how probable it is under each hypothesis. */
export interface ObservedFact {
  code: FactCode;
  params: FactParams;
  likelihood: Likelihood;
}

/** Every fact that is known, each once and independent of the others; what is null is not among them. */
export function observedFacts(facts: DiagnosisFacts): ObservedFact[] {
  return [
    ...noticeFact(facts),
    ...sourceFact(facts),
    ...(facts.isFollowed === null ? [] : [plain(facts.isFollowed ? 'followed' : 'not_followed')]),
    ...(facts.hasSharedStream === true ? [plain('shared_stream')] : []),
    ...incidentFact(facts),
    ...crowdFact(facts),
    ...customsFact(facts),
    ...numberFact(facts),
    ...(facts.nextNumber === null ? [] : [plain(`next_number_${facts.nextNumber}`)]),
    ...restFacts(facts),
    ...supplierFact(facts),
    ...promiseFact(facts),
  ];
}

function seen(code: FactCode, likelihood: Likelihood, params: FactParams = {}): ObservedFact {
  return { code, params, likelihood };
}

/** A fact without parameters, whose row has its name. */
function plain(code: FactCode & keyof typeof LIKELIHOODS): ObservedFact {
  return seen(code, LIKELIHOODS[code]);
}

/** Notices come with the label, and to us some hours later: until then it says nothing that there is none. */
const NOTICE_TAKES_MS = 24 * 3_600_000;

function noticeFact(facts: DiagnosisFacts): ObservedFact[] {
  const { stage, notice, noticeShare, numberSeenAt, now } = facts;
  if (stage !== 'first_scan' || notice === null) return [];
  const isNew = numberSeenAt !== null && now.getTime() - numberSeenAt.getTime() < NOTICE_TAKES_MS;
  if (isNew && notice === 'none') return [];
  const code = notice === 'announced' ? 'announced' : 'not_announced';
  return [seen(code, noticeLikelihood(notice, noticeShare))];
}

const HOUR_MS = 3_600_000;

function sourceFact({ source, now }: DiagnosisFacts): ObservedFact[] {
  if (source === null) return [];
  const { answeredAt, limitHours } = source;
  if (answeredAt === null) return [seen('source_never', LIKELIHOODS.source_old)];
  const age = Math.max(0, now.getTime() - answeredAt.getTime()) / HOUR_MS;
  const hours = Math.floor(age);
  return age > limitHours
    ? [seen('source_old', LIKELIHOODS.source_old, { hours, limitHours })]
    : [seen('source_fresh', LIKELIHOODS.source_fresh, { hours })];
}

/** An incident explains no silence that had become unusual before it began. */
function incidentFact({ incident, curve }: DiagnosisFacts): ObservedFact[] {
  if (incident === null) return [];
  if (incident === 'none') return [plain('no_incident')];
  if (curve !== null && curve.usualUntil <= incident.beganAt) return [];
  const code = incident.kind === 'carrier' ? 'carrier_incident' : 'source_incident';
  return [seen(code, LIKELIHOODS[code], { since: incident.beganAt.toISOString() })];
}

/**
 * What is with the others this week explains no silence that became unusual longer ago than this. That nothing is with them
 * always says something: what holds this parcel up for everyone would hold up the others as well.
 */
const CROWD_EXPLAINS_MS = 14 * 86_400_000;

function crowdFact({ others, curve, now }: DiagnosisFacts): ObservedFact[] {
  if (others === null || others.due === 0) return [];
  const isOld = curve !== null && now.getTime() - curve.usualUntil.getTime() > CROWD_EXPLAINS_MS;
  const ratio = backlogRatio(others);
  if (isOld && ratio > 1) return [];
  const { due, late } = others;
  return [seen(ratio > 1 ? 'many_late' : 'few_late', crowdLikelihood(ratio), { due, late })];
}

/** Elsewhere the stage itself says what was heard of customs, or customs is still ahead. Export is left with a word, too. */
const AFTER_CUSTOMS_MAYBE: ReadonlySet<SilenceStage> = new Set([
  'export',
  'transit',
  'destination',
  'delivery',
  'exception',
]);

function customsFact({ customs, stage, leg }: DiagnosisFacts): ObservedFact[] {
  if (customs === null || leg === 'domestic' || !AFTER_CUSTOMS_MAYBE.has(stage)) return [];
  return [plain(`customs_${customs}`)];
}

/** Suspicions hang together (one mistake shows in many ways), so only the most telling one counts; a proof beats them all. */
function numberFact({ proofs, stage }: DiagnosisFacts): ObservedFact[] {
  if (proofs === null) return [];
  const proof = proofs.find(({ weight }) => weight === 'proof');
  if (proof !== undefined) {
    return [seen('number_proof', LIKELIHOODS.number_proof, { proof: proof.code })];
  }
  const [strongest] = proofs
    .map(({ code }) => ({ code, ...SUSPICIONS[code] }))
    .sort((a, b) => b.wrong / b.right - a.wrong / a.right);
  if (strongest === undefined) {
    const row = stage === 'first_scan' ? 'number_clean_unscanned' : 'number_clean';
    return [seen('number_clean', LIKELIHOODS[row])];
  }
  const { code, hypothesis, wrong, right } = strongest;
  const likelihood = { otherwise: right, under: { [hypothesis]: wrong } };
  return [seen('number_suspicion', likelihood, { proof: code })];
}

/** From which share on a silence counts as mostly, half or partly rest. */
const REST_MOST = 0.6;
const REST_HALF = 0.35;
const REST_SOME = 0.15;

function restFacts({ rest }: DiagnosisFacts): ObservedFact[] {
  if (rest === null) return [];
  const { share, endsAt } = rest;
  return [
    share >= REST_MOST
      ? seen('rest_mostly', LIKELIHOODS.rest_most, { share })
      : share >= REST_HALF
        ? seen('rest_partly', LIKELIHOODS.rest_half, { share })
        : seen('rest_hardly', share >= REST_SOME ? LIKELIHOODS.rest_some : LIKELIHOODS.rest_none),
    ...(endsAt === null
      ? []
      : [seen('resting_now', LIKELIHOODS.resting_now, { until: endsAt.toISOString() })]),
  ];
}

function supplierFact({ stage, supplierEarlyShare: share }: DiagnosisFacts): ObservedFact[] {
  if (stage !== 'first_scan' || share === null) return [];
  const code = share >= USUAL_EARLY_SHARE ? 'supplier_early' : 'supplier_rarely_early';
  return [seen(code, habitLikelihood(share), { share })];
}

function promiseFact({ promise, now }: DiagnosisFacts): ObservedFact[] {
  if (promise === null) return [];
  const code = promise.endsAt <= now ? 'promise_passed' : 'promise_ahead';
  return [seen(code, LIKELIHOODS[code], { on: promise.on })];
}
