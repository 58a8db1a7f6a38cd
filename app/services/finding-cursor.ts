import { z } from 'zod';
import { groupingOf, type FindingQuery } from '#app/contracts/finding-query.ts';
import type { FindingPlace } from '#app/db/finding-pages.server.ts';

type Asked = Pick<FindingQuery, 'state' | 'group' | 'rules'>;

/** A place in a list as a link carries it, bound to how the list is sorted. It says nothing that the list does not show. */
export function writeFindingCursor(place: FindingPlace, query: Asked): string {
  const content = [boundOf(query), place.at, place.minor, place.id];
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** The place a cursor stands for; null when it is none of this list's: the list then begins at its beginning. */
export function readFindingCursor(cursor: string | null, query: Asked): FindingPlace | null {
  if (cursor === null) return null;
  const parsed = contentSchema.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) return null;
  const [bound, at, minor, id] = parsed.data;
  if (bound !== boundOf(query)) return null;
  if (groupingOf(query) === 'none' && !z.uuid().safeParse(id).success) return null;
  // Only findings that are over all have an instant.
  return query.state === 'cured' && groupingOf(query) === 'none' && at === null
    ? null
    : { at, minor, id };
}

const contentSchema = z.tuple([
  z.string(),
  z.iso.datetime().nullable(),
  z.string().regex(/^-?\d{1,18}$/),
  z
    .string()
    .max(120)
    .regex(/^\P{Cc}*$/u),
]);

function boundOf(query: Asked): string {
  return `${query.state === 'cured' ? 'cured' : 'open'} ${groupingOf(query)}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
