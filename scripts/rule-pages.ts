import type { AnyRule } from '#app/domain/findings/rules/catalogue.ts';
import type { ParamTable } from '#app/domain/findings/params.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { ruleTexts } from '#app/i18n/rule-words.server.ts';
import type { RuleWords } from '#app/i18n/rule-texts.ts';

/** The pages of `docs/rules/` by file name: one a rule, written from the rule itself, and `README.md`, the list. */
export function rulePages(rules: readonly AnyRule[]): Map<string, string> {
  const ordered = rules.toSorted((a, b) => a.id.localeCompare(b.id));
  const pages = new Map(ordered.map((rule) => [`${rule.id}.md`, pageOf(rule)]));
  return pages.set('README.md', listOf(ordered));
}

function listOf(rules: readonly AnyRule[]): string {
  const rows = rules.map((rule) => {
    const title = ruleTexts(rule.id)?.en.title ?? rule.id;
    return `| [${rule.id}](${rule.id}.md) | ${cell(title)} | ${rule.jurisdictions.join(', ')} | ${rule.status} | ${rule.severity} | ${rule.certainty} |`;
  });
  return [
    '# Rules',
    '',
    'Written by `npm run rules -- --docs` from the rules themselves. Not legal advice.',
    '',
    '| rule | what is watched | where | status | severity | certainty |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function pageOf(rule: AnyRule): string {
  const words = ruleTexts(rule.id)?.en ?? null;
  return [
    `# ${rule.id} · ${words?.title ?? rule.id}`,
    '',
    words?.summary ?? '',
    '',
    ...factsOf(rule),
    ...section('How the date is counted', [words?.clock ?? '']),
    ...section('If nothing is done', [words?.consequence ?? '', ...fineOf(rule)]),
    ...section('What is asked', list(rule.conditions, words?.conditions)),
    ...section(
      'When it does not apply',
      rule.exceptions.map(({ id, cite }) => `- ${words?.exceptions[id] ?? id} (${cite})`),
    ),
    ...section('What to do', numbered(rule.steps, words?.steps)),
    ...section(
      'Figures',
      Object.entries(rule.params).flatMap(([name, table]) => figures(name, table, words)),
    ),
    ...section(
      'Sources',
      rule.sources.map(
        ({ cite, url, checkedOn, confidence, freshForDays }) =>
          `- [${cite}](${url}), checked on ${checkedOn}, ${confidence} confidence, to be checked every ${freshForDays} days`,
      ),
    ),
    ...section('Examples', examplesOf(rule)),
    `Last review ${rule.review.last}, next ${rule.review.next}; watched: ${rule.review.watch.join(', ')}.`,
    '',
    'Written from the rule by `npm run rules -- --docs`. Not legal advice.',
    '',
  ].join('\n');
}

function factsOf(rule: AnyRule): string[] {
  const { from, until } = rule.effective;
  const inForce = until === null ? `since ${from}` : `from ${from} until ${until}`;
  const { facts, scopes, historyDays } = rule.requires;
  return [
    `- **Version** ${rule.version}, ${rule.status}; law ${inForce}`,
    `- **Where** ${rule.jurisdictions.join(', ')}; authority: ${rule.authority}`,
    `- **How grave** ${rule.severity}; **how sure** ${rule.certainty}`,
    `- **Looks at** each ${rule.subject}; reads ${facts.join(', ')}`,
    ...(scopes.length > 0 ? [`- **Needs permission** ${scopes.join(', ')}`] : []),
    ...(historyDays > 0 ? [`- **Needs** ${historyDays} days of record`] : []),
    '',
  ];
}

function fineOf({ consequence: { max } }: AnyRule): string[] {
  if (max === null) return [];
  const { amount, currency, per } = max;
  return ['', `Highest penalty named: ${currency} ${amount.toLocaleString('en-US')} per ${per}.`];
}

function figures(name: string, table: ParamTable, words: RuleWords | null): string[] {
  return [
    `**${words?.params[name] ?? name}** (${table.unit.replaceAll('_', ' ')}${table.mayOverwrite ? ', may be set by the merchant' : ''})`,
    '',
    '| of | from | until | value | source |',
    '| --- | --- | --- | --- | --- |',
    ...table.rows.map(
      ({ key, from, until, value, cite }) =>
        `| ${key || 'all'} | ${from ?? 'ever'} | ${until ?? 'further notice'} | ${value} | ${cell(cite)} |`,
    ),
    '',
  ];
}

function examplesOf(rule: AnyRule): string[] {
  const examples: readonly RuleExample[] = rule.examples;
  return [
    '| example | on | verdict | deadline |',
    '| --- | --- | --- | --- |',
    ...examples.map(
      ({ name, asOf, expect: { verdict, deadline } }) =>
        `| ${cell(name)} | ${instant(asOf)} | ${verdict} | ${deadline == null ? '' : instant(deadline)} |`,
    ),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
}

function list(codes: readonly string[], words: Record<string, string> | undefined): string[] {
  return codes.map((code) => `- ${words?.[code] ?? code}`);
}

function numbered(codes: readonly string[], words: Record<string, string> | undefined): string[] {
  return codes.map((code, index) => `${index + 1}. ${words?.[code] ?? code}`);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function instant(at: Date): string {
  return at
    .toISOString()
    .replace(/:\d{2}\.\d{3}Z$/, 'Z')
    .replace('T', ' ');
}
