import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** Where extensions are written, and where `npm run build` puts what browsers load. */
export interface ExtensionFolders {
  sources: string;
  built: string;
}
export const EXTENSION_FOLDERS: ExtensionFolders = {
  sources: path.join(ROOT, 'extensions'),
  built: path.join(ROOT, 'build', 'extensions'),
};

const tomlSchema = z.object({
  api_version: z.string(),
  extensions: z.tuple([
    z.object({
      handle: z.string(),
      targeting: z.array(
        z.object({
          target: z.string(),
          metafields: z.array(z.object({ namespace: z.string(), key: z.string() })).default([]),
        }),
      ),
      capabilities: z.record(z.string(), z.unknown()).default({}),
    }),
  ]),
});

/** What an extension's TOML states of one of its targets. */
export interface ExtensionTarget {
  apiVersion: string;
  /** Metafields that the platform hands over. */
  metafields: readonly { namespace: string; key: string }[];
  capabilities: readonly string[];
}

/** Null when the extension has no such target. */
export function extensionTarget(
  { sources }: ExtensionFolders,
  { handle, target }: { handle: string; target: string },
): ExtensionTarget | null {
  const file = path.join(sources, handle, 'shopify.extension.toml');
  if (!existsSync(file)) return null;
  const toml = tomlSchema.parse(parse(readFileSync(file, 'utf8')));
  const [{ targeting, capabilities }] = toml.extensions;
  const found = targeting.find((each) => each.target === target);
  if (found === undefined) return null;
  const granted = Object.entries(capabilities).filter(([, is]) => is === true);
  return {
    apiVersion: toml.api_version,
    metafields: found.metafields,
    capabilities: granted.map(([name]) => name),
  };
}

export function isBuilt(
  { built }: ExtensionFolders,
  { handle, target }: { handle: string; target: string },
): boolean {
  return existsSync(path.join(built, handle, `${target}.js`));
}

/** A built bundle; null when it is not there. Handles and targets have letters, digits, dots and hyphens. */
export function readBundle({ built }: ExtensionFolders, name: string): string | null {
  if (!/^[a-z0-9-]+\/[a-z0-9.-]+\.js$/.test(name)) return null;
  const file = path.join(built, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

export interface ExtensionTexts {
  language: string;
  texts: Record<string, unknown>;
}

/** The texts nearest to a language: it, its first part, else the default ones. Empty when nothing is built. */
export function extensionTexts(
  { built }: ExtensionFolders,
  { handle, language }: { handle: string; language: string },
): ExtensionTexts {
  const folder = path.join(built, handle, 'locales');
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.json'))
    : [];
  const languageOf = (file: string) => file.replace(/(?:\.default)?\.json$/, '');
  const [base = language] = language.split('-');
  const file =
    files.find((each) => languageOf(each) === language) ??
    files.find((each) => languageOf(each) === base) ??
    files.find((each) => each.endsWith('.default.json'));
  if (file === undefined) return { language: 'en', texts: {} };
  const texts: Record<string, unknown> = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  return { language: languageOf(file), texts };
}
