import type { RuleBrief } from '#app/contracts/finding-detail.ts';
import type { AnyRule } from '#app/domain/findings/rules/catalogue.ts';
import { isStale } from '#app/domain/findings/source-age.ts';
import type { RuleWords } from '#app/i18n/rule-texts.ts';

/** What screens say of a rule itself, in the reader's words. */
export function ruleBriefOf(
  rule: AnyRule,
  { words, now }: { words: RuleWords | null; now: Date },
): RuleBrief {
  const { id, version, status, severity, certainty, authority, jurisdictions } = rule;
  return {
    id,
    version,
    status,
    severity,
    certainty,
    authority,
    jurisdictions,
    title: words?.title ?? id,
    summary: words?.summary ?? '',
    sources: rule.sources.map((source) => ({
      cite: source.cite,
      url: source.url,
      checkedOn: source.checkedOn,
      confidence: source.confidence,
      isStale: isStale(source, now),
    })),
  };
}
