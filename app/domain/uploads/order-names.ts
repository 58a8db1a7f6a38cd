/**
 * How a shop writes its order names around the digits: `#1001` → `{ before: '#', after: '' }`. The commonest forms of the
 * names given, at most three.
 */
export interface NameForm {
  before: string;
  after: string;
}

export function nameFormsOf(names: readonly string[]): NameForm[] {
  const counts = new Map<string, { form: NameForm; count: number }>();
  for (const name of names) {
    const match = /^(\D*)\d+(\D*)$/u.exec(name);
    if (match === null) continue;
    const [, before = '', after = ''] = match;
    const key = `${before}\0${after}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { form: { before, after }, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || (a.form.before < b.form.before ? -1 : 1))
    .slice(0, MOST_FORMS)
    .map(({ form }) => form);
}

const MOST_FORMS = 3;

/**
 * The names an order may have in the shop when a file calls it `text`, likeliest first: as it stands, with and without
 * `#`, and its digits in the shop's own forms (a file says `1001`, the shop `EN#1001`).
 */
export function namesFor(text: string, forms: readonly NameForm[]): string[] {
  const bare = text.replace(/^#/, '');
  const digits = /^\D{0,6}(\d{3,})\D{0,3}$/u.exec(bare)?.[1];
  const inForms =
    digits === undefined
      ? []
      : forms
          .map((form) => `${form.before}${digits}${form.after}`)
          // Letters of its own make it another shop's name, unless they are this shop's.
          .filter((name) => digits === bare || orderKey(name) === orderKey(bare));
  return [
    ...new Set([text, `#${bare}`, bare, ...inForms, text.toUpperCase(), `#${bare.toUpperCase()}`]),
  ];
}

/** One key for all spellings of a name within a file: rows of one order come together by it. */
export function orderKey(text: string): string {
  return text.replaceAll(/[#\s_.-]/g, '').toUpperCase();
}
