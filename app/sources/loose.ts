import { z } from 'zod';

/** Sources' documents and their answers differ: what cannot be read is null, and never spoils what stands beside it. */
export const looseText = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
  .transform((text) => (text === undefined || text === null || text.trim() === '' ? null : text));

/** A whole number, written as one or as a text. */
export const looseInteger = z
  .union([
    z.number().int(),
    z
      .string()
      .regex(/^\s*-?\d{1,15}\s*$/)
      .transform(Number),
  ])
  .nullish()
  .catch(null)
  .transform((number) => number ?? null);

/** The items of a list that can be read, at most `most` of them; what is no list at all is refused. */
export function readableItems<Item>(item: z.ZodType<Item>, most: number) {
  return z.array(z.unknown()).transform((all): Item[] =>
    all.slice(0, most).flatMap((one) => {
      const parsed = item.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

/** The same, with an empty list for anything that is none. */
export function looseList<Item>(item: z.ZodType<Item>, most: number) {
  return readableItems(item, most)
    .nullish()
    .catch(null)
    .transform((items): Item[] => items ?? []);
}

/** An object that may be missing, null or something else entirely: then null. */
export function looseObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .object(shape)
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
}
