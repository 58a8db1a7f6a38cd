import type { PolicyVersion } from '#app/db/policy-versions.server.ts';
import type { SideReading, StatedTimeRecord, Statement } from '#app/db/shop-side.server.ts';
import { plainText } from '#app/domain/findings/plain-text.ts';
import { placesIn } from '#app/domain/findings/stated-places.ts';
import { saysNoCustomsFees, statedTimes } from '#app/domain/findings/stated-times.ts';

/** Where times are looked for, and in which order customs fees are. */
const POLICIES_OF_TIMES = ['SHIPPING_POLICY'];
/** The policies that state anything here. */
export const STATING_POLICIES: readonly string[] = [
  'SHIPPING_POLICY',
  'REFUND_POLICY',
  'TERMS_OF_SERVICE',
];

const MOST_TIMES = 40;
/** Texts that say something else than the ones before them; the newest. */
const MOST_VERSIONS = 12;

/**
 * What policies, else pages about shipping, say of times and of customs fees, in the shop's primary language: now, and under
 * every version of the policies before. `versions` in order of time. Pages have no record: they count as they are now.
 */
export function statementsOf({
  policies,
  versions,
  pages,
}: {
  policies: SideReading<'policies'>;
  versions: readonly PolicyVersion[];
  pages: SideReading<'pages'>;
}): SideReading<'statements'> {
  const name = 'statements';
  const own = 'value' in pages ? pages.value.filter(({ title }) => ABOUT_SHIPPING.test(title)) : [];
  const told = own.map(({ title, text }) => ({ where: title, text, isPage: true }));
  if ('missing' in policies) {
    const value = statementIn(told);
    const isSilent = value.times.length === 0 && value.noCustomsFees === null;
    return isSilent ? { name, missing: policies.missing } : { name, value };
  }
  const all = textsByTime(versions).map(({ seenAt, texts }) => ({
    seenAt,
    ...statementIn([...texts, ...told]),
  }));
  const [now, ...before] = withoutRepeats(all).slice(-MOST_VERSIONS).toReversed();
  if (now === undefined) return { name, value: statementIn(told) };
  const { seenAt, ...statement } = now;
  const earlier = before.map((each, index) => ({
    ...each,
    until: index === 0 ? seenAt : (before[index - 1]?.seenAt ?? seenAt),
  }));
  return { name, value: { ...statement, earlier: earlier.toReversed() } };
}

/** Titles of pages that speak of shipping. */
const ABOUT_SHIPPING =
  /ship|deliver|versand|liefer|livr|expédi|配送|运费|運費|物流|发货|發貨|出貨/i;

interface ToldText {
  /** A policy's type, or a page's title. */
  where: string;
  text: string;
  isPage: boolean;
}

/** All policies as they stood together whenever one of them was seen to have changed. */
function textsByTime(versions: readonly PolicyVersion[]): { seenAt: Date; texts: ToldText[] }[] {
  const standing = new Map<string, ToldText>();
  const moments = Map.groupBy(versions, ({ seenAt }) => seenAt.getTime());
  return [...moments].map(([seenAt, seen]) => {
    for (const { type, body } of seen) {
      if (body === null) standing.delete(type);
      else standing.set(type, { where: type, text: plainText(body).text, isPage: false });
    }
    const texts = STATING_POLICIES.flatMap((type) => standing.get(type) ?? []);
    return { seenAt: new Date(seenAt), texts };
  });
}

function statementIn(texts: readonly ToldText[]): Statement {
  const times = texts
    .filter(({ where, isPage }) => isPage || POLICIES_OF_TIMES.includes(where))
    .flatMap(({ where, text }): StatedTimeRecord[] =>
      statedTimes(text).map((time) => ({ ...time, places: placesIn(time.text), where })),
    );
  const noFees = texts.flatMap(({ where, text }) => {
    const sentence = saysNoCustomsFees(text);
    return sentence === null ? [] : [{ text: sentence, where }];
  });
  return { times: times.slice(0, MOST_TIMES), noCustomsFees: noFees[0] ?? null };
}

function withoutRepeats<S extends Statement & { seenAt: Date }>(all: readonly S[]): S[] {
  const said = ({ times, noCustomsFees }: Statement) => JSON.stringify([times, noCustomsFees]);
  return all.filter((each, index) => {
    const before = all[index - 1];
    return before === undefined || said(before) !== said(each);
  });
}
