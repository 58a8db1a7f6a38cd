import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { wordFiles } from '#app/i18n/word-files.server.ts';
import { bundleExtensions } from './extension-bundles.ts';
import { buildManifestSchema, routeScripts } from './route-scripts.ts';

// `npm run size`: what each extension and each page of the app sends before it works, compressed, against its budget.
// Pages are read from the last `npm run build`. Ends with 1 when something is over.

const CLIENT = path.resolve(import.meta.dirname, '..', 'build', 'client');
const BYTES_OF_KB = 1_000;
/** Routes that only answer with data or a file have next to no script. */
const EMPTY_MODULE_BYTES = 100;

/** Shopify refuses more than 64 KB; the rest is room for what is yet to come. */
const EXTENSION_KB = 40;
/** React, Remix and Polaris' frame. */
const SHARED_KB = 166;
/** The words of one language, which is what a page loads beside. */
const WORDS_KB = 69;
/** A page that is not in the table: cards, a form, a list. */
const PAGE_KB = 30;

/** What pages may add to what all share: as measured, rounded up, with about a tenth to spare. */
const PAGES: readonly { why: string; kb: Readonly<Record<string, number>> }[] = [
  {
    why: 'table, tabs, filters and selection of Polaris, and a chart',
    kb: { 'routes/app.parcels.$id': 97, 'routes/app.compliance._index': 93 },
  },
  {
    why: 'table, tabs, filters and selection of Polaris',
    kb: {
      'routes/app.links': 66,
      'routes/app.inventory._index': 60,
      'routes/app.parcels._index': 59,
      'routes/app.asks._index': 57,
      'routes/app.inventory.suppliers.$id': 53,
      'routes/app.inventory.orders._index': 29,
    },
  },
  {
    why: 'a finding with its facts, its texts and what can be done about it',
    kb: { 'routes/app.compliance.$id': 71 },
  },
  {
    why: 'forms that read what is typed as the server will',
    kb: {
      'routes/app.settings': 49,
      'routes/app.settings_.sources': 31,
      'routes/app.settings_.shoppers': 30,
      'routes/app.settings_.compliance': 26,
      'routes/app.cash.setup': 39,
    },
  },
  {
    why: 'a thread with its texts, a file with its rows',
    kb: { 'routes/app.asks.$id': 40, 'routes/app.uploads.$id': 38 },
  },
  {
    why: 'signatures, hashes and archives are checked in the browser',
    kb: { 'routes/verify': 36 },
  },
  {
    why: 'a chart',
    kb: {
      'routes/app.cash._index': 34,
      'routes/app.inventory.$variantId': 26,
      'routes/app.inventory.orders.$id': 26,
      'routes/app._index': 25,
    },
  },
  {
    why: 'cards and lists',
    kb: {
      'routes/app.health': 17,
      'routes/app.uploads._index': 16,
      'routes/app.carriers._index': 15,
      'routes/app.suppliers._index': 15,
      'routes/app.inventory.suppliers._index': 13,
      'routes/app.compliance.coverage': 10,
      'routes/app.cash.returns': 8,
      'routes/app.compliance.rules.$id': 7,
      'routes/_index': 1,
    },
  },
];

interface Weight {
  gzip: number;
  brotli: number;
}

interface Row {
  what: string;
  gzipKb: string;
  brotliKb: string;
  budgetKb: number;
  /** Nothing, or by how much it is over. */
  over: string;
}

const budgets = new Map(PAGES.flatMap(({ kb }) => Object.entries(kb)));
const extensions = await weighExtensions();
const pages = weighPages();
console.table(Object.fromEntries(extensions.map(({ what, ...row }) => [what, row])));
console.table(Object.fromEntries(pages.map(({ what, ...row }) => [what, row])));
const heavy = [...extensions, ...pages].filter(({ over }) => over !== '');
for (const { what, over } of heavy) console.error(`${what} is ${over} kB over its budget.`);
console.log(heavy.length === 0 ? 'Everything is within its budget.' : '');
process.exitCode = heavy.length === 0 ? 0 : 1;

async function weighExtensions(): Promise<Row[]> {
  const bundles = await bundleExtensions();
  return bundles.map(({ handle, target, file }) => {
    const bytes = readFileSync(file);
    // Once at deployment, so as small as it gets.
    const weight = { gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes, 11) };
    return rowOf(`${handle}: ${target}`, weight, EXTENSION_KB);
  });
}

function weighPages(): (Row & { firstLoadKb: string })[] {
  const { shared, pages } = routeScripts(readManifest());
  const weigh = weigher();
  const words = Object.entries(wordFiles()).map(([language, file]) => ({
    language,
    weight: weigh([file]),
  }));
  const heaviestWords = Math.max(...words.map(({ weight }) => weight.gzip));
  const rows = pages
    .filter(({ module }) => weigh([module]).gzip > EMPTY_MODULE_BYTES)
    .map(({ id, own, all }) => ({ id, own: weigh(own), all: weigh(all) }))
    .sort((one, other) => other.own.gzip - one.own.gzip);
  return [
    { ...rowOf('shared by all pages', weigh(shared), SHARED_KB), firstLoadKb: '' },
    ...words.map(({ language, weight }) => ({
      ...rowOf(`the words of ${language}`, weight, WORDS_KB),
      firstLoadKb: '',
    })),
    ...rows.map(({ id, own, all }) => ({
      ...rowOf(id, own, budgets.get(id) ?? PAGE_KB),
      firstLoadKb: kb(all.gzip + heaviestWords),
    })),
  ];
}

function readManifest() {
  const assets = path.join(CLIENT, 'assets');
  const file = readdirSync(assets).find((name) => /^manifest-.*\.js$/.test(name));
  if (file === undefined) throw new Error('There is no build: run `npm run build` first.');
  const source = readFileSync(path.join(assets, file), 'utf8');
  const json = source.slice(source.indexOf('{'), source.lastIndexOf('}') + 1);
  return buildManifestSchema.parse(JSON.parse(json));
}

/** The sum of files' weights, each compressed once: as the server does it on the way. */
function weigher(): (files: readonly string[]) => Weight {
  const known = new Map<string, Weight>();
  const weightOf = (file: string): Weight => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const bytes = readFileSync(path.join(CLIENT, file));
    const weight = { gzip: gzipSync(bytes).length, brotli: brotli(bytes, 4) };
    known.set(file, weight);
    return weight;
  };
  return (files) =>
    files
      .map(weightOf)
      .reduce((sum, { gzip, brotli }) => ({ gzip: sum.gzip + gzip, brotli: sum.brotli + brotli }), {
        gzip: 0,
        brotli: 0,
      });
}

function brotli(bytes: Buffer, quality: number): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
    .length;
}

function rowOf(what: string, { gzip, brotli }: Weight, budgetKb: number): Row {
  const over = gzip / BYTES_OF_KB - budgetKb;
  return {
    what,
    gzipKb: kb(gzip),
    brotliKb: kb(brotli),
    budgetKb,
    over: over > 0 ? over.toFixed(1) : '',
  };
}

function kb(bytes: number): string {
  return (bytes / BYTES_OF_KB).toFixed(1);
}
