import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluateSubject } from '#app/domain/findings/evaluate-rule.ts';
import { nextReview } from '#app/domain/findings/next-review.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { ruleById, RULES, rulesOf, type AnyRule } from '#app/domain/findings/rules/catalogue.ts';
import type { ExampleKind, RuleExample } from '#app/domain/findings/rule.ts';
import { SUBJECT_KINDS } from '#app/domain/findings/subjects.ts';
import { isoInstant } from '#app/domain/shared/iso-instant.ts';
import { ruleTextsSchema, type RuleWords } from '#app/i18n/rule-texts.ts';

const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const;
const DAY_MS = 86_400_000;
const NEEDED_KINDS = [
  'fail',
  'pass',
  'boundary',
  'missing_fact',
  'before_effective',
] as const satisfies readonly ExampleKind[];

test('ids are unique and found again', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  for (const rule of RULES) expect(ruleById(rule.id)).toBe(rule);
  expect(ruleById('US-SHIP-00')).toBeNull();
});

test.each(SUBJECT_KINDS)('rules of a %s look at nothing else, and stand in order', (kind) => {
  const ids = rulesOf(kind).map(({ id }) => id);
  expect(rulesOf(kind).every(({ subject }) => subject === kind)).toBe(true);
  expect(ids).toEqual(ids.toSorted());
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const examples: readonly RuleExample[] = rule.examples;
  const outcomes = examples.map((example) => outcomeOf(rule, example));
  const texts = ruleTextsSchema.parse(
    JSON.parse(readFileSync(`app/i18n/rules/${id}.json`, 'utf8')),
  );

  test('has an example of every kind', () => {
    const kinds = examples.map(({ kind }) => kind);
    const needed = NEEDED_KINDS.filter((kind) => kind !== 'fail' || rule.status !== 'scheduled');
    expect(kinds).toEqual(expect.arrayContaining(needed));
    const verdictsOf = (kind: ExampleKind) =>
      examples.filter((one) => one.kind === kind).map(({ expect: { verdict } }) => verdict);
    expect(new Set(verdictsOf('boundary')).size).toBeGreaterThan(1);
    expect(verdictsOf('missing_fact')).toContain('unknown');
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
  });

  test.each(examples.map((example) => [example.kind, example.name, example] as const))(
    '%s: %s',
    (_kind, _name, example) => {
      const outcome = outcomeOf(rule, example);
      const missing = outcome.missing.map(({ kind }) => kind);
      expect({
        ...outcome,
        message: outcome.message?.code,
        missing: missing.find((kind) => kind === example.expect.missing) ?? missing[0],
      }).toMatchObject(example.expect);
    },
  );

  test.each(ofKind(examples, 'before_effective'))(
    'asks nothing before it is in force, or only warns: %s',
    (_name, example) => {
      const { outcome, notAsked } = evaluateSubject(rule, example.facts, example);
      const isScheduled = rule.status === 'scheduled';
      expect(isScheduled ? outcome.verdict !== 'fail' : notAsked === 'before_effective').toBe(true);
    },
  );

  test('fails nobody while it is merely scheduled', () => {
    const isScheduled = rule.status === 'scheduled';
    expect(isScheduled && outcomes.some(({ verdict }) => verdict === 'fail')).toBe(false);
  });

  test('every message, condition and exception is used by an example', () => {
    const said = outcomes.flatMap(({ message }) => message?.code ?? []);
    expect(unique(said)).toEqual(unique(rule.messages));
    const asked = outcomes
      .flatMap(({ trace }) => trace.map(({ condition }) => condition))
      .filter((condition) => !condition.startsWith('exception.'));
    expect(unique(asked)).toEqual(unique(rule.conditions));
    const excepted = ofKind(examples, 'exception').flatMap(
      ([, example]) => outcomeOf(rule, example).exception ?? [],
    );
    expect(unique(excepted)).toEqual(unique(rule.exceptions.map((exception) => exception.id)));
  });

  test('what is open has a date or a reason, and a sum or a reason', () => {
    for (const outcome of outcomes.filter(isOpen)) {
      expect((outcome.deadline === null) !== (outcome.noDeadline === null)).toBe(true);
      expect((outcome.exposure.length === 0) !== (outcome.noExposure === null)).toBe(true);
    }
  });

  test.each(examples.map((example) => [example.name, example] as const))(
    'time alone turns nothing before the review: %s',
    (_name, example) => {
      const { facts, asOf } = example;
      const judgement = evaluateSubject(rule, facts, example);
      const reviewAt = nextReview(rule, facts, { judgement, asOf });
      const at = (instant: Date, outcome: Outcome) => ({
        at: isoInstant(instant),
        ...lasting(outcome),
      });
      for (const later of timesBefore(reviewAt, asOf))
        expect(at(later, outcomeOf(rule, { ...example, asOf: later }))).toEqual(
          at(later, judgement.outcome),
        );
      const reviews = [judgement.outcome.reviewAt, reviewAt].filter((review) => review !== null);
      expect(reviews.every((review) => review > asOf)).toBe(true);
    },
  );

  test.each(LANGUAGES)('has all its words in %s, and no others', (language) => {
    const words: RuleWords = texts[language];
    expect(words.title.length).toBeLessThanOrEqual(60);
    expect(unique(Object.keys(words.messages))).toEqual(unique(rule.messages));
    expect(unique(Object.keys(words.conditions))).toEqual(unique(rule.conditions));
    expect(unique(Object.keys(words.exceptions))).toEqual(
      unique(rule.exceptions.map((exception) => exception.id)),
    );
    expect(unique(Object.keys(words.steps))).toEqual(unique(rule.steps));
    expect(unique(Object.keys(words.params))).toEqual(unique(Object.keys(rule.params)));
    expect(unique(Object.keys(words.attestations))).toEqual(unique(rule.attestations));
    const facts = outcomes.flatMap(({ trace }) => trace.flatMap((line) => line.facts));
    expect(unique(Object.keys(words.facts))).toEqual(unique(facts.map(({ name }) => name)));
  });

  test.each(LANGUAGES)('says in %s only what its examples fill in', (language) => {
    for (const { message } of outcomes) {
      if (message === null) continue;
      const given = Object.keys(message.params);
      const sentence = texts[language].messages[message.code] ?? '';
      expect(given).toEqual(expect.arrayContaining(placeholders(sentence)));
      const inEnglish = texts.en.messages[message.code] ?? '';
      expect(placeholders(sentence)).toEqual(placeholders(inEnglish));
    }
  });

  test('every ready text is filled by an example, and every open example fills one', () => {
    const declared = rule.templates.map((template) => template.id);
    expect(unique(Object.keys(texts.templates))).toEqual(unique(declared));
    const filled = outcomes.filter(isOpen).map((outcome) => filledBy(outcome, texts.templates));
    expect(unique(filled.flat())).toEqual(unique(declared));
    expect(filled.every((ids) => declared.length === 0 || ids.length > 0)).toBe(true);
    for (const inLanguages of Object.values(texts.templates)) {
      const needed = Object.values(inLanguages).map(({ subject, body }) =>
        placeholders(subject + body),
      );
      for (const names of needed) expect(names).toEqual(needed[0]);
    }
  });

  test('is looked at again before its first source goes stale', () => {
    for (const { checkedOn, freshForDays } of rule.sources) {
      const staleOn = new Date(Date.parse(checkedOn) + freshForDays * DAY_MS);
      expect(new Date(rule.review.next) <= staleOn).toBe(true);
    }
  });
});

