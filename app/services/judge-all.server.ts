import type { PoolClient } from 'pg';
import { closeRulesBut, closeSubjectsOf, digestOf, writeRulings } from '#app/db/findings.server.ts';
import {
  beginPass,
  continuePass,
  endPass,
  lockJudging,
  lockPass,
  type FullPass,
} from '#app/db/full-pass.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { catalogueWords, changedSince, isAsked } from '#app/domain/findings/asked-rules.ts';
import { fingerprint } from '#app/domain/findings/fingerprint.ts';
import { RULES, rulesOf } from '#app/domain/findings/rules/catalogue.ts';
import { SUBJECT_KINDS, type SubjectKind } from '#app/domain/findings/subjects.ts';
import { AGAIN, DONE, type Step } from '#app/jobs/contracts.ts';
import { blindContent } from '#app/services/finding-content.ts';
import { judgeKind, NOTHING_JUDGED, type JudgedCount } from '#app/services/judge-kind.server.ts';
import { loadJudgingFrame, type JudgingFrame } from '#app/services/judging-frame.server.ts';
import { listSubjects } from '#app/services/subjects/load-subjects.server.ts';

/** Subjects in one transaction. */
const SLICE = 500;
/** Findings that end in one transaction, because their rule is no longer asked. */
const CLOSED_AT_ONCE = 5_000;

/**
 * Judges every subject by the rules concerned: all of them the first time, those of another version when the catalogue is
 * another one, those that read a fact of the shop when that has changed. A slice at a time, and where it stands is stored:
 * a kill repeats one slice. What is wanted while a pass runs is the next pass.
 */
export async function judgeAll({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  return (await judgeNextOfAll({ shopId, now })).isDone ? DONE : AGAIN;
}

/** One slice, with what it came to. */
export async function judgeNextOfAll({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<JudgedCount & { isDone: boolean }> {
  return withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return { ...NOTHING_JUDGED, isDone: true };
    await lockJudging(sql, shopId);
    const state = await lockPass(sql, shopId, now);
    const frame = await loadJudgingFrame(sql, shopId);
    if (state.pass !== null) return judgePass(sql, { shopId, pass: state.pass, frame, now });
    const words = wordsToJudge(state);
    if (words.length === 0) return { ...NOTHING_JUDGED, isDone: true };
    const isClosed = await closeUnasked(sql, { shopId, frame, now });
    if (!isClosed) return { ...NOTHING_JUDGED, isDone: false };
    await tellOfTheBlind(sql, { shopId, frame, now });
    const [kind] = SUBJECT_KINDS;
    const catalogue = catalogueWords(RULES);
    await beginPass(sql, shopId, { pass: { words, kind, after: null, catalogue }, now });
    return { ...NOTHING_JUDGED, isDone: false };
  });
}

function wordsToJudge({
  wanted,
  catalogue,
}: {
  wanted: readonly string[];
  catalogue: string | null;
}): string[] {
  if (catalogue === null) return ['*'];
  if (catalogue === catalogueWords(RULES)) return [...wanted];
  const changed = changedSince(catalogue, RULES);
  // A rule that is gone leaves nothing to judge, only findings to end: a pass over nothing does that.
  return [...new Set([...wanted, ...changed, ...(changed.length === 0 ? ['catalogue'] : [])])];
}

async function judgePass(
  sql: PoolClient,
  { shopId, pass, frame, now }: { shopId: number; pass: FullPass; frame: JudgingFrame; now: Date },
): Promise<JudgedCount & { isDone: boolean }> {
  const { kind, after, words } = pass;
  const isConcerned = rulesOf(kind).some(
    (rule) => frame.asked.has(rule.id) && isAsked(rule, words),
  );
  const ids = isConcerned
    ? await listSubjects(sql, shopId, kind, { after, limit: SLICE, now })
    : [];
  const count = await judgeKind(sql, {
    shopId,
    kind,
    words: new Map(ids.map((id) => [id, words])),
    frame,
    now,
  });
  const last = ids.at(-1);
  if (last !== undefined && ids.length === SLICE) {
    await continuePass(sql, shopId, { ...pass, after: last });
    return { ...count, isDone: false };
  }
  const next = kindAfter(kind);
  if (next !== null) {
    await continuePass(sql, shopId, { ...pass, kind: next, after: null });
    return { ...count, isDone: false };
  }
  await endPass(sql, shopId, { pass, now });
  const { wanted } = await lockPass(sql, shopId, now);
  return { ...count, isDone: wanted.length === 0 };
}

function kindAfter(kind: SubjectKind): SubjectKind | null {
  return SUBJECT_KINDS[SUBJECT_KINDS.indexOf(kind) + 1] ?? null;
}

/** Ends what rules found that are not asked any more; false: there is more to end. */
async function closeUnasked(
  sql: PoolClient,
  { shopId, frame, now }: { shopId: number; frame: JudgingFrame; now: Date },
): Promise<boolean> {
  const limit = CLOSED_AT_ONCE;
  const blind = [...frame.blind.keys()];
  const inUse = [...frame.asked, ...blind];
  const ended = await closeRulesBut(sql, shopId, { inUse, now, limit });
  const unseen = await closeSubjectsOf(sql, shopId, { blind, now, limit });
  return ended < limit && unseen < limit;
}

/**
 * A rule that may not read what it rests on would know nothing of a million orders: that is said once, of the shop, and
 * taken back when it may.
 */
async function tellOfTheBlind(
  sql: PoolClient,
  { shopId, frame, now }: { shopId: number; frame: JudgingFrame; now: Date },
): Promise<void> {
  const about = { kind: 'shop', id: 'shop' } as const;
  const rulings = RULES.filter(
    (rule) => frame.blind.has(rule.id) || (frame.asked.has(rule.id) && rule.subject !== 'shop'),
  ).map((rule) => {
    const scopes = frame.blind.get(rule.id);
    const ruling = { ruleId: rule.id, ...about };
    if (scopes === undefined)
      return { ...ruling, verdict: 'pass' as const, open: null, content: null };
    const content = blindContent(rule, scopes);
    const open = { fingerprint: fingerprint(rule.id, about, null), digest: digestOf(content) };
    return { ...ruling, verdict: 'unknown' as const, open, content };
  });
  await writeRulings(sql, shopId, { rulings, now });
}
