import type { PoolClient } from 'pg';
import type { FailedSubject } from '#app/db/judging-marks.server.ts';
import { underSavepoint } from '#app/db/savepoint.server.ts';
import type { SubjectKind, Subjects } from '#app/domain/findings/subjects.ts';
import { log } from '#app/log.server.ts';
import { loadShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';
import { loadSubjects } from '#app/services/subjects/load-subjects.server.ts';

interface Loaded<K extends SubjectKind> {
  subjects: readonly Subjects[K][];
  failed: readonly FailedSubject[];
}

/**
 * Loads subjects; where something stored cannot be read, halves the slice until the subject is found that it belongs to,
 * so that the others are loaded all the same. It is logged by its id.
 */
export async function loadWhatCan<K extends SubjectKind>(
  sql: PoolClient,
  ask: { shopId: number; kind: K; ids: readonly string[]; now: Date },
): Promise<Loaded<K>> {
  const { shopId, kind, ids, now } = ask;
  if (ids.length === 0) return { subjects: [], failed: [] };
  let subjects: readonly Subjects[K][] = [];
  const refused = await underSavepoint(sql, async () => {
    subjects = [...(await loadSubjects(sql, shopId, kind, ids, now)).values()];
  });
  if (refused === null) return { subjects, failed: [] };
  // What is wrong with the shop itself is wrong with every subject: then nothing of it can be judged, and the job says so.
  await loadShopKnowledge(sql, shopId, now);
  const [id] = ids;
  if (id !== undefined && ids.length === 1) {
    log.error({ shopId, kind, id, err: refused.error }, 'a subject cannot be loaded');
    return { subjects: [], failed: [{ kind, id, words: ['*'], note: 'not_loaded' }] };
  }
  const half = Math.ceil(ids.length / 2);
  const first = await loadWhatCan(sql, { ...ask, ids: ids.slice(0, half) });
  const second = await loadWhatCan(sql, { ...ask, ids: ids.slice(half) });
  return {
    subjects: [...first.subjects, ...second.subjects],
    failed: [...first.failed, ...second.failed],
  };
}
