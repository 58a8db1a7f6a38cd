/**
 * What a shop's log costs and proves at so many records: how fast they are sealed beside plain inserts of the same leaves, what
 * recording itself pays for it, what a leaf takes on disk, how long proofs and packs take, and whether the verifier takes true
 * proofs and finds false ones.
 *
 *   npm run bench:evidence [-- --leaves 1000000] [--packs 50] [--flips 400]
 *
 * Ends with 1 when a bar is missed. The database is made anew and dropped at the end.
 */
import { createHash, randomInt } from 'node:crypto';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { listCheckpoints } from '#app/db/evidence-checkpoints.server.ts';
import { readCommitments, writeLeaves } from '#app/db/evidence-leaves.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { makeEvidencePack } from '#app/services/make-evidence-pack.server.ts';
import { consistencyProof, inclusionProofs } from '#app/services/read-log.server.ts';
import { sealEvidence } from '#app/services/seal-evidence.server.ts';
import { leafHash, verifyConsistency, verifyInclusion, verifyPack } from '../verify/index.ts';
import { holdsBars } from './bars.ts';
import {
  bytesOfLog,
  DAYS,
  FIRST_DAY,
  hearDay,
  PLAIN_SHOP,
  readPlainLeaves,
  RECORDS_OF_ORDER,
  SCANS_A_DAY,
  seedOrders,
  SHOP,
  withoutLog,
} from './evidence/seed.ts';
import { ownDatabase } from './own-database.ts';

const DATABASE = 'lastscan_bench_evidence';
const DAY_MS = 86_400_000;
/** Sealing hashes, signs and keeps tiles besides: it may take so many times as long as inserting the same leaves. */
const SEAL_BAR = 10;
/** As for whole pages. */
const PROOF_BAR_MS = 50;
const PACK_BAR_MS = 5_000;
const PROOFS_TIMED = 1_000;
const PROOFS_VERIFIED = 10_000;
/** As many as are sealed at once. */
const LEAVES_A_BATCH = 4_000;

const { values: options } = parseArgs({
  options: {
    leaves: { type: 'string', default: '1000000' },
    packs: { type: 'string', default: '50' },
    flips: { type: 'string', default: '400' },
  },
});
const orders = Math.ceil(wholeNumber('leaves') / RECORDS_OF_ORDER);
const leaves = orders * RECORDS_OF_ORDER;

const { urls, drop } = await ownDatabase(DATABASE);
let failed = true;
try {
  failed = !(await measure());
} finally {
  await drop();
}
process.exit(failed ? 1 : 0);

async function measure(): Promise<boolean> {
  console.log(
    `${say(leaves)} records of ${say(orders)} orders; ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n`,
  );
  await seedOrders(urls.adminUrl, orders);
  const append = await measureAppend();
  const rootHolds = await isRootOfEntries();
  const proofs = await measureProofs();
  const verified = await verifyMany();
  const packs = await measurePacks();
  return holdsBars(
    [
      [`the root of ${say(leaves)} entries, computed anew, is the checkpoint's`, rootHolds],
      [
        `sealing takes ${append.ratio.toFixed(1)} times as long as plain inserts (bar: ${SEAL_BAR})`,
        append.ratio <= SEAL_BAR,
      ],
      [
        `p95 of an inclusion proof ${proofs.inclusion.toFixed(1)} ms (bar: ${PROOF_BAR_MS})`,
        proofs.inclusion <= PROOF_BAR_MS,
      ],
      [
        `p95 of a consistency proof ${proofs.consistency.toFixed(1)} ms (bar: ${PROOF_BAR_MS})`,
        proofs.consistency <= PROOF_BAR_MS,
      ],
      [`every consistency proof holds`, proofs.allHold],
      [`${say(PROOFS_VERIFIED)} proofs hold`, verified.held === PROOFS_VERIFIED],
      [`none of them holds with a bit of it changed`, verified.heldChanged === 0],
      [`p95 of a pack ${packs.p95.toFixed(0)} ms (bar: ${PACK_BAR_MS})`, packs.p95 <= PACK_BAR_MS],
      [`every pack holds`, packs.held === packs.made],
      [`${say(packs.flips)} packs with one bit changed are found out`, packs.passed === 0],
    ],
    [],
  );
}

