import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import { RULE_FILES } from './rule-files.server.ts';

test('every rule has its file of texts, every file is named, and no file belongs to no rule', () => {
  const files = readdirSync(path.join(import.meta.dirname, 'rules'));
  const ids = RULES.map(({ id }) => id).toSorted();
  expect(files.map((name) => path.basename(name, '.json')).toSorted()).toEqual(ids);
  expect(Object.keys(RULE_FILES).toSorted()).toEqual(ids);
});
