import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema } from 'graphql';
import type { IntrospectionQuery } from 'graphql';
import type { AdminSchema } from '../graphql/schema.ts';

/** The version that the sandbox's customer account pages answer. */
const CUSTOMER_API_VERSION = '2026-07';
const SCHEMA_FILE = new URL(
  `../../../.cache/shopify/customer_${CUSTOMER_API_VERSION}.json.gz`,
  import.meta.url,
);

/** The scopes that the app's TOML states for what it reads of customers; the schema's data names none. */
const ACCESS: Readonly<Record<string, string>> = { Order: 'customer_read_orders' };

let loaded: AdminSchema | undefined;

/** The schema of the Customer Account API, as Shopify publishes it. Throws with the way to get the file when it is missing. */
export function customerSchema(): AdminSchema {
  return (loaded ??= load());
}

function load(): AdminSchema {
  if (!existsSync(SCHEMA_FILE)) {
    throw new Error(`${SCHEMA_FILE.pathname} is missing: fetch it first (npm run schema)`);
  }
  const file: { data: IntrospectionQuery } = JSON.parse(
    gunzipSync(readFileSync(SCHEMA_FILE)).toString('utf8'),
  );
  const requirementOfType = (typeName: string) => {
    const scope = ACCESS[typeName];
    return scope === undefined ? null : { anyOf: [scope], text: `\`${scope}\` access scope.` };
  };
  return {
    schema: buildClientSchema(file.data, { assumeValid: true }),
    requirementOfType,
    requirementsOf: (typeName) => [requirementOfType(typeName) ?? []].flat(),
  };
}