/** Day by day, so that each meets the same machine: what is heard with a log and without one, sealing, and plain inserts of the very same leaves. */
async function measureAppend(): Promise<{ ratio: number }> {
  const took = { heard: 0, plain: 0, sealed: 0, inserted: 0 };
  for (let day = 0; day < DAYS; day += 1) {
    const now = new Date(FIRST_DAY.getTime() + day * DAY_MS + DAY_MS / 2);
    took.heard += await hearDay(urls.adminUrl, { shopId: SHOP, day });
    took.sealed += await timed(async () => {
      while ((await sealEvidence({ shopId: SHOP, now })).kind === 'again');
    });
    took.plain += await withoutLog(urls.adminUrl, () =>
      hearDay(urls.adminUrl, { shopId: PLAIN_SHOP, day }),
    );
    const until = orders * SCANS_A_DAY * (day + 1);
    for (let from = orders * SCANS_A_DAY * day; from < until; from += LEAVES_A_BATCH)
      took.inserted += await insertPlain({ from, until: Math.min(from + LEAVES_A_BATCH, until) });
  }
  const row = (seconds: number) => ({
    seconds: Number(seconds.toFixed(1)),
    'rows/s': Math.round(leaves / seconds),
  });
  console.table({
    'scans and numbers written, without a log': row(took.plain),
    'the same, put into the queue besides': row(took.heard),
    sealed: row(took.sealed),
    'the same leaves, plainly inserted': row(took.inserted),
  });
  const bytes = Object.entries(await bytesOfLog(urls.adminUrl));
  // The plain leaves are as large, and lie in other partitions.
  const total = bytes.reduce((sum, [, of]) => sum + of, 0);
  const parts = bytes.map(([name, of]) => `${name} ${(of / leaves).toFixed(0)}`);
  console.log(`a leaf takes ${(total / leaves).toFixed(0)} bytes on disk (${parts.join(', ')})\n`);
  return { ratio: took.sealed / took.inserted };
}

/** Leaves of the log again, under the other shop; seconds that inserting them took. */
async function insertPlain({ from, until }: { from: number; until: number }): Promise<number> {
  const again = await readPlainLeaves(urls.adminUrl, { from, until });
  return timed(() =>
    withShopSql(PLAIN_SHOP, (sql) =>
      writeLeaves(sql, PLAIN_SHOP, { size: from, leaves: again, now: FIRST_DAY }),
    ),
  );
}

/** By RFC 6962 over all entries, in a few lines of its own. */
async function isRootOfEntries(): Promise<boolean> {
  const edge: { height: number; hash: Buffer }[] = [];
  const node = (left: Buffer, right: Buffer) =>
    createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
  for (let from = 0; from < leaves; from += 50_000) {
    const entries = await withShopSql(SHOP, (sql) =>
      readCommitments(sql, SHOP, { from, count: 50_000 }),
    );
    for (const entry of entries) {
      let add = {
        height: 0,
        hash: createHash('sha256').update(Uint8Array.of(0)).update(entry).digest(),
      };
      for (let last = edge.at(-1); last?.height === add.height; last = edge.at(-1)) {
        edge.pop();
        add = { height: add.height + 1, hash: node(last.hash, add.hash) };
      }
      edge.push(add);
    }
  }
  const root = edge.map(({ hash }) => hash).reduceRight((right, left) => node(left, right));
  const [newest] = await checkpoints();
  return newest?.size === leaves && root.equals(newest.root);
}

async function measureProofs(): Promise<{
  inclusion: number;
  consistency: number;
  allHold: boolean;
}> {
  const inclusion: number[] = [];
  const consistency: number[] = [];
  for (let made = 0; made < PROOFS_TIMED; made += 1) {
    const wanted = { indices: [randomInt(leaves)], size: leaves };
    inclusion.push(
      await timed(() => withShopSql(SHOP, (sql) => inclusionProofs(sql, SHOP, wanted))),
    );
    const sizes = { from: 1 + randomInt(leaves), to: leaves };
    consistency.push(
      await timed(() => withShopSql(SHOP, (sql) => consistencyProof(sql, SHOP, sizes))),
    );
  }
  const [newest, ...older] = await checkpoints();
  let allHold = newest !== undefined && older.length === DAYS - 1;
  for (const { size: from, root: fromRoot } of older) {
    const path = await withShopSql(SHOP, (sql) =>
      consistencyProof(sql, SHOP, { from, to: leaves }),
    );
    const toRoot = newest?.root ?? fromRoot;
    allHold &&= verifyConsistency({ from, to: leaves, fromRoot, toRoot, path });
  }
  console.table({
    'inclusion proof': milliseconds(inclusion),
    'consistency proof': milliseconds(consistency),
  });
  const p95 = (seconds: number[]) => share(seconds, 0.95) * 1_000;
  return { inclusion: p95(inclusion), consistency: p95(consistency), allHold };
}

