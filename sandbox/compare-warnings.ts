import type { Client } from 'pg';

/** Warnings of stock and cash over the days that were looked at. */
export interface Warnings {
  days: number;
  /** By rule and subject: on how many days it was open, and how often it turned from quiet to open. */
  seen: Map<string, { days: number; openings: number }>;
  /** Open at the last look. */
  open: Set<string>;
  /** What was wrong at any look: kind → most findings at once, with a few of them. */
  faults: Map<string, { count: number; examples: string[] }>;
}

export function noWarnings(): Warnings {
  return { days: 0, seen: new Map(), open: new Set(), faults: new Map() };
}

/** Rules about stock and cash. */
const IS_PLANNING = `(rule_id like 'INV-%' or rule_id like 'CSH-%')`;
const IS_WARNING = `cured_at is null and verdict in ('fail', 'upcoming')`;

/** What a warning must never be; each holds at every look. */
const FAULTS: Readonly<Record<string, string>> = {
  'no due date and no word why': 'deadline_at is null and no_deadline is null',
  'a due date and a word why there is none': 'deadline_at is not null and no_deadline is not null',
  'no sentence': `message is null or message = 'null' or message->>'code' is null`,
  'no reason': `trace is null or trace = '[]'`,
  'said to be ahead, and its day is over': `verdict = 'upcoming' and deadline_at <= $2`,
};

/** Looks once; MUST be called once a virtual day, for openings are told by what was open the day before. */
export async function lookAtWarnings(
  database: Client,
  { shop, now, warnings }: { shop: string; now: string; warnings: Warnings },
): Promise<void> {
  const { rows } = await database.query<{ key: string }>(
    `select distinct rule_id || ' ' || subject_kind || ' ' || subject_id as key
       from findings join shops using (shop_id) where domain = $1 and ${IS_PLANNING} and ${IS_WARNING}`,
    [shop],
  );
  const open = new Set(rows.map(({ key }) => key));
  for (const key of open) {
    const known = warnings.seen.get(key) ?? { days: 0, openings: 0 };
    const isNew = !warnings.open.has(key);
    warnings.seen.set(key, { days: known.days + 1, openings: known.openings + (isNew ? 1 : 0) });
  }
  warnings.open = open;
  warnings.days += 1;
  for (const [what, condition] of Object.entries(FAULTS)) {
    const found = await database.query<{ id: string; total: string }>(
      `select rule_id || ' ' || subject_id as id, count(*) over () as total
         from findings join shops using (shop_id)
        where domain = $1 and ${IS_PLANNING} and ${IS_WARNING} and $2::timestamptz is not null and (${condition})
        order by 1 limit 3`,
      [shop, now],
    );
    const count = Number(found.rows[0]?.total ?? 0);
    if (count >= (warnings.faults.get(what)?.count ?? 0))
      warnings.faults.set(what, { count, examples: found.rows.map(({ id }) => id) });
  }
}

export function warningFaults({ faults }: Warnings): number {
  return [...faults.values()].reduce((sum, { count }) => sum + count, 0);
}

/** One row a rule: how many subjects it warned of, and how often it began to. */
export function warningTable({
  seen,
  days,
}: Warnings): Record<string, Record<string, string | number>> {
  const rules = Map.groupBy(seen, ([key]) => key.split(' ')[0] ?? '');
  return Object.fromEntries(
    [...rules]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([rule, own]) => {
        const sum = (of: (each: { days: number; openings: number }) => number) =>
          own.reduce((total, [, each]) => total + of(each), 0);
        const openings = sum((each) => each.openings);
        return [
          rule,
          {
            subjects: own.length,
            openings,
            'opened again': openings - own.length,
            'openings a day': (openings / days).toFixed(2),
            'days open, mean': (sum((each) => each.days) / own.length).toFixed(1),
            'open every day': own.filter(([, each]) => each.days === days).length,
          },
        ];
      }),
  );
}
