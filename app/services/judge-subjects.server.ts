import type { PoolClient } from 'pg';
import {
  takeDueReviews,
  takeSubjectsToJudge,
  type MarkedSubject,
} from '#app/db/judging-marks.server.ts';
import { lockJudging } from '#app/db/full-pass.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { ChangeWord } from '#app/domain/findings/asked-rules.ts';
import { SUBJECT_KINDS } from '#app/domain/findings/subjects.ts';
import { AGAIN, DONE, type Step } from '#app/jobs/contracts.ts';
import { judgeKind, NOTHING_JUDGED, type JudgedCount } from '#app/services/judge-kind.server.ts';
import { slideWindows } from '#app/services/slide-windows.server.ts';
import { loadJudgingFrame } from '#app/services/judging-frame.server.ts';

/** Subjects in one transaction: long enough to be cheap, short enough to let pages and webhooks through. */
const SLICE = 500;

/**
 * Judges the subjects of which a fact has changed, by the rules that read such facts, and those whose review is due, by the
 * rule that asked for it; a slice at a time. Marks, findings and reviews are one transaction: a slice that was killed has
 * neither judged nor lost anything, and judging twice is judging once.
 */
export async function judgeMarked({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const { taken } = await judgeNextMarked({ shopId, now });
  return taken < SLICE ? DONE : AGAIN;
}

/** One slice, with what it came to. */
export async function judgeNextMarked({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<JudgedCount & { taken: number }> {
  return withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return { ...NOTHING_JUDGED, taken: 0 };
    await lockJudging(sql, shopId);
    await slideWindows(sql, { shopId, now });
    const marked = await takeSubjectsToJudge(sql, shopId, { now, limit: SLICE });
    const due = await takeDueReviews(sql, shopId, { now, limit: SLICE - marked.length });
    const count = await judgeSlice(sql, { shopId, subjects: [...marked, ...due], now });
    return { ...count, taken: marked.length + due.length };
  });
}

/** Judges these subjects, of any kind, in the caller's transaction. */
export async function judgeSlice(
  sql: PoolClient,
  { shopId, subjects, now }: { shopId: number; subjects: readonly MarkedSubject[]; now: Date },
): Promise<JudgedCount> {
  if (subjects.length === 0) return NOTHING_JUDGED;
  const frame = await loadJudgingFrame(sql, shopId);
  let sum = NOTHING_JUDGED;
  for (const kind of SUBJECT_KINDS) {
    const words = new Map<string, ChangeWord[]>();
    for (const subject of subjects)
      if (subject.kind === kind)
        words.set(subject.id, [...(words.get(subject.id) ?? []), ...subject.words]);
    const count = await judgeKind(sql, { shopId, kind, words, frame, now });
    sum = added(sum, count);
  }
  return sum;
}

function added(a: JudgedCount, b: JudgedCount): JudgedCount {
  return {
    loaded: a.loaded + b.loaded,
    judged: a.judged + b.judged,
    written: a.written + b.written,
    failed: a.failed + b.failed,
  };
}
