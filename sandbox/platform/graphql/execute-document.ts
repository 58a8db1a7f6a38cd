import { execute, getOperationAST, GraphQLError, parse, validate } from 'graphql';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { adminSchema } from './schema.ts';
import type { GraphContext } from './context.ts';
import { MAX_QUERY_COST } from './bucket.ts';
import type { CostBucket } from './bucket.ts';
import { queryCost } from './cost.ts';
import type { CostModel } from './cost.ts';
import { fieldResolver, typeResolver } from './resolve-field.ts';
import { rootValue } from './roots.ts';

export interface GraphRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
}

/** Answers one document as Shopify does; every outcome here is HTTP 200. */
export async function executeDocument(
  request: GraphRequest,
  context: GraphContext,
  { bucket, costModel }: { bucket: CostBucket; costModel: CostModel },
): Promise<Record<string, unknown>> {
  const { schema } = adminSchema();
  const { document, errors } = prepared(request.query);
  if (document === null || errors.length > 0) return { errors: errors.map(toJson) };
  const operation = getOperationAST(document, request.operationName);
  if (operation === null || operation === undefined) {
    return { errors: [{ message: 'No operation to execute: name one with operationName' }] };
  }
  const { variables } = request;
  const question = { schema, document, operation, variables, model: costModel };
  const asked = queryCost(question);
  if (asked > MAX_QUERY_COST) return { errors: [tooCostly(asked)] };
  if (!bucket.take(asked)) {
    return { errors: [THROTTLED], extensions: { cost: costReport(bucket, asked, null) } };
  }
  const result = await runDocument(document, context, request);
  const actual = Math.min(asked, result.data == null ? 0 : queryCost(question, result.data));
  bucket.refund(asked - actual);
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors === undefined ? {} : { errors: result.errors.map(toJson) }),
    extensions: { cost: costReport(bucket, asked, actual) },
  };
}

/** Executes a valid document against the store. */
export async function runDocument(
  document: DocumentNode,
  context: GraphContext,
  {
    variables,
    operationName,
  }: { variables: Record<string, unknown>; operationName: string | null },
): Promise<ExecutionResult> {
  const admin = adminSchema();
  resolvers ??= { fieldResolver: fieldResolver(admin), rootValue: rootValue(admin) };
  return execute({
    schema: admin.schema,
    document,
    contextValue: context,
    variableValues: variables,
    operationName,
    typeResolver,
    ...resolvers,
  });
}
let resolvers:
  | { fieldResolver: ReturnType<typeof fieldResolver>; rootValue: ReturnType<typeof rootValue> }
  | undefined;

interface Prepared {
  document: DocumentNode | null;
  errors: readonly GraphQLError[];
}
const preparedDocuments = new Map<string, Prepared>();
const MAX_PREPARED = 500;

/** Parses and validates; a cold validation takes about 100 ms, so documents are remembered. */
export function prepared(query: string): Prepared {
  const known = preparedDocuments.get(query);
  if (known !== undefined) return known;
  if (preparedDocuments.size >= MAX_PREPARED) preparedDocuments.clear();
  const found = prepare(query);
  preparedDocuments.set(query, found);
  return found;
}

function prepare(query: string): Prepared {
  try {
    const document = parse(query);
    return { document, errors: validate(adminSchema().schema, document) };
  } catch (error) {
    if (error instanceof GraphQLError) return { document: null, errors: [error] };
    throw error;
  }
}

function toJson(error: GraphQLError): Record<string, unknown> {
  return { ...error.toJSON() };
}

const LIMITS_PAGE = 'https://shopify.dev/api/usage/rate-limits';
const THROTTLED = {
  message: 'Throttled',
  extensions: { code: 'THROTTLED', documentation: LIMITS_PAGE },
};

function tooCostly(cost: number): Record<string, unknown> {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\ncost of a query is calculated.\n\nTo query larger amounts of data with fewer limits, bulk operations should be used instead.\nSee https://shopify.dev/tutorials/perform-bulk-operations-with-admin-api for usage details.\n`,
    extensions: {
      code: 'MAX_COST_EXCEEDED',
      cost,
      maxCost: MAX_QUERY_COST,
      documentation: LIMITS_PAGE,
    },
  };
}

function costReport(bucket: CostBucket, requested: number, actual: number | null) {
  return {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: bucket.status(),
  };
}
