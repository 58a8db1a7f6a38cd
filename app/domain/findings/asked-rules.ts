import type { AnyRule } from '#app/domain/findings/rules/catalogue.ts';

/**
 * Words in which changed facts are told: a group of facts, `rule:<id>` (one rule is to be asked, whatever it reads),
 * `attestation:<code>`, `scopes` (what the app may read has changed), or '*' for every rule.
 */
export type ChangeWord = string;

/** Whether a change concerns a rule. */
export function isAsked(
  rule: Pick<AnyRule, 'id' | 'requires' | 'attestations'>,
  words: readonly ChangeWord[],
): boolean {
  return words.some((word) => {
    if (word === '*' || word === `rule:${rule.id}`) return true;
    if (word === 'scopes') return rule.requires.scopes.length > 0;
    if (word.startsWith('attestation:'))
      return rule.attestations.includes(word.slice('attestation:'.length));
    return rule.requires.facts.some((group) => group === word);
  });
}

/** Whether a rule is asked at all: what is drafted or was taken back, or what the merchant does not want, is not. */
export function isInUse(
  rule: Pick<AnyRule, 'id' | 'status'>,
  rulesOff: readonly string[],
): boolean {
  return rule.status !== 'draft' && rule.status !== 'deprecated' && !rulesOff.includes(rule.id);
}

/** Optional scopes without which a rule knows nothing and which the shop has not granted. `write_x` grants `read_x`. */
export function missingScopes(
  rule: { requires: { scopes: readonly string[] } },
  granted: readonly string[],
): string[] {
  return rule.requires.scopes.filter(
    (scope) => !granted.includes(scope) && !granted.includes(scope.replace(/^read_/, 'write_')),
  );
}

/** What a shop was judged by, in words that compare: each rule with its version and status. */
export function catalogueWords(
  rules: readonly Pick<AnyRule, 'id' | 'version' | 'status'>[],
): string {
  return rules
    .map(({ id, version, status }) => `${id} ${version} ${status}`)
    .toSorted()
    .join('\n');
}

/** The rules that are new or other than in the words of an earlier catalogue, as words of change. */
export function changedSince(
  earlier: string,
  rules: readonly Pick<AnyRule, 'id' | 'version' | 'status'>[],
): ChangeWord[] {
  const known = new Set(earlier.split('\n'));
  return rules.filter((rule) => !known.has(catalogueWords([rule]))).map(({ id }) => `rule:${id}`);
}
