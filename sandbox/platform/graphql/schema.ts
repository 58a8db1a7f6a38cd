import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, getNamedType } from 'graphql';
import type { GraphQLSchema, IntrospectionQuery } from 'graphql';
import { z } from 'zod';
import { PAYOUTS_ACCESS, RETURN_PROFILE_ACCESS, withReturnProfiles } from './later-schema.ts';

/** The official schema with the access each type and field asks for. */
export interface AdminSchema {
  schema: GraphQLSchema;
  /** Any-of lists that must all be satisfied to read a field. Empty: free. */
  requirementsOf(typeName: string, fieldName: string): readonly AccessRequirement[];
  /** What a type asks for by itself; null: nothing. */
  requirementOfType(typeName: string): AccessRequirement | null;
}

export interface AccessRequirement {
  /** Any one of these scopes will do. */
  anyOf: readonly string[];
  /** Shopify's words: "`read_orders` access scope". */
  text: string;
}

/** The Admin API version the sandbox executes. */
export const SANDBOX_API_VERSION = '2026-10';
const SCHEMA_FILE = new URL(
  `../../../.cache/shopify/admin_${SANDBOX_API_VERSION}.json.gz`,
  import.meta.url,
);

let loaded: AdminSchema | undefined;

/**
 * Reads the introspection data that Shopify publishes in `@shopify/dev-mcp` (about 0.3 s, once per process).
 * Throws with the way to get the file when it is missing.
 */
export function adminSchema(): AdminSchema {
  return (loaded ??= load());
}

const fileSchema = z.object({
  offline_scopes: z.object({
    items: z.array(
      z.object({
        type: z.string(),
        typeName: z.string(),
        fieldName: z.string().optional(),
        requiredAccess: z.string(),
        offlineScopes: z.array(z.string()),
      }),
    ),
  }),
});

function load(): AdminSchema {
  if (!existsSync(SCHEMA_FILE)) {
    throw new Error(
      `${SCHEMA_FILE.pathname} is missing: fetch Shopify's schema data first (npm run schema)`,
    );
  }
  const file: { data: IntrospectionQuery } = JSON.parse(
    gunzipSync(readFileSync(SCHEMA_FILE)).toString('utf8'),
  );
  const schema = withReturnProfiles(buildClientSchema(file.data, { assumeValid: true }));
  const byName = new Map<string, AccessRequirement>();
  for (const item of fileSchema.parse(file).offline_scopes.items) {
    if (item.offlineScopes.length === 0) continue;
    const name = item.type === 'field' ? `${item.typeName}.${item.fieldName}` : item.typeName;
    byName.set(name, {
      anyOf: item.offlineScopes,
      text: item.requiredAccess.split(' Also:')[0] ?? '',
    });
  }
  for (const { names, requirement } of [RETURN_PROFILE_ACCESS, PAYOUTS_ACCESS]) {
    for (const name of names) if (!byName.has(name)) byName.set(name, requirement);
  }
  const requirements = new Map<string, readonly AccessRequirement[]>();
  return {
    schema,
    requirementOfType: (typeName) => byName.get(typeName) ?? null,
    requirementsOf(typeName, fieldName) {
      const key = `${typeName}.${fieldName}`;
      let found = requirements.get(key);
      if (found === undefined) {
        found = [byName.get(key), byName.get(typeBehind(schema, typeName, fieldName))].filter(
          (requirement) => requirement !== undefined,
        );
        requirements.set(key, found);
      }
      return found;
    },
  };
}

/** A connection asks for what its nodes ask for. */
function typeBehind(schema: GraphQLSchema, typeName: string, fieldName: string): string {
  const type = schema.getType(typeName);
  if (type === undefined || !('getFields' in type)) return '';
  const field = type.getFields()[fieldName];
  return field === undefined ? '' : getNamedType(field.type).name.replace(/Connection$/, '');
}
