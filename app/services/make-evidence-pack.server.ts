import type { PoolClient } from 'pg';
import type { StoredCheckpoint } from '#app/db/evidence-checkpoints.server.ts';
import { isOrderErased, readPackFacts } from '#app/db/pack-facts.server.ts';
import type { PackFacts } from '#app/db/pack-facts.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { tlogProof } from '#app/domain/evidence/tlog-proof.ts';
import { env } from '#app/env.server.ts';
import type { Language } from '#app/i18n/languages.ts';
import { proofsOf } from '#app/services/evidence-answer.ts';
import type { PaperLog } from '#app/services/evidence-blocks.ts';
import { orderJson } from '#app/services/evidence-order.ts';
import { evidencePaper } from '#app/services/evidence-paper.ts';
import { writeEvidencePdf } from '#app/services/evidence-pdf.server.ts';
import { packReadme } from '#app/services/evidence-readme.ts';
import { recordIndex } from '#app/services/evidence-records.ts';
import { frameOf } from '#app/services/load-frame.server.ts';
import {
  checkpointsOfOrder,
  consistencyProof,
  inclusionProofs,
  leavesOfOrder,
  logOf,
  sealNow,
  signManifest,
} from '#app/services/read-log.server.ts';
import type { EvidenceLeaf, EvidenceLog } from '#app/services/read-log.server.ts';
import {
  checkpointFile,
  consistencyFile,
  hashLines,
  KEY_FILE,
  MANIFEST_FILE,
  manifestText,
  packZip,
  proofFile,
  recordFile,
  recordText,
} from '../../verify/index.ts';

export type EvidencePack =
  | {
      ok: true;
      /** Without its ending; the same on any system. */
      fileName: string;
      zip: Uint8Array;
      pdf: Uint8Array;
    }
  | { ok: false; reason: PackRefusal };

/**
 * `erased`: its buyer was forgotten, and what is left would be half an account. `nothing_recorded`: the order is here, but
 * nothing of it is in the log.
 */
export type PackRefusal = 'no_such_order' | 'erased' | 'nothing_recorded';

/**
 * Everything that is recorded of an order, for somebody who trusts neither the shop nor Lastscan: an account for people
 * (`evidence.pdf`), the same for machines, and each record with the proof that it has stood unchanged in the shop's log. What
 * waits to be logged is logged first.
 */
export async function makeEvidencePack({
  shopId,
  orderId,
  language,
  now,
}: {
  shopId: number;
  orderId: string;
  language: Language;
  now: Date;
}): Promise<EvidencePack> {
  const told = await withShopSql(shopId, async (sql) => {
    const facts = await readPackFacts(sql, shopId, orderId);
    if (facts === null) return null;
    const shop = frameOf(await readShopFacts(sql, shopId), now);
    const isErased = await isOrderErased(sql, shopId, { domain: shop.domain, orderId });
    return { facts, shop, isErased };
  });
  if (told === null) return { ok: false, reason: 'no_such_order' };
  if (told.isErased) return { ok: false, reason: 'erased' };
  // After the facts were read: what they tell of is in the log before its proofs are made.
  await sealNow({ shopId, orderId, now });
  const proven = await withShopSql(shopId, (sql) => readProven(sql, shopId, orderId));
  if (proven === null) return { ok: false, reason: 'nothing_recorded' };
  if (proven.leaves.some(({ salt }) => salt === null)) return { ok: false, reason: 'erased' };
  const account = await accountOf({ ...told, log: proven, language, madeAt: now });
  const files = new Map([...proven.files, ...account]);
  const { name } = told.facts.order;
  const { origin } = proven.log;
  const manifest = manifestText({ origin, orderName: name, madeAt: now.toISOString(), files });
  const signed = await withShopSql(shopId, (sql) => signManifest(sql, shopId, manifest));
  files.set(MANIFEST_FILE, utf8(signed));
  return {
    ok: true,
    fileName: packFileName(name),
    zip: packZip(files),
    pdf: account.get(PAPER_FILE) ?? new Uint8Array(),
  };
}

