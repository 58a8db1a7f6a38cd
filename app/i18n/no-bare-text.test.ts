import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const APP = path.resolve(import.meta.dirname, '..');
const files = ['ui', 'routes'].flatMap((folder) =>
  readdirSync(path.join(APP, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => path.join(folder, file)),
);

/** The product's own name is the same in every language. */
const PRODUCT_NAME = 'Lastscan';

// A simple scan, not a parser: text between a tag's end and the next tag, and the attributes that people read.
const BETWEEN_TAGS = /(?<![=\s)])>\s*([^<>{}()=;&|]*\p{L}{2}[^<>{}()=;&|]*)\s*<\//gu;
const SPOKEN_ATTRIBUTE =
  /\b(?:title|label|aria-label|placeholder|helpText|alt|content|accessibilityLabel)="([^"]*\p{L}{2}[^"]*)"/gu;

test.each(files)('%s writes no words of its own', (file) => {
  const source = readFileSync(path.join(APP, file), 'utf8').replaceAll(
    /\/\*.*?\*\/|\/\/.*$/gms,
    '',
  );
  const found = [BETWEEN_TAGS, SPOKEN_ATTRIBUTE].flatMap((pattern) =>
    [...source.matchAll(pattern)].map(([, words = '']) => words.trim()),
  );
  expect(found.filter((words) => words !== PRODUCT_NAME)).toEqual([]);
});

test('the scan finds bare words', () => {
  const bare = '<Text as="p">Bare words</Text>';
  expect([...bare.matchAll(BETWEEN_TAGS)]).toHaveLength(1);
  expect([...'<Button label="Press me" />'.matchAll(SPOKEN_ATTRIBUTE)]).toHaveLength(1);
});
