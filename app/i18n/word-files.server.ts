import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Language } from './languages.ts';

const MANIFEST = path.resolve(import.meta.dirname, '../../build/.vite/client-manifest.json');
const manifestSchema = z.record(z.string(), z.looseObject({ file: z.string() }));

/** Where the built words of each language are, as paths of this origin; throws where there is no build. */
export function wordFiles(): Readonly<Record<Language, string>> {
  files ??= readFiles();
  return files;
}

/** Read once: a process serves one build. */
let files: Readonly<Record<Language, string>> | null = null;

function readFiles(): Record<Language, string> {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(MANIFEST, 'utf8')));
  const fileOf = (language: Language) => {
    const entry = manifest[`app/i18n/words/${language}.ts`];
    if (entry === undefined) throw new Error(`The build has no words of ${language}`);
    return `/${entry.file}`;
  };
  return { en: fileOf('en'), 'zh-CN': fileOf('zh-CN'), 'zh-TW': fileOf('zh-TW') };
}
