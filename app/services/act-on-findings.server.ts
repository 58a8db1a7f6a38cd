import { z } from 'zod';
import {
  findingActionSchema,
  LONGEST_NAME,
  LONGEST_REASON,
  LONGEST_SUPPRESSION_DAYS,
  MOST_FINDINGS_AT_ONCE,
  type FindingAction,
  type FindingActionError,
  type FindingActionResult,
} from '#app/contracts/finding-actions.ts';
import {
  writeAssignees,
  writeSuppressions,
  type SuppressionChange,
} from '#app/db/finding-decisions.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { startOfDay } from '#app/domain/shared/day-in-zone.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';

const DAY_MS = 86_400_000;

/**
 * Does what a person asked for on the Compliance page. `body` is untrusted; a refusal changes nothing. Findings the shop does
 * not have are passed over.
 */
export async function actOnFindings({
  shopId,
  actor,
  body,
  now,
}: {
  shopId: number;
  /** Who asks: `user:<id>`. */
  actor: string;
  body: unknown;
  now: Date;
}): Promise<FindingActionResult> {
  const parsed = findingActionSchema.safeParse(body);
  if (!parsed.success) return refused('failed');
  const action = parsed.data;
  const deed = { shopId, actor, now };
  switch (action.intent) {
    case 'suppress':
      return suppress(deed, action);
    case 'unsuppress': {
      const changes = chosen(action.ids.map((id) => ({ id, suppressed: null })));
      if (!changes.ok) return changes;
      const previous = await writeChanges(deed, changes.chosen);
      return { ok: true, done: 'unsuppress', count: previous.length, previous };
    }
    case 'restore_suppressions':
      return restoreSuppressions(deed, action);
    case 'assign':
      return assign(deed, action);
    case 'restore_assignees': {
      const changes = chosen(action.previous);
      if (!changes.ok) return changes;
      if (changes.chosen.some(({ assignee }) => (assignee?.length ?? 0) > LONGEST_ASSIGNEE))
        return refused('name_too_long');
      await withShopSql(shopId, (sql) => writeAssignees(sql, { ...deed, changes: changes.chosen }));
      return { ok: true, done: 'restore_assignees' };
    }
    default:
      return assertExhaustive(action);
  }
}

interface Deed {
  shopId: number;
  actor: string;
  now: Date;
}
type Action<I extends FindingAction['intent']> = Extract<FindingAction, { intent: I }>;

/** `name:` and the longest name, or `user:` and an id. */
const LONGEST_ASSIGNEE = LONGEST_NAME + 20;

async function suppress(deed: Deed, action: Action<'suppress'>): Promise<FindingActionResult> {
  const why = action.why.trim();
  if (why === '') return refused('reason_missing');
  if (why.length > LONGEST_REASON) return refused('reason_too_long');
  const until = startOfDay(action.on, await timeZoneOf(deed.shopId));
  if (until.getTime() <= deed.now.getTime()) return refused('not_in_future');
  if (until.getTime() > latestOf(deed.now)) return refused('too_far_away');
  const suppressed = { until, why, by: deed.actor };
  const changes = chosen(action.ids.map((id) => ({ id, suppressed })));
  if (!changes.ok) return changes;
  const previous = await writeChanges(deed, changes.chosen);
  return { ok: true, done: 'suppress', count: previous.length, on: action.on, previous };
}

/** What has ended since stays ended. */
async function restoreSuppressions(
  deed: Deed,
  { previous }: Action<'restore_suppressions'>,
): Promise<FindingActionResult> {
  const changes = chosen(
    previous.map(({ id, suppressed }) => {
      const until = suppressed === null ? null : new Date(suppressed.until);
      const holds =
        until !== null &&
        until.getTime() > deed.now.getTime() &&
        until.getTime() <= latestOf(deed.now);
      return {
        id,
        suppressed:
          suppressed !== null && holds
            ? {
                until,
                why: suppressed.why.slice(0, LONGEST_REASON),
                by: suppressed.by.slice(0, 80),
              }
            : null,
      };
    }),
  );
  if (!changes.ok) return changes;
  await writeChanges(deed, changes.chosen);
  return { ok: true, done: 'restore_suppressions' };
}

async function assign(
  { shopId, actor, now }: Deed,
  { ids, to }: Action<'assign'>,
): Promise<FindingActionResult> {
  const assignee = assigneeOf(to, actor);
  if (typeof assignee === 'object' && assignee !== null) return assignee;
  const changes = chosen(ids.map((id) => ({ id, assignee })));
  if (!changes.ok) return changes;
  const previous = await withShopSql(shopId, (sql) =>
    writeAssignees(sql, { shopId, actor, now, changes: changes.chosen }),
  );
  return { ok: true, done: 'assign', count: previous.length, assignee, previous };
}

function assigneeOf(
  to: Action<'assign'>['to'],
  actor: string,
): string | null | Extract<FindingActionResult, { ok: false }> {
  if (to === null) return null;
  switch (to.kind) {
    case 'me':
      return actor;
    case 'known':
      return /^(user:\S+|name:.+)$/u.test(to.assignee) && to.assignee.length <= LONGEST_ASSIGNEE
        ? to.assignee
        : refused('failed');
    case 'name': {
      const name = to.name.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
      if (name === '') return refused('name_missing');
      return name.length > LONGEST_NAME ? refused('name_too_long') : `name:${name}`;
    }
  }
}

async function writeChanges(
  { shopId, actor, now }: Deed,
  changes: readonly SuppressionChange[],
): Promise<{ id: string; suppressed: { until: string; why: string; by: string } | null }[]> {
  const before = await withShopSql(shopId, (sql) =>
    writeSuppressions(sql, { shopId, actor, now, changes }),
  );
  return before.map(({ id, suppressed }) => ({
    id,
    suppressed:
      suppressed === null ? null : { ...suppressed, until: suppressed.until.toISOString() },
  }));
}

/** Each finding once, always in one order, so that two actions at a time do not wait for each other. */
function chosen<T extends { id: string }>(
  changes: readonly T[],
): { ok: true; chosen: T[] } | Extract<FindingActionResult, { ok: false }> {
  if (changes.length === 0) return refused('nothing_chosen');
  if (changes.length > MOST_FINDINGS_AT_ONCE) return refused('too_many');
  if (changes.some(({ id }) => !z.uuid().safeParse(id).success)) return refused('bad_id');
  const byId = new Map(changes.map((change) => [change.id.toLowerCase(), change]));
  return {
    ok: true,
    chosen: [...byId].sort(([a], [b]) => a.localeCompare(b)).map(([, change]) => change),
  };
}

function refused(error: FindingActionError): Extract<FindingActionResult, { ok: false }> {
  return { ok: false, error };
}

function latestOf(now: Date): number {
  return now.getTime() + LONGEST_SUPPRESSION_DAYS * DAY_MS;
}

async function timeZoneOf(shopId: number): Promise<string> {
  const { timeZone } = await withShopSql(shopId, (sql) => readShopFacts(sql, shopId));
  return timeZone ?? 'UTC';
}
