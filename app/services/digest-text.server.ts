import type { Digest, DigestGroup } from '#app/db/finding-digest.server.ts';
import type { ListedFinding } from '#app/db/finding-record.server.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import type { Language } from '#app/i18n/languages.ts';
import { ruleSpeech } from '#app/i18n/rule-words.server.ts';

/** To whom a digest speaks. */
export interface DigestReader {
  /** The shop's name. */
  shop: string;
  language: Language;
  timeZone: string;
  currency: string;
  now: Date;
  /** The full address of one of the app's pages: `/app/compliance`. */
  addressOf: (path: string) => string;
}

/** The mail of a day that MUST have something to tell: what is new, what falls due within a week, what was cured; each with its link. */
export function digestText(
  digest: Digest,
  { shop, addressOf, ...reader }: DigestReader,
): { subject: string; text: string } {
  const { language } = reader;
  const { t } = createI18n(language);
  const speech = ruleSpeech(reader);
  const number = (count: number) => speech.say(count);

  function nameOf({ subjectKind, label, subjectId }: ListedFinding): string {
    if (subjectKind === 'shop') return shop;
    return subjectKind === 'destination' ? speech.say({ country: subjectId }) : label;
  }
  function lineOf(finding: ListedFinding): string {
    const { id, ruleId, message, deadlineAt, curedAt } = finding;
    const about = { subject: nameOf(finding), what: speech.sayFinding(ruleId, message) };
    const isDue = deadlineAt !== null && curedAt === null;
    const date = isDue ? speech.say(deadlineAt) : '';
    const line = isDue ? t('digest.lineBy', { ...about, date }) : t('digest.line', about);
    return `- ${line}\n  ${addressOf(`/app/compliance/${id}`)}`;
  }
  function groupOf(title: string, { total, findings }: DigestGroup, path: string): string[] {
    if (total === 0) return [];
    const more = total - findings.length;
    const rest = { count: more, number: number(more), link: addressOf(path) };
    const tail = more === 0 ? [] : [t('digest.more', rest)];
    return [[title, ...findings.map(lineOf), ...tail].join('\n')];
  }

  const { found, due, cured } = digest;
  const counts = [
    ['digest.new', found] as const,
    ['digest.due', due] as const,
    ['digest.cured', cured] as const,
  ].flatMap(([key, { total }]) =>
    total === 0 ? [] : [t(key, { count: total, number: number(total) })],
  );
  const titleOf = ({ total }: DigestGroup) => ({ number: number(total) });
  const blocks = [
    ...groupOf(t('digest.newTitle', titleOf(found)), found, '/app/compliance'),
    ...groupOf(t('digest.dueTitle', titleOf(due)), due, '/app/compliance?verdict=upcoming'),
    ...groupOf(t('digest.curedTitle', titleOf(cured)), cured, '/app/compliance?state=cured'),
    [
      t('digest.all', { link: addressOf('/app/compliance') }),
      t('digest.off', { link: addressOf('/app/settings/compliance') }),
    ].join('\n'),
  ];
  return {
    subject: t('digest.subject', {
      shop,
      what: counts.reduce((first, second) => t('compliance.headline.both', { first, second })),
    }),
    text: `${blocks.join('\n\n')}\n`,
  };
}
