import { cpSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { parse } from 'smol-toml';
import { z } from 'zod';

const ROOT = path.resolve(import.meta.dirname, '..');
const EXTENSIONS = path.join(ROOT, 'extensions');
/** Where built extensions lie: `<handle>/<target>.js` and `<handle>/locales/`. */
export const BUILT_EXTENSIONS = path.join(ROOT, 'build', 'extensions');

const tomlSchema = z.object({
  extensions: z.array(
    z.object({
      handle: z.string(),
      targeting: z.array(z.object({ target: z.string(), module: z.string() })),
    }),
  ),
});

export interface ExtensionBundle {
  handle: string;
  target: string;
  /** The bundle's file. */
  file: string;
}

/** Bundles every module of every extension the way it is deployed: one ES module per target, minified, nothing left out. */
export async function bundleExtensions(): Promise<ExtensionBundle[]> {
  rmSync(BUILT_EXTENSIONS, { recursive: true, force: true });
  const bundles: ExtensionBundle[] = [];
  for (const folder of extensionFolders()) {
    const toml = tomlSchema.parse(parse(readFileSync(path.join(folder, TOML), 'utf8')));
    for (const { handle, targeting } of toml.extensions) {
      const out = path.join(BUILT_EXTENSIONS, handle);
      for (const { target, module } of targeting) {
        const file = path.join(out, `${target}.js`);
        await build({
          entryPoints: [path.join(folder, module)],
          outfile: file,
          bundle: true,
          minify: true,
          format: 'esm',
          target: 'es2022',
          jsx: 'automatic',
          jsxImportSource: 'preact',
          legalComments: 'none',
          define: { 'process.env.NODE_ENV': '"production"' },
          logLevel: 'error',
        });
        bundles.push({ handle, target, file });
      }
      cpSync(path.join(folder, 'locales'), path.join(out, 'locales'), { recursive: true });
    }
  }
  return bundles;
}

const TOML = 'shopify.extension.toml';

function extensionFolders(): string[] {
  return readdirSync(EXTENSIONS)
    .map((name) => path.join(EXTENSIONS, name))
    .filter((folder) => existsSync(path.join(folder, TOML)));
}
