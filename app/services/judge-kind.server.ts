import type { PoolClient } from 'pg';
import { digestOf, writeRulings, type FullRuling } from '#app/db/findings.server.ts';
import { keepFailed, type FailedSubject } from '#app/db/judging-marks.server.ts';
import { writeReviews, type RuleReview } from '#app/db/rule-reviews.server.ts';
import { isAsked, type ChangeWord } from '#app/domain/findings/asked-rules.ts';
import { evaluateRule } from '#app/domain/findings/evaluate-rule.ts';
import { fingerprint } from '#app/domain/findings/fingerprint.ts';
import { nextReview } from '#app/domain/findings/next-review.ts';
import type { Rule } from '#app/domain/findings/rule.ts';
import { rulesOf } from '#app/domain/findings/rules/catalogue.ts';
import type { SubjectKind, Subjects } from '#app/domain/findings/subjects.ts';
import { log } from '#app/log.server.ts';
import { contentOf } from '#app/services/finding-content.ts';
import type { JudgingFrame } from '#app/services/judging-frame.server.ts';
import { loadWhatCan } from '#app/services/load-what-can.server.ts';

/** What threw is tried again after this, or when a fact of it changes. */
const RETRY_AFTER_MS = 6 * 3_600_000;

/** What a slice came to. `failed`: subjects that some rule could not judge. */
export interface JudgedCount {
  loaded: number;
  judged: number;
  written: number;
  failed: number;
}

export const NOTHING_JUDGED: JudgedCount = { loaded: 0, judged: 0, written: 0, failed: 0 };

/**
 * Judges subjects of one kind by the rules that the words of each ask for, in the caller's transaction, and writes what
 * has changed. A subject that is gone has nothing to answer for. One that throws stops no other: it stays marked, with a
 * note of the rule, and is logged by its id.
 */
export async function judgeKind<K extends SubjectKind>(
  sql: PoolClient,
  {
    shopId,
    kind,
    words,
    frame,
    now,
  }: {
    shopId: number;
    kind: K;
    /** By id of the subject. */
    words: ReadonlyMap<string, readonly ChangeWord[]>;
    frame: JudgingFrame;
    now: Date;
  },
): Promise<JudgedCount> {
  const rules = rulesOf(kind).filter(({ id }) => frame.asked.has(id));
  const asked = [...words].filter(([, said]) => rules.some((rule) => isAsked(rule, said)));
  if (asked.length === 0) return NOTHING_JUDGED;
  const ids = asked.map(([id]) => id);
  const { subjects, failed } = await loadWhatCan(sql, { shopId, kind, ids, now });
  const court = openCourt(shopId, { frame, now });
  for (const subject of subjects) {
    const said = words.get(subject.id) ?? [];
    court.judge(
      subject,
      rules.filter((rule) => isAsked(rule, said)),
    );
  }
  const known = new Set([...subjects, ...failed].map(({ id }) => id));
  for (const id of ids) if (!known.has(id)) court.dismiss({ kind, id }, rules);
  const refused = [...failed, ...court.failed];
  const counts = await writeRulings(sql, shopId, { rulings: court.rulings, now });
  await writeReviews(sql, shopId, court.reviews);
  await keepFailed(sql, shopId, {
    failed: refused,
    retryAt: new Date(now.getTime() + RETRY_AFTER_MS),
  });
  return {
    loaded: subjects.length,
    judged: court.rulings.length,
    written: Object.values(counts).reduce((sum, n) => sum + n, 0),
    failed: refused.length,
  };
}

/** Gathers what rules say of one subject after another. */
function openCourt(shopId: number, { frame, now }: { frame: JudgingFrame; now: Date }) {
  const rulings: FullRuling[] = [];
  const reviews: RuleReview[] = [];
  const failed: FailedSubject[] = [];

  function judge<K extends SubjectKind>(subject: Subjects[K], rules: readonly Rule<K>[]): void {
    const { kind, id } = subject;
    for (const rule of rules) {
      try {
        const { ruling, reviewAt } = rulingOn(rule, subject, { frame, now });
        rulings.push(ruling);
        reviews.push({ kind, id, ruleId: rule.id, reviewAt });
      } catch (error) {
        log.error({ shopId, rule: rule.id, kind, id, err: error }, 'a rule could not judge');
        failed.push({ kind, id, words: [`rule:${rule.id}`], note: rule.id });
      }
    }
  }

  function dismiss<K extends SubjectKind>(
    { kind, id }: { kind: K; id: string },
    rules: readonly Rule<K>[],
  ): void {
    for (const { id: ruleId } of rules) {
      rulings.push({ ruleId, kind, id, verdict: 'not_applicable', open: null, content: null });
      reviews.push({ kind, id, ruleId, reviewAt: null });
    }
  }

  return { rulings, reviews, failed, judge, dismiss };
}

function rulingOn<K extends SubjectKind>(
  rule: Rule<K>,
  subject: Subjects[K],
  { frame, now }: { frame: JudgingFrame; now: Date },
): { ruling: FullRuling; reviewAt: Date | null } {
  const judgement = evaluateRule(rule, subject, { asOf: now, overrides: frame.overrides });
  const reviewAt = nextReview(rule, subject, { judgement, asOf: now });
  const { outcome, used } = judgement;
  const { kind, id } = subject;
  const about = { ruleId: rule.id, kind, id, verdict: outcome.verdict };
  if (outcome.verdict === 'pass' || outcome.verdict === 'not_applicable')
    return { ruling: { ...about, open: null, content: null }, reviewAt };
  const content = contentOf(rule, subject, { outcome, used });
  const open = {
    fingerprint: fingerprint(rule.id, subject, outcome.clockStart),
    digest: digestOf(content),
  };
  return { ruling: { ...about, open, content }, reviewAt };
}
