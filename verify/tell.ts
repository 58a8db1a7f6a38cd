import type { PackFacts, PackProblem, PackReport, RecordName } from './report.ts';
import { ENGLISH } from './words/en.ts';
import type { Words } from './words/words.ts';
import { SIMPLIFIED } from './words/zh-cn.ts';
import { TRADITIONAL } from './words/zh-tw.ts';

/** The languages in which a report can be told. */
export const REPORT_LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

export interface ToldReport {
  /** The result as one sentence. */
  sentence: string;
  /** What it rests on: a name and a value each. */
  details: { label: string; value: string }[];
}

/** A report as a person reads it. Instants are told in UTC, to the minute. */
export function tellReport(report: PackReport, language: ReportLanguage): ToldReport {
  const words = wordsIn(language);
  if (report.ok) {
    const { facts } = report;
    const sentence = facts.records === 0 ? words.emptyHolds : words.holds(facts);
    return { sentence, details: factDetails(facts, words).map(visible) };
  }
  const { problem } = report;
  const details = problemDetails(problem, words).map(visible);
  return { sentence: words.problems[problem.code], details };
}

/** Longer than any key, name or path of a pack of ours. */
const LONGEST_VALUE = 400;

/** Names in a pack are whoever's made it: what moves a terminal's cursor or turns a line around could write another result. */
function visible({ label, value }: { label: string; value: string }): {
  label: string;
  value: string;
} {
  const plain = value.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return {
    label,
    value: plain.length > LONGEST_VALUE ? `${plain.slice(0, LONGEST_VALUE)}…` : plain,
  };
}

function factDetails(facts: PackFacts, words: Words): ToldReport['details'] {
  const { labels } = words;
  const kinds = Object.entries(facts.recordsByKind).map(([kind, count]) =>
    words.ofKind(kindIn(words, kind), count),
  );
  const period = facts.period;
  return [
    { label: labels.order, value: facts.orderName },
    { label: labels.madeAt, value: minuteOf(facts.madeAt) },
    { label: labels.records, value: [facts.records, ...kinds].join(' · ') },
    ...(period === null
      ? []
      : [{ label: labels.period, value: `${minuteOf(period.from)} – ${minuteOf(period.to)}` }]),
    { label: labels.checkpoints, value: words.checkpoints(facts) },
    { label: labels.log, value: facts.origin },
    { label: labels.key, value: facts.key },
    { label: labels.keyCheck, value: facts.keyCompared ? words.keyCompared : words.keyNotCompared },
  ];
}

function problemDetails({ file, record }: PackProblem, words: Words): ToldReport['details'] {
  return [
    ...(record === null ? [] : [{ label: words.labels.record, value: recordName(record, words) }]),
    ...(file === null ? [] : [{ label: words.labels.file, value: file }]),
  ];
}

function recordName({ index, kind, at }: RecordName, words: Words): string {
  const parts = [kind === null ? null : kindIn(words, kind), at === null ? null : minuteOf(at)];
  return [words.number(index), ...parts.filter((part) => part !== null)].join(' · ');
}

/** A kind that a later release has is told as it calls itself. */
function kindIn({ kinds }: Words, kind: string): string {
  return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? kind) : kind;
}

function minuteOf(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

const WORDS: Record<ReportLanguage, Words> = {
  en: ENGLISH,
  'zh-CN': SIMPLIFIED,
  'zh-TW': TRADITIONAL,
};

export function wordsIn(language: ReportLanguage): Words {
  return WORDS[language];
}
