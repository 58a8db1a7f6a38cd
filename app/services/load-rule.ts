import type { RuleView } from '#app/contracts/rule-page.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { ruleById } from '#app/domain/findings/rules/catalogue.ts';
import { ruleTexts } from '#app/i18n/rule-words.server.ts';
import type { Language } from '#app/i18n/languages.ts';
import { ruleBriefOf } from '#app/services/rule-brief.ts';

/** A rule's page; null when no rule has this id. */
export function loadRule(
  ruleId: string,
  { language, now }: { language: Language; now: Date },
): RuleView | null {
  const rule = ruleById(ruleId);
  if (rule === null) return null;
  const words = ruleTexts(rule.id)?.[language] ?? null;
  const examples: readonly RuleExample[] = rule.examples;
  return {
    rule: ruleBriefOf(rule, { words, now }),
    clock: words?.clock ?? '',
    consequence: words?.consequence ?? '',
    effectiveFrom: rule.effective.from,
    conditions: rule.conditions.map((code) => words?.conditions[code] ?? code),
    exceptions: rule.exceptions.map(({ id, cite }) => ({
      words: words?.exceptions[id] ?? id,
      cite,
    })),
    steps: rule.steps.map((code) => words?.steps[code] ?? code),
    params: Object.entries(rule.params).map(([name, { unit, rows }]) => ({
      name: words?.params[name] ?? name,
      unit,
      rows,
    })),
    examples: examples.map(({ kind, name, expect: { verdict } }) => ({ kind, name, verdict })),
  };
}