function outcomeOf(rule: AnyRule, { facts, asOf, overrides = [] }: RuleExample): Outcome {
  return evaluateSubject(rule, facts, { asOf, overrides }).outcome;
}

function ofKind(examples: readonly RuleExample[], kind: ExampleKind) {
  return examples
    .filter((example) => example.kind === kind)
    .map((example) => [example.name, example] as const);
}

/** Some instants at which nothing may have changed yet; without a review, some of the following years. */
function timesBefore(reviewAt: Date | null, asOf: Date): Date[] {
  const from = asOf.getTime();
  if (reviewAt === null)
    return [1 / 24, 1, 2, 7, 30, 100, 400, 1_000].map((days) => new Date(from + days * DAY_MS));
  const span = reviewAt.getTime() - from;
  return [...[0.1, 0.5, 0.9].map((share) => from + Math.floor(span * share)), from + span - 1]
    .filter((time) => time > from)
    .map((time) => new Date(time));
}

/** What a stored finding goes on saying until it is judged again. */
function lasting({ verdict, message, clockStart, deadline, exposure, template }: Outcome) {
  return { verdict, message, clockStart, deadline, exposure, template };
}

/** Ready texts all of whose blanks the outcome fills, in every language. */
function filledBy(
  { message, template }: Outcome,
  templates: Readonly<Record<string, Readonly<Record<string, { subject: string; body: string }>>>>,
): string[] {
  const given = new Set([...Object.keys(message?.params ?? {}), ...Object.keys(template)]);
  return Object.entries(templates).flatMap(([id, inLanguages]) =>
    Object.values(inLanguages).every(({ subject, body }) =>
      placeholders(subject + body).every((name) => given.has(name)),
    )
      ? [id]
      : [],
  );
}

function isOpen({ verdict }: Outcome): boolean {
  return verdict === 'fail' || verdict === 'upcoming';
}

function placeholders(text: string): string[] {
  return unique([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted();
}
