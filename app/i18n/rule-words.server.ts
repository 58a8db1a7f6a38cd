import type { Said } from '#app/domain/findings/outcome.ts';
import { readSaidParams } from '#app/domain/findings/said.ts';
import { createFormat } from '#app/ui/format.ts';
import type { Language } from './languages.ts';
import { RULE_FILES } from './rule-files.server.ts';
import { fillIn, sayValue } from './say.ts';
import { ruleTextsSchema, type RuleTexts, type RuleWords } from './rule-texts.ts';

/** How rules speak to one reader: in a language, in the shop's zone and with its currency's short sign. */
export interface RuleSpeech {
  /** What is watched; the rule's id where it has no texts. */
  title(ruleId: string): string;
  /** All words of a rule, places unfilled; null where it has no texts. */
  words(ruleId: string): RuleWords | null;
  /** A finding as one sentence. `message` as stored; the rule's title where it has none. */
  sayFinding(ruleId: string, message: { code: string; params: unknown } | null): string;
  /** A text of the rule's with its places filled. */
  fill(text: string, params: Readonly<Record<string, Said>>): string;
  say(value: Said): string;
}

export function ruleSpeech({
  language,
  timeZone,
  currency,
  now,
}: {
  language: Language;
  timeZone: string;
  currency: string;
  now: Date;
}): RuleSpeech {
  const format = createFormat({ language, timeZone, currency, now: now.toISOString() });
  const writer = { format, timeZone };
  const words = (ruleId: string) => ruleTexts(ruleId)?.[language] ?? null;
  const title = (ruleId: string) => words(ruleId)?.title ?? ruleId;
  return {
    title,
    words,
    sayFinding(ruleId, message) {
      const text = message === null ? undefined : words(ruleId)?.messages[message.code];
      if (message === null || text === undefined) return title(ruleId);
      return fillIn(text, readSaidParams(message.params), writer);
    },
    fill: (text, params) => fillIn(text, params, writer),
    say: (value) => sayValue(value, writer),
  };
}

/** A rule's file, in all languages; null where there is none. */
export function ruleTexts(ruleId: string): RuleTexts | null {
  texts ??= readTexts();
  return texts.get(ruleId) ?? null;
}

/** Read once: the browser's bundle holds none of them, and the server needs all. */
let texts: ReadonlyMap<string, RuleTexts> | null = null;

function readTexts(): ReadonlyMap<string, RuleTexts> {
  return new Map(
    Object.entries(RULE_FILES).map(([id, content]) => [id, ruleTextsSchema.parse(content)]),
  );
}
