import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import {
  GraphQLObjectType,
  TypeInfo,
  concatAST,
  getNamedType,
  parse,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { parse as parseToml } from 'smol-toml';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadSchema, readDocuments } from '../../../scripts/codegen.ts';
import { SCHEMA_VERSIONS, readSchema } from '../../../scripts/fetch-schema.ts';
import { ADMIN_API_VERSION } from '#app/shopify/api-version.ts';
import { bulkOrdersQuery } from '#app/shopify/bulk-orders-query.ts';
import { OPTIONAL_READS } from '#app/shopify/optional-reads.ts';

const run = promisify(execFile);
const documents = await readDocuments();
/** One document with everything: fragments live in files of their own. */
const everything = concatAST(documents.map(({ document }) => document));
const toml = z
  .object({
    access_scopes: z.object({ scopes: z.string(), optional_scopes: z.array(z.string()) }),
    webhooks: z.object({
      api_version: z.string(),
      subscriptions: z.array(z.object({ topics: z.array(z.string()).default([]) })),
    }),
  })
  .parse(parseToml(await readFile('shopify.app.toml', 'utf8')));

describe('the generated types', () => {
  test('are what the documents give now (npm run codegen)', async () => {
    // In a process of its own: here two copies of graphql meet, the bundled and the native one.
    const check = run(process.execPath, ['scripts/codegen.ts', '--check']);
    await expect(check).resolves.toMatchObject({ stderr: '' });
  });
});

describe.each(SCHEMA_VERSIONS)('against Admin API %s', (version) => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await loadSchema(version);
  });

  test('every document is valid', () => {
    expect(validate(schema, everything).map((error) => error.message)).toEqual([]);
  });

  test('no document asks for a deprecated field', () => {
    const deprecated: string[] = [];
    eachField(schema, everything, ({ parent, field, reason }) => {
      if (reason != null) deprecated.push(`${parent}.${field}: ${reason}`);
    });
    expect(deprecated).toEqual([]);
  });

  test.each([
    ['every order', {}],
    ['orders since an instant', { updatedSince: new Date('2026-11-01T00:00:00Z') }],
    ['orders without the postcode', { withPostcode: false }],
    ['orders without locations', { withLocations: false }],
    ['orders without what the buyer is', { withBuyer: false }],
  ])(
    'the bulk query for %s is valid and keeps to the documented restrictions',
    (_name, options) => {
      const document = parse(bulkOrdersQuery(options));
      expect(validate(schema, document).map((error) => error.message)).toEqual([]);
      expect(bulkRestrictionsBroken(schema, document)).toEqual([]);
    },
  );
});

test('the bulk query names its instant, and leaves out what is denied when told', () => {
  const since = new Date('2026-11-01T00:00:00Z');
  expect(bulkOrdersQuery({ updatedSince: since })).toContain(
    `orders(query: "updated_at:>='2026-11-01T00:00:00.000Z'")`,
  );
  expect(bulkOrdersQuery()).toContain('zip');
  expect(bulkOrdersQuery({ withPostcode: false })).not.toContain('zip');
  expect(bulkOrdersQuery()).toContain('location');
  expect(bulkOrdersQuery({ withLocations: false })).not.toContain('location');
  expect(bulkOrdersQuery()).toContain('purchasingEntity');
  expect(bulkOrdersQuery({ withBuyer: false })).not.toContain('purchasingEntity');
});

test('no document asks for a name, a mail address, a phone or a street', () => {
  const personal =
    /^(firstName|lastName|displayName|email|phone|address1|address2|latitude|longitude|customer|billingAddress|formatted)$/;
  const asked: string[] = [];
  visit(everything, {
    Field: (field) => {
      if (personal.test(field.name.value)) asked.push(field.name.value);
    },
  });
  expect(asked).toEqual([]);
});

