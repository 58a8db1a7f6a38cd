/**
 * `npm run rules`: the catalogue of rules as a table; ends with 1 when a source has not been looked up for longer than its
 * limit. `npm run rules -- --docs` writes `docs/rules/`, one page a rule and a list; a test compares.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import type { AnyRule } from '#app/domain/findings/rules/catalogue.ts';
import { ageDays, isStale } from '#app/domain/findings/source-age.ts';
import { ruleTexts } from '#app/i18n/rule-words.server.ts';
import { rulePages } from './rule-pages.ts';

const DOCS = fileURLToPath(new URL('../docs/rules/', import.meta.url));

const now = new Date();
if (process.argv.includes('--docs')) await writeDocs();
else process.exitCode = printCatalogue(RULES, now);

function printCatalogue(rules: readonly AnyRule[], at: Date): 0 | 1 {
  const ordered = rules.toSorted((a, b) => a.id.localeCompare(b.id));
  console.table(
    Object.fromEntries(
      ordered.map((rule) => [
        rule.id,
        {
          title: ruleTexts(rule.id)?.en.title ?? '?',
          jurisdiction: rule.jurisdictions.join(' '),
          status: rule.status,
          version: rule.version,
          certainty: rule.certainty,
          sources: rule.sources.length,
          'oldest, days': Math.max(...rule.sources.map((source) => ageDays(source, at))),
          'limit, days': Math.min(...rule.sources.map(({ freshForDays }) => freshForDays)),
          examples: rule.examples.length,
          facts: rule.requires.facts.join(' '),
          scopes: rule.requires.scopes.join(' '),
        },
      ]),
    ),
  );
  const stale = ordered.flatMap((rule) =>
    rule.sources
      .filter((source) => isStale(source, at))
      .map((source) => `${rule.id}: ${source.cite} was checked on ${source.checkedOn}`),
  );
  const examples = rules.reduce((sum, rule) => sum + rule.examples.length, 0);
  const active = rules.filter(({ status }) => status === 'active').length;
  console.log(`${rules.length} rules, ${active} in force, ${examples} examples`);
  for (const line of stale) console.error(`Too old: ${line}`);
  return stale.length === 0 ? 0 : 1;
}

async function writeDocs(): Promise<void> {
  await mkdir(DOCS, { recursive: true });
  const pages = rulePages(RULES);
  for (const name of await readdir(DOCS)) {
    if (!pages.has(name)) await rm(path.join(DOCS, name));
  }
  for (const [name, text] of pages) await writeFile(path.join(DOCS, name), text);
  console.log(`${pages.size} pages in docs/rules`);
}