const PAPER_FILE = 'evidence.pdf';
/** The newest, and one for each day before it. */
const MOST_CHECKPOINTS = 10;

/** What is in the log of an order, with its proofs as files. */
interface Proven {
  log: EvidenceLog;
  leaves: readonly EvidenceLeaf[];
  newest: StoredCheckpoint;
  files: Map<string, Uint8Array>;
}

/** Null: nothing of it is in the log. */
async function readProven(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<Proven | null> {
  const log = await logOf(sql, shopId);
  const all = await leavesOfOrder(sql, shopId, orderId);
  const [first] = all;
  if (log === null || first === undefined) return null;
  const wanted = { since: first.loggedAt, most: MOST_CHECKPOINTS };
  const checkpoints = await checkpointsOfOrder(sql, shopId, wanted);
  const [newest] = checkpoints;
  if (newest === undefined) return null;
  const { size } = newest;
  const leaves = all.filter(({ leafIndex }) => leafIndex < size);
  const indices = leaves.map(({ leafIndex }) => leafIndex);
  const paths = await inclusionProofs(sql, shopId, { indices, size });
  const files = new Map([[KEY_FILE, utf8(`${log.verifierKey}\n`)]]);
  for (const { leafIndex, kind, record, salt } of leaves) {
    if (record === null || salt === null) continue;
    const proof = { index: leafIndex, path: paths.get(leafIndex) ?? [], checkpoint: newest.note };
    files.set(recordFile(leafIndex), utf8(recordText({ kind, record, salt })));
    files.set(proofFile(leafIndex), utf8(tlogProof(proof)));
  }
  for (const [place, { size: to, note }] of checkpoints.entries()) {
    files.set(checkpointFile(to), utf8(note));
    const from = checkpoints[place + 1]?.size;
    if (from === undefined) continue;
    const hashes = await consistencyProof(sql, shopId, { from, to });
    files.set(consistencyFile(from, to), utf8(hashLines(hashes)));
  }
  return { log, leaves, newest, files };
}

/** The account: for people, for machines, and how to check both. */
async function accountOf({
  facts,
  shop,
  log: { log, leaves, newest },
  language,
  madeAt,
}: {
  facts: PackFacts;
  shop: { domain: string; name: string };
  log: Proven;
  language: Language;
  madeAt: Date;
}): Promise<Map<string, Uint8Array>> {
  const recordOf = recordIndex(leaves);
  const { origin, verifierKey } = log;
  const verifyPage = `${env().SHOPIFY_APP_URL}/verify`;
  const paperLog: PaperLog = {
    origin,
    verifierKey,
    records: leaves.length,
    checkpoint: { size: newest.size, signedAt: newest.signedAt, root: rootOf(newest) },
    verifyPage,
  };
  const shopName = shop.name === shop.domain ? shop.name : `${shop.name} (${shop.domain})`;
  const paper = evidencePaper({ facts, shopName, madeAt, log: paperLog, recordOf }, language);
  const { domain, name } = shop;
  const proofs = proofsOf(facts.parcels);
  const order = orderJson({ facts, proofs, shop: { domain, name }, madeAt, recordOf });
  const readme = packReadme({ orderName: facts.order.name, origin, verifyPage });
  return new Map<string, Uint8Array>([
    [PAPER_FILE, await writeEvidencePdf(paper, { language, madeAt })],
    ['order.json', utf8(order)],
    ['README.txt', utf8(readme)],
  ]);
}

/** The third line of a checkpoint, in base64. */
function rootOf({ note }: StoredCheckpoint): string {
  return note.split('\n', 3)[2] ?? '';
}

/** A name for any system: no folders, nothing invisible, no dot in front. */
function packFileName(orderName: string): string {
  const stem = orderName
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^[._-]+/, '')
    .slice(0, 60);
  return `evidence-${stem === '' ? 'order' : stem}`;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
