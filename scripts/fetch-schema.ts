/**
 * Fetches Shopify's published Admin schemas, and the one of customer accounts, into `.cache/shopify/` (`npm run schema`). They come from the data files of the npm
 * package @shopify/dev-mcp, packed rather than installed: as a dependency it would bring the whole Shopify CLI.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const PACKAGE = '@shopify/dev-mcp@1.16.0';

/** Checked after every fetch: a package that changed under its version is refused. */
const FILES = {
  '2026-10': {
    name: 'admin_2026-10.json.gz',
    sha256: 'f3b522f264556925eada700e795e4a002a9cba83444ebcc6c0d724254a0c6593',
  },
  '2026-07': {
    name: 'admin_2026-07.json.gz',
    sha256: '5bcde995c89c59acdb2ee494378d96f45ce7378a16ec829a74b71d696a08ef19',
  },
  'customer-2026-07': {
    name: 'customer_2026-07.json.gz',
    sha256: '97aca34dc7a3444ab55d52f979a97076d87c1b4a594749935ae57d8808e161ab',
  },
} as const;

type File = keyof typeof FILES;
const ALL_FILES = ['2026-10', '2026-07', 'customer-2026-07'] as const satisfies File[];
export const SCHEMA_VERSIONS = ['2026-10', '2026-07'] as const satisfies File[];
export type SchemaVersion = (typeof SCHEMA_VERSIONS)[number];

const run = promisify(execFile);
const unzip = promisify(gunzip);
const folder = fileURLToPath(new URL('../.cache/shopify/', import.meta.url));

/** Path of one file: gzipped JSON `{ data: { __schema } }`, of Admin with `offline_scopes: { items }`. Fetched at first need. */
async function schemaFile(version: File): Promise<string> {
  const file = path.join(folder, FILES[version].name);
  if (!(await isExpected(file, version))) await fetchAll();
  return file;
}

/** The content of one version's file. */
export async function readSchema(version: SchemaVersion): Promise<unknown> {
  const bytes = await unzip(await readFile(await schemaFile(version)));
  return JSON.parse(bytes.toString('utf8'));
}

async function fetchAll(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(path.join(folder, 'fetch-'));
  try {
    const { stdout } = await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', work]);
    const tarball = path.join(work, stdout.trim().split('\n').at(-1) ?? '');
    const members = ALL_FILES.map((version) => `package/dist/data/${FILES[version].name}`);
    await run('tar', ['-xzf', tarball, '-C', work, ...members]);
    for (const version of ALL_FILES) {
      const { name, sha256 } = FILES[version];
      const unpacked = path.join(work, 'package/dist/data', name);
      if (!(await isExpected(unpacked, version))) {
        throw new Error(`${name} of ${PACKAGE} is not the file this project knows (${sha256})`);
      }
      // Renamed into place whole, so that a reader never meets half a file.
      await rename(unpacked, path.join(folder, name));
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function isExpected(file: string, version: File): Promise<boolean> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return false;
  return createHash('sha256').update(bytes).digest('hex') === FILES[version].sha256;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const version of ALL_FILES) console.log(await schemaFile(version));
}