async function verifyMany(): Promise<{ held: number; heldChanged: number }> {
  const [newest] = await checkpoints();
  const root = newest?.root ?? Buffer.alloc(0);
  const result = { held: 0, heldChanged: 0 };
  let seconds = 0;
  for (let done = 0; done < PROOFS_VERIFIED; done += 500) {
    const indices = Array.from({ length: 500 }, () => randomInt(leaves));
    const { proofs, entries } = await withShopSql(SHOP, async (sql) => {
      const read = new Map<number, Uint8Array>();
      for (const from of new Set(indices)) {
        const [entry] = await readCommitments(sql, SHOP, { from, count: 1 });
        if (entry !== undefined) read.set(from, leafHash(entry));
      }
      return { proofs: await inclusionProofs(sql, SHOP, { indices, size: leaves }), entries: read };
    });
    const told = indices.map((index) => ({
      index,
      size: leaves,
      root,
      leaf: entries.get(index) ?? new Uint8Array(),
      path: proofs.get(index) ?? [],
    }));
    const started = performance.now();
    result.held += told.filter(verifyInclusion).length;
    seconds += (performance.now() - started) / 1_000;
    result.heldChanged += told
      .map(({ path, ...rest }) => ({ ...rest, path: withBitOfOneChanged(path) }))
      .filter(verifyInclusion).length;
  }
  console.log(
    `${say(PROOFS_VERIFIED)} inclusion proofs verified in ${seconds.toFixed(1)} s, ` +
      `${((seconds * 1_000_000) / PROOFS_VERIFIED).toFixed(0)} µs each\n`,
  );
  return result;
}

async function measurePacks() {
  const wanted = Math.min(wholeNumber('packs'), orders);
  const seconds: number[] = [];
  const verifying: number[] = [];
  const result = { made: wanted, held: 0, p95: 0, flips: wholeNumber('flips'), passed: 0 };
  let pack = new Uint8Array();
  const now = new Date(FIRST_DAY.getTime() + DAYS * DAY_MS);
  for (let made = 0; made < wanted; made += 1) {
    const orderId = String(1 + randomInt(orders));
    const started = performance.now();
    const answer = await makeEvidencePack({ shopId: SHOP, orderId, language: 'en', now });
    seconds.push((performance.now() - started) / 1_000);
    if (!answer.ok) continue;
    pack = new Uint8Array(answer.zip);
    verifying.push(await timed(async () => void (result.held += verifyPack(pack).ok ? 1 : 0)));
  }
  console.table({ 'pack made': milliseconds(seconds), 'pack verified': milliseconds(verifying) });
  // Spread over the whole archive: its files, their names, its directory and its end.
  for (let flip = 0; flip < result.flips; flip += 1) {
    const at = Math.floor(((flip + Math.random()) * pack.length) / result.flips);
    if (verifyPack(withBitChanged(pack, at)).ok) {
      console.log(`a bit of byte ${say(at)} of ${say(pack.length)} was changed and not found`);
      result.passed += 1;
    }
  }
  return { ...result, p95: share(seconds, 0.95) * 1_000 };
}

/** Sizes and roots of all that are kept, the newest first. */
async function checkpoints(): Promise<{ size: number; root: Buffer }[]> {
  const kept = await withShopSql(SHOP, (sql) =>
    listCheckpoints(sql, SHOP, { since: null, most: DAYS }),
  );
  return kept.map(({ size, note }) => ({
    size,
    root: Buffer.from(note.split('\n')[2] ?? '', 'base64'),
  }));
}

function withBitOfOneChanged(path: readonly Uint8Array[]): Uint8Array[] {
  const chosen = randomInt(path.length);
  return path.map((hash, place) => (place === chosen ? withBitChanged(hash, randomInt(32)) : hash));
}

function withBitChanged(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ (1 << randomInt(8));
  return changed;
}

/** Seconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

function milliseconds(seconds: readonly number[]) {
  const of = (part: number) => Number((share(seconds, part) * 1_000).toFixed(1));
  return { n: seconds.length, 'p50 ms': of(0.5), 'p95 ms': of(0.95), 'max ms': of(1) };
}

function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.POSITIVE_INFINITY;
}

function say(number: number): string {
  return number.toLocaleString('en');
}

function wholeNumber(name: 'leaves' | 'packs' | 'flips'): number {
  const number = Number(options[name]);
  if (!Number.isInteger(number) || number < 1) {
    console.error(`--${name} must be a whole number of at least 1`);
    process.exit(2);
  }
  return number;
}
