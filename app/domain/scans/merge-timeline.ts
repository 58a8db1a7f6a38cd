import { mergeScans } from '#app/domain/scans/merge-scans.ts';
import { sameEventRank, SPECIFICITY } from '#app/domain/scans/milestone-facts.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import { conflictsOf, type Conflict } from '#app/domain/scans/timeline-conflicts.ts';

/** A statement as the merge reads it: scans of other sources than Shopify know the number they speak of. */
export type Statement = Scan & { legSeq?: number | null };

/** One real event: the best statement of it, and whoever else told it. */
export interface TimelineEntry<S extends Statement = Statement> {
  scan: S;
  /** The same event by other sources, under another number of the chain, or said again word for word. */
  also: S[];
  /** Statements of others that cannot be true together with this one; both stay visible. */
  conflicts: Conflict<S>[];
}

/** Sources round to the minute, some to five; two events of one parcel rarely lie closer. */
export const SAME_MOMENT_MS = 10 * 60_000;
/** A clock of another zone is off by whole half hours, give or take what sources round. */
const ZONE_STEP_MS = 30 * 60_000;
const ZONE_TOLERANCE_MS = 5 * 60_000;
const MOST_ZONE_MS = 14 * 3_600_000;

/**
 * One timeline of what several tellers said, in order of happening. A teller is a source speaking of one number (Shopify:
 * of its one stream). Every statement given is in exactly one entry; order and multiplicity of the input have no say.
 *
 * Two tellers mean the same event when their milestones agree (equal, or one is the general word for the other) and their
 * times do: within `SAME_MOMENT_MS`, or a whole number of half hours apart (a zone mistake) when milestone, and text or
 * place, are the same. Countries that differ are never one event. Each event of a teller is matched with at most one of
 * another, the closest pairs first; two events of one teller are one only when it repeats itself word for word.
 */
export function mergeTimeline<S extends Statement>(scans: readonly S[]): TimelineEntry<S>[] {
  const statements = mergeScans(scans);
  const groups = isOneVoice(statements)
    ? repeatsOf(statements)
    : matchTellers(Map.groupBy(statements, tellerOf));
  const entries = groups.map(entryOf);
  const order = new Map(statements.map((scan, index) => [scan, index]));
  entries.sort((a, b) => (order.get(a.scan) ?? 0) - (order.get(b.scan) ?? 0));
  return withConflicts(entries);
}

/** The best statement of each event, in order of happening: what a verdict rests on. */
export function bestScans<S extends Statement>(scans: readonly S[]): readonly S[] {
  return isPlainStory(scans) ? scans : mergeTimeline(scans).map(({ scan }) => scan);
}

/** Longer stories are merged whatever they are: looking for twins would cost more than merging. */
const LONGEST_PLAIN_STORY = 40;

/** One teller, each event at an instant of its own, in order and once: nothing is left to merge. */
function isPlainStory(scans: readonly Statement[]): boolean {
  const { length } = scans;
  if (length > LONGEST_PLAIN_STORY) return false;
  const first = scans[0];
  if (first === undefined) return true;
  let before = first.occurredAt.getTime();
  for (let index = 1; index < length; index += 1) {
    const scan = scans[index];
    if (scan === undefined || !isSameTeller(scan, first)) return false;
    const at = scan.occurredAt.getTime();
    if (at <= before) return false;
    before = at;
    for (let other = 0; other < index; other += 1) {
      if (scans[other]?.eventId === scan.eventId) return false;
    }
  }
  return true;
}

/** Statements of one event, at most one per teller plus its own repetitions; never empty. */
type Group<S> = [S, ...S[]];

function tellerOf({ source, legSeq }: Statement): string {
  return source === 'shopify' ? source : `${source} ${legSeq ?? ''}`;
}

function isSameTeller(a: Statement, b: Statement): boolean {
  return a.source === b.source && (a.source === 'shopify' || (a.legSeq ?? '') === (b.legSeq ?? ''));
}

function isOneVoice(statements: readonly Statement[]): boolean {
  const [first] = statements;
  return first === undefined || statements.every((scan) => isSameTeller(scan, first));
}

/** What a teller says again word for word is one statement, the first of its kind. */
function repeatsOf<S extends Statement>(statements: readonly S[]): Group<S>[] {
  const byWords = new Map<string, Group<S>>();
  for (const scan of statements) {
    const { rawStatus, milestone, message, occurredAt, place, country } = scan;
    // A line feed is in none of them: texts are cleaned before they are stored.
    const words = `${occurredAt.getTime()}\n${milestone}\n${rawStatus}\n${country}\n${place}\n${message}`;
    const group = byWords.get(words);
    if (group === undefined) byWords.set(words, [scan]);
    else group.push(scan);
  }
  return [...byWords.values()];
}

