import { z } from 'zod';
import type { Said } from '#app/domain/findings/outcome.ts';

/**
 * What stands in a sentence, read back from JSON, in which an instant became a text: a text that is an ISO instant in UTC
 * is one again. Anything else nobody writes is an empty text, so that a sentence can always be said.
 */
export function readSaid(value: unknown): Said {
  const parsed = said.safeParse(value);
  return parsed.success ? parsed.data : '';
}

/** The params of a stored message, by name. */
export function readSaidParams(value: unknown): Record<string, Said> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(value);
  if (!parsed.success) return {};
  return Object.fromEntries(
    Object.entries(parsed.data).map(([name, each]) => [name, readSaid(each)]),
  );
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

const said = z.union([
  z.string().transform((text) => {
    const at = INSTANT.test(text) ? new Date(text) : null;
    return at === null || Number.isNaN(at.getTime()) ? text : at;
  }),
  z.number(),
  z.object({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) }),
  z.object({ day: z.iso.date() }),
  z.object({ country: z.string() }),
]);
