import { createHash, randomUUID } from 'node:crypto';
import type { CashFileRefusal, CashFileResult } from '#app/contracts/cash.ts';
import { addBankLines } from '#app/db/bank-lines.server.ts';
import { readGatewaySales } from '#app/db/cash-facts.server.ts';
import { addCashItems, listCashItems } from '#app/db/cash-items.server.ts';
import { wantCash } from '#app/db/cash-state.server.ts';
import { listGatewayRules } from '#app/db/gateway-rules.server.ts';
import { loadShopRecord } from '#app/db/shop-knowledge.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { readBankCsv } from '#app/domain/cash/bank-csv.ts';
import type { BankChoices } from '#app/domain/cash/bank-csv.ts';
import { readCostsCsv } from '#app/domain/cash/costs-csv.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import { recogniseDelimiter } from '#app/domain/uploads/delimiters.ts';
import { readText } from '#app/domain/uploads/encodings.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { fileRecords, UnreadableQuotes } from '#app/services/read-upload-file.server.ts';
import type { FileRecord } from '#app/services/read-upload-file.server.ts';

const MOST_BYTES = 2_000_000;
const MOST_ROWS = 20_000;
/** Faults told one by one. */
const MOST_FAULTS = 50;
/** Gateways that buyers paid by lately are looked for in a statement's texts. */
const GATEWAY_DAYS = 180;

interface Upload {
  shopId: number;
  bytes: Uint8Array;
  choices: BankChoices;
  now: Date;
}

/**
 * Takes a bank statement in: dates and amounts, and which gateway a payment came from. The texts of its lines tell the gateway
 * and are dropped; they may name people. A line that is here already is not taken twice.
 */
export async function importBankLines({
  shopId,
  bytes,
  choices,
  now,
}: Upload): Promise<CashFileResult> {
  const read = await recordsOf(bytes);
  if (!Array.isArray(read)) return refused(read.code);
  return withShopSql(shopId, async (sql): Promise<CashFileResult> => {
    const record = await loadShopRecord(sql, shopId, now);
    const currency = record?.currency ?? null;
    if (currency === null) return refused('no_currency');
    const timeZone = record?.timeZone ?? 'UTC';
    const today = dayInZone(now, timeZone);
    const window = { currency, timeZone, fromOn: addDays(today, -GATEWAY_DAYS), untilOn: today };
    const sales = await readGatewaySales(sql, shopId, window);
    const rules = await listGatewayRules(sql, shopId);
    const gateways = [...new Set([...sales, ...rules].map(({ gateway }) => gateway))];
    const reading = readBankCsv(read, {
      currency,
      gateways,
      digestOf: (text) => createHash('sha256').update(`${shopId}|${text}`).digest('hex'),
      choices,
    });
    if (!reading.ok) return { ok: false, code: 'question', question: reading.question };
    const batch = randomUUID();
    const lines = reading.lines.map((line) => ({ ...line, currency }));
    const added = await addBankLines(sql, shopId, { lines, batch, now });
    const byGateway = Map.groupBy(lines, ({ gateway }) => gateway);
    return {
      ok: true,
      kind: 'bank',
      added,
      known: lines.length - added,
      matched: [...byGateway].flatMap(([gateway, own]) =>
        gateway === null ? [] : [{ gateway, lines: own.length }],
      ),
      faults: reading.faults.slice(0, MOST_FAULTS),
      faultCount: reading.faults.length,
      batch,
      itemIds: [],
    };
  });
}

/** Takes a file of costs in: one row an item. What is typed already with the same words, amount and days is not taken twice. */
export async function importCosts({
  shopId,
  bytes,
  now,
}: Omit<Upload, 'choices'>): Promise<CashFileResult> {
  const read = await recordsOf(bytes);
  if (!Array.isArray(read)) return refused(read.code);
  return withShopSql(shopId, async (sql): Promise<CashFileResult> => {
    const record = await loadShopRecord(sql, shopId, now);
    const currency = record?.currency ?? null;
    if (currency === null) return refused('no_currency');
    const reading = readCostsCsv(read, { currency });
    if (!reading.ok) return refused('columns_missing');
    const keyOf = (item: (typeof reading.items)[number]) =>
      [item.name, item.kind, item.minor, item.currency, item.every, item.startsOn].join('|');
    const known = new Set((await listCashItems(sql, shopId)).map(keyOf));
    const items = reading.items.filter((item) => !known.has(keyOf(item)));
    const batch = randomUUID();
    const itemIds = await addCashItems(sql, shopId, { items, batch, now });
    await wantCash(sql, shopId, now);
    await enqueue(sql, 'forecast-cash', { shopId }, { sooner: true });
    return {
      ok: true,
      kind: 'costs',
      added: items.length,
      known: reading.items.length - items.length,
      matched: [],
      faults: reading.faults.slice(0, MOST_FAULTS),
      faultCount: reading.faults.length,
      batch,
      itemIds,
    };
  });
}

function refused(code: CashFileRefusal): CashFileResult {
  return { ok: false, code, question: null };
}

/** The file's records, or why it cannot be read. */
async function recordsOf(bytes: Uint8Array): Promise<FileRecord[] | { code: CashFileRefusal }> {
  if (bytes.length === 0) return { code: 'empty' };
  if (bytes.length > MOST_BYTES) return { code: 'too_large' };
  const { text } = readText(bytes, null);
  // Only spreadsheets and pictures hold this.
  if (text.includes('\u0000')) return { code: 'not_text' };
  const records: FileRecord[] = [];
  try {
    for await (const record of fileRecords(text, {
      delimiter: recogniseDelimiter(text),
      isQuoted: true,
    })) {
      records.push(record);
      if (records.length > MOST_ROWS) return { code: 'too_many_rows' };
    }
  } catch (error) {
    if (error instanceof UnreadableQuotes) return { code: 'quotes_open' };
    throw error;
  }
  return records.length === 0 ? { code: 'empty' } : records;
}
