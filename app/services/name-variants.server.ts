import type { PoolClient } from 'pg';
import type { SupplyFaultCode } from '#app/contracts/suppliers.ts';
import { findVariants, type NamedVariant } from '#app/db/supplier-items.server.ts';
import type { SupplyField } from '#app/domain/inventory/supply-columns.ts';
import type { SupplyRecord } from '#app/services/read-supply-file.server.ts';

/** In the order in which they are believed. */
const NAMING = ['variant', 'sku', 'barcode'] as const;

export type FoundVariant =
  | { kind: 'found'; variant: NamedVariant }
  /** No cell names one. */
  | { kind: 'unnamed' }
  | { kind: 'bad'; field: SupplyField; code: SupplyFaultCode };

/** Which variant each record names: by its id, else its SKU, else its barcode. */
export async function nameVariants(
  sql: PoolClient,
  shopId: number,
  records: readonly SupplyRecord[],
): Promise<(record: SupplyRecord) => FoundVariant> {
  const texts = records.flatMap((record) =>
    NAMING.map((field) => record.cell(field)).filter((text) => text !== ''),
  );
  const found = await findVariants(sql, shopId, [...new Set(texts)]);
  return (record) => {
    const named = NAMING.map((field) => ({ field, text: record.cell(field) })).filter(
      ({ text }) => text !== '',
    );
    const [first] = named;
    if (first === undefined) return { kind: 'unnamed' };
    for (const { field, text } of named) {
      const [variant, ...others] = found.get(text) ?? [];
      if (variant === undefined) continue;
      return others.length === 0
        ? { kind: 'found', variant }
        : { kind: 'bad', field, code: 'variant_ambiguous' };
    }
    return { kind: 'bad', field: first.field, code: 'no_such_variant' };
  };
}