describe('shopify.app.toml', () => {
  test('names the API version of the requests', () => {
    expect(toml.webhooks.api_version).toBe(ADMIN_API_VERSION);
  });

  test('requires every scope that reading needs, and offers every one that a write may need', async () => {
    const schema = await loadSchema(ADMIN_API_VERSION);
    const granted = new Set(toml.access_scopes.scopes.split(','));
    // Writes are asked for at the point of use; which of the scopes is needed depends on who fulfills.
    const offered = new Set(toml.access_scopes.optional_scopes);
    const needs = await scopeNeeds();
    const missing = new Set<string>();
    for (const { document } of documents) {
      const optional = new Set<string>(optionalReadsOf(document));
      eachField(schema, document, ({ parent, field, type }) => {
        for (const anyOf of [needs.get(`${parent}.${field}`), needs.get(type)]) {
          if (anyOf === undefined) continue;
          const isCovered =
            parent === 'Mutation'
              ? anyOf.every((scope) => granted.has(scope) || offered.has(scope))
              : anyOf.some((scope) => granted.has(scope) || optional.has(scope));
          if (!isCovered) {
            missing.add(`${parent}.${field}: ${anyOf.join(' or ')}`);
          }
        }
      });
    }
    expect([...missing]).toEqual([]);
  });

  test('offers every scope that a document is asked for alone', () => {
    const offered = toml.access_scopes.optional_scopes;
    const scopes = Object.values(OPTIONAL_READS)
      .flat()
      .filter((scope) => !offered.includes(scope));
    expect(scopes).toEqual([]);
  });

  test('subscribes only to topics that exist in both versions', async () => {
    const topics = toml.webhooks.subscriptions.flatMap((subscription) => subscription.topics);
    expect(topics.length).toBeGreaterThan(5);
    for (const version of SCHEMA_VERSIONS) {
      const type = (await loadSchema(version)).getType('WebhookSubscriptionTopic');
      const known = new Set(
        type !== undefined && 'getValues' in type ? type.getValues().map(({ name }) => name) : [],
      );
      expect(
        topics
          .map((topic) => topic.replace('/', '_').toUpperCase())
          .filter((topic) => !known.has(topic)),
      ).toEqual([]);
    }
  });
});

/** The scopes without which the app does not send the document's operation at all. */
function optionalReadsOf(document: DocumentNode): string[] {
  const names = document.definitions.flatMap((definition) =>
    definition.kind === 'OperationDefinition' ? (definition.name?.value ?? []) : [],
  );
  return Object.entries(OPTIONAL_READS).flatMap(([name, scope]) =>
    names.includes(name) ? scope : [],
  );
}

/** Every field a document selects: the type that has it, and the named type it gives. */
function eachField(
  schema: GraphQLSchema,
  document: DocumentNode,
  see: (selected: {
    parent: string;
    field: string;
    type: string;
    reason: string | null | undefined;
    depth: number;
  }) => void,
): void {
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node, _key, _parent, path) {
        const definition = types.getFieldDef();
        if (definition == null) return;
        see({
          parent: types.getParentType()?.name ?? '',
          field: node.name.value,
          type: getNamedType(definition.type).name,
          reason: definition.deprecationReason,
          depth: path.length,
        });
      },
    }),
  );
}

/** What shopify.dev says a bulk query may not be. */
function bulkRestrictionsBroken(schema: GraphQLSchema, document: DocumentNode): string[] {
  const broken: string[] = [];
  let connections = 0;
  const types = new TypeInfo(schema);
  const parents: { isList: boolean; isConnection: boolean }[] = [];
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(node) {
          const type = types.getFieldDef()?.type;
          const named = type === undefined ? undefined : getNamedType(type);
          const isConnection = named?.name.endsWith('Connection') === true;
          const isList = String(type).includes('[') && node.name.value !== 'edges';
          if (isConnection) {
            connections += 1;
            if (parents.some((parent) => parent.isList)) broken.push('a connection within a list');
            if (parents.filter((parent) => parent.isConnection).length > 2) broken.push('too deep');
          }
          if (node.name.value === 'nodes') broken.push('nodes instead of edges { node }');
          if (parents.length === 0 && ['node', 'nodes'].includes(node.name.value)) {
            broken.push('a top-level node');
          }
          const selected = node.selectionSet?.selections ?? [];
          const hasId = selected.some(
            (one) =>
              one.kind === 'FragmentSpread' || (one.kind === 'Field' && one.name.value === 'id'),
          );
          if (named instanceof GraphQLObjectType && node.name.value === 'node' && !hasId) {
            broken.push('a node without its id');
          }
          parents.push({ isList, isConnection });
        },
        leave: () => void parents.pop(),
      },
    }),
  );
  if (connections < 1 || connections > 5) broken.push(`${connections} connections`);
  return broken;
}

/** Scopes by `Type` and `Type.field`; each an any-of list. */
async function scopeNeeds(): Promise<Map<string, string[]>> {
  const { offline_scopes: scopes } = z
    .object({
      offline_scopes: z.object({
        items: z.array(
          z.object({
            typeName: z.string(),
            fieldName: z.string().optional(),
            offlineScopes: z.array(z.string()),
          }),
        ),
      }),
    })
    .parse(await readSchema(ADMIN_API_VERSION));
  return new Map(
    scopes.items
      .filter((item) => item.offlineScopes.length > 0)
      .map((item) => [
        item.fieldName === undefined ? item.typeName : `${item.typeName}.${item.fieldName}`,
        item.offlineScopes,
      ]),
  );
}
