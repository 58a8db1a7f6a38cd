import { concatAST, Kind, print, visit } from 'graphql';
import type { OperationDefinitionNode, TypeNode } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAppConfig } from '#sandbox/platform/app-config.ts';
import type { Platform } from '#sandbox/platform/platform.ts';
import { adminOf, START, testApp, testPlatform } from '#sandbox/platform/testing.ts';
import { createWorld } from '#sandbox/world/create-world.ts';
import { readDocuments } from '../../../scripts/codegen.ts';

const documents = concatAST((await readDocuments()).map(({ document }) => document));
const fragments = documents.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
const operations = documents.definitions.filter(
  (definition) => definition.kind === Kind.OPERATION_DEFINITION,
);
/** Reads with the pages that a request asks for; a bulk query has none. */
const reads = operations.filter(
  ({ operation, name }) => operation === 'query' && name?.value.startsWith('Bulk') !== true,
);

let platform: Platform;
beforeAll(async () => {
  const config = readAppConfig('shopify.app.toml');
  platform = await testPlatform({
    world: createWorld({ seed: 7, startAt: START, shops: 2, ordersPerShop: 300 }),
    app: testApp({ ...config, apiKey: 'test-key' }),
    throttle: { maximumAvailable: 100_000, restoreRate: 100_000 },
    switches: { sixtyDayWindow: false },
  });
  for (const { domain } of platform.world.shops) {
    await platform.install(domain, [...config.requiredScopes, ...config.optionalScopes]);
  }
});
afterAll(() => platform.stop());

test.each(reads.map((operation) => [operation.name?.value ?? '', operation] as const))(
  '%s is answered by both demo shops without an error',
  async (_, operation) => {
    const used = new Set<string>();
    collect(operation, used);
    const query = [operation, ...fragments.filter((each) => used.has(nameOf(each)))]
      .map(print)
      .join('\n');
    for (const { domain } of platform.world.shops) {
      const ask = await adminOf(platform, domain);
      const { body } = await ask(query, variablesOf(operation, domain));
      expect(body.errors).toBeUndefined();
    }
  },
);

function nameOf(definition: (typeof documents.definitions)[number]): string {
  return 'name' in definition ? (definition.name?.value ?? '') : '';
}

/** The names of all fragments that a definition spreads, those of its fragments included. */
function collect(definition: (typeof documents.definitions)[number], used: Set<string>): void {
  visit(definition, {
    FragmentSpread({ name }) {
      if (used.has(name.value)) return;
      used.add(name.value);
      const fragment = fragments.find((each) => nameOf(each) === name.value);
      if (fragment !== undefined) collect(fragment, used);
    },
  });
}

/** What a list is searched by where it knows no change. */
const INSTANTS: Readonly<Record<string, string>> = {
  Payouts: 'issued_at',
  BalanceTransactions: 'processed_at',
};

/** Types that are called otherwise than the root field that finds them. */
const TYPE_OF: Readonly<Record<string, string>> = { Dispute: 'ShopifyPaymentsDispute' };

/** Something fitting for every variable: ids that the shop has, small pages, an instant of the past. */
function variablesOf(operation: OperationDefinitionNode, shop: string): Record<string, unknown> {
  const store = platform.store(shop);
  const idsOf: Record<string, Iterable<number>> = {
    Order: [
      ...[...store.side.refunds.all.values()].map(({ orderId }) => orderId),
      ...[...store.side.returns.all.values()].map(({ orderId }) => orderId),
      ...store.orders.keys(),
    ],
    Fulfillment: store.fulfillments.keys(),
    Product: store.inventory.products.keys(),
    ProductVariant: store.inventory.variants.keys(),
    InventoryItem: store.inventory.items.keys(),
    BulkOperation: [1],
    // Most shops have none: then one that does not exist.
    Dispute: [...store.side.disputes.all.keys(), 1],
  };
  const some = (type: string) =>
    [...(idsOf[type] ?? [])]
      .slice(0, 2)
      .map((id) => `gid://shopify/${TYPE_OF[type] ?? type}/${id}`);
  const variables: Record<string, unknown> = {};
  for (const { variable, type, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const root = rootWith(name, operation);
    const kind = `${root.slice(0, 1).toUpperCase()}${root.slice(1)}`;
    const value: Record<string, unknown> = {
      ID: isList(type) ? Object.keys(idsOf).flatMap(some) : some(kind)[0],
      Int: 3,
      Boolean: true,
      CountryCode: 'DE',
      String: /query/i.test(name)
        ? `${INSTANTS[nameOf(operation)] ?? 'updated_at'}:>='2026-10-01T00:00:00Z'`
        : 'de',
    };
    if (defaultValue === undefined && name !== 'after') variables[name] = value[named(type)];
  }
  return variables;
}

/** The root field that takes the variable. */
function rootWith(variable: string, operation: OperationDefinitionNode): string {
  const found = operation.selectionSet.selections.find(
    (selection) =>
      selection.kind === Kind.FIELD &&
      selection.arguments?.some(
        ({ value }) => value.kind === Kind.VARIABLE && value.name.value === variable,
      ),
  );
  return found?.kind === Kind.FIELD ? found.name.value : '';
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE ? isList(type.type) : type.kind === Kind.LIST_TYPE;
}

function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type);
}