/** Tellers one after another, in a fixed order, each matched with what those before it told. */
function matchTellers<S extends Statement>(byTeller: Map<string, S[]>): Group<S>[] {
  const tellers = [...byTeller.keys()].sort();
  let groups: Group<S>[] = [];
  for (const teller of tellers) {
    groups = matchOne(groups, repeatsOf(byTeller.get(teller) ?? []));
  }
  return groups;
}

/** One-to-one, the closest pairs first. Both lists are in canonical order, so ties fall the same way every time. */
function matchOne<S extends Statement>(
  groups: readonly Group<S>[],
  said: readonly Group<S>[],
): Group<S>[] {
  const pairs = groups.flatMap((group, left) =>
    said.flatMap((other, right) => {
      const cost = costOf(group, other);
      return cost === null ? [] : [{ cost, left, right }];
    }),
  );
  pairs.sort((a, b) => a.cost - b.cost || a.left - b.left || a.right - b.right);
  const merged = new Map<number, Group<S>>();
  const taken = new Set<number>();
  for (const { left, right } of pairs) {
    const [group, other] = [groups[left], said[right]];
    if (merged.has(left) || taken.has(right) || group === undefined || other === undefined)
      continue;
    merged.set(left, [...group, ...other]);
    taken.add(right);
  }
  return [
    ...groups.map((group, index) => merged.get(index) ?? group),
    ...said.filter((_group, index) => !taken.has(index)),
  ];
}

/** How far two statements of an event are apart; null when they are none. Every statement of the group must agree. */
function costOf(group: Group<Statement>, [other]: Group<Statement>): number | null {
  let cost = Infinity;
  for (const scan of group) {
    const each = distance(scan, other);
    if (each === null) return null;
    cost = Math.min(cost, each);
  }
  return cost;
}

const ZONE_PENALTY = 1e12;
const WORD_PENALTY = SAME_MOMENT_MS;

function distance(a: Statement, b: Statement): number | null {
  const rank = sameEventRank(a.milestone, b.milestone);
  if (rank === null || differ(a.country, b.country)) return null;
  const apart = Math.abs(a.occurredAt.getTime() - b.occurredAt.getTime());
  if (apart <= SAME_MOMENT_MS) return apart + rank * WORD_PENALTY;
  if (rank !== 0 || !isZoneMistake(apart) || !isSameByWords(a, b)) return null;
  return ZONE_PENALTY + apart;
}

function isZoneMistake(apartMs: number): boolean {
  if (apartMs > MOST_ZONE_MS + ZONE_TOLERANCE_MS) return false;
  const rest = apartMs % ZONE_STEP_MS;
  return Math.min(rest, ZONE_STEP_MS - rest) <= ZONE_TOLERANCE_MS;
}

/** Milestones that a parcel passes once: the same place is then enough. Others must say the same words. */
const PASSED_ONCE: ReadonlySet<Scan['milestone']> = new Set([
  'accepted',
  'departed_origin',
  'arrived_destination',
  'import_customs',
  'customs_released',
  'delivered',
  'returned',
]);

function isSameByWords(a: Statement, b: Statement): boolean {
  if (a.message !== null && b.message !== null && plain(a.message) === plain(b.message))
    return true;
  if (!PASSED_ONCE.has(a.milestone)) return false;
  const samePlace = a.place !== null && b.place !== null && plain(a.place) === plain(b.place);
  return samePlace || (a.country !== null && a.country === b.country);
}

/** Words alone: no case, no punctuation, no spaces. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function differ(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b;
}

/** Sources that speak of one number before Shopify's stream, which may speak of several. */
const SOURCE_ORDER: Readonly<Record<SourceName, number>> = {
  seventeen_track: 0,
  aftership: 1,
  inbound: 2,
  csv: 3,
  shopify: 4,
};

/** Custody first, then the more specific word, then who names a country and a place, then the source. */
function entryOf<S extends Statement>(group: Group<S>): TimelineEntry<S> {
  const [scan, ...also] = group.toSorted(
    (a, b) =>
      Number(b.physical) - Number(a.physical) ||
      SPECIFICITY[b.milestone] - SPECIFICITY[a.milestone] ||
      Number(b.country !== null) - Number(a.country !== null) ||
      Number(b.place !== null) - Number(a.place !== null) ||
      SOURCE_ORDER[a.source] - SOURCE_ORDER[b.source] ||
      a.recordedAt.getTime() - b.recordedAt.getTime() ||
      compare(a.eventId, b.eventId),
  );
  return { scan: scan ?? group[0], also, conflicts: [] };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withConflicts<S extends Statement>(entries: TimelineEntry<S>[]): TimelineEntry<S>[] {
  if (isOneVoice(entries.map(({ scan }) => scan))) return entries;
  return entries.map((entry) => ({ ...entry, conflicts: conflictsOf(entry, entries) }));
}
