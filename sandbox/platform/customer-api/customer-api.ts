import { execute, GraphQLError, parse, validate } from 'graphql';
import { z } from 'zod';
import type { GraphContext } from '../graphql/context.ts';
import { fieldResolver, typeResolver } from '../graphql/resolve-field.ts';
import type { Platform } from '../platform-contract.ts';
import { customerRoots } from './customer-nodes.ts';
import { customerSchema } from './customer-schema.ts';

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

export interface CustomerAnswer {
  status: number;
  body: Record<string, unknown>;
}

/**
 * Answers a document of an extension as the Customer Account API does: one that the official schema refuses is refused, and a
 * customer sees their own orders alone. `customerId` null: nobody is signed in, which the API does not answer.
 */
export async function askCustomerApi(
  platform: Platform,
  { shop, customerId }: { shop: string; customerId: number | null },
  request: Record<string, unknown>,
): Promise<CustomerAnswer> {
  if (customerId === null) return refused(401, 'Nobody is signed in');
  const asked = requestSchema.safeParse(request);
  if (!asked.success) return refused(400, 'A query is a text, its variables are an object');
  const customer = customerSchema();
  try {
    const document = parse(asked.data.query);
    const errors = validate(customer.schema, document);
    if (errors.length > 0) return { status: 200, body: { errors: errors.map(toJson) } };
    const result = await execute({
      schema: customer.schema,
      document,
      variableValues: asked.data.variables ?? {},
      contextValue: contextOf(platform, shop),
      rootValue: customerRoots({ customerId, readableKeys: platform.app.customerMetafields }),
      fieldResolver: fieldResolver(customer),
      typeResolver,
    });
    const told = result.errors === undefined ? {} : { errors: result.errors.map(toJson) };
    return { status: 200, body: { data: result.data, ...told } };
  } catch (error) {
    if (error instanceof GraphQLError) return { status: 200, body: { errors: [toJson(error)] } };
    throw error;
  }
}

function refused(status: number, message: string): CustomerAnswer {
  return { status, body: { errors: [{ message }] } };
}

const toJson = (error: GraphQLError) => ({ ...error.toJSON() });

/** A customer reads what is theirs: nothing of it is withheld, and nothing is written. */
function contextOf(platform: Platform, shop: string): GraphContext {
  const none = () => null;
  const nothing = () => ({ bulkOperation: null, userErrors: [] });
  return {
    store: platform.store(shop),
    scopes: new Set(platform.scopesOf(shop)),
    approval: 'level2',
    now: platform.clock.now(),
    ordersSince: Number.NEGATIVE_INFINITY,
    apiKey: platform.app.apiKey,
    commit: none,
    nextId: () => 0,
    bulk: { run: nothing, cancel: nothing, find: none, list: () => [] },
    walk: null,
  };
}
