import { Kind, print, visit } from 'graphql';
import type { FieldNode } from 'graphql';
import { BulkOrdersDocument } from './generated/documents.ts';

/**
 * The text of the import's bulk operation: every order, or those updated since an instant. Bulk queries take no variables, so the
 * filter is written into the document. A field that is denied fails a whole bulk operation (ACCESS_DENIED), where a paged query only
 * loses the field: `withPostcode: false` leaves the postcode out, for a shop where Shopify has not approved it, and
 * `withLocations: false` the location, for one that has not granted `read_locations`; `withBuyer: false` leaves out whether the
 * buyer is a company, which Shopify may count as customer data.
 */
export function bulkOrdersQuery(
  options: {
    updatedSince?: Date;
    withPostcode?: boolean;
    withLocations?: boolean;
    withBuyer?: boolean;
  } = {},
): string {
  const { updatedSince, withPostcode = true, withLocations = true, withBuyer = true } = options;
  const document = visit(BulkOrdersDocument, {
    Field(field: FieldNode) {
      if (field.name.value === 'zip' && !withPostcode) return null;
      if (field.name.value === 'location' && !withLocations) return null;
      if (field.name.value === 'purchasingEntity' && !withBuyer) return null;
      if (field.name.value !== 'orders' || updatedSince === undefined) return undefined;
      return { ...field, arguments: [updatedFilter(updatedSince)] };
    },
  });
  return print(document);
}

function updatedFilter(since: Date) {
  return {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: 'query' },
    value: { kind: Kind.STRING, value: updatedSinceFilter(since) },
  } as const;
}

/** Shopify's search text for "updated at or after": quoted, because the instant holds colons. */
export function updatedSinceFilter(since: Date): string {
  return `updated_at:>='${since.toISOString()}'`;
}
