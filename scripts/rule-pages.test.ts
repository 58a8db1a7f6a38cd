import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import { rulePages } from './rule-pages.ts';

const DOCS = path.resolve(import.meta.dirname, '../docs/rules');
const pages = rulePages(RULES);

test('docs/rules holds a page for every rule, a list, and nothing else', () => {
  expect(readdirSync(DOCS).toSorted()).toEqual([...pages.keys()].toSorted());
});

test.each([...pages])('%s is what the rule says now (npm run rules -- --docs)', (name, text) => {
  expect(readFileSync(path.join(DOCS, name), 'utf8')).toBe(text);
});
