import { getNamedType, isCompositeType, isObjectType, Kind } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';

/**
 * - `observed`: what live responses show (API 2025-01 to 2026-04): a connection costs 2 plus its node's cost times
 *   about 2·ln(size), value objects without identity are free, lists cost their element once, a mutation costs 10.
 *   Points that fix the curve: `product { variants(first: 250) { nodes { inventoryItem } } }` = 25;
 *   `customers(first: 5)` = 5.
 * - `documented`: the published rule of thumb, linear in `first`/`last`, every object 1.
 */
export type CostModel = 'observed' | 'documented';

const MUTATION_COST = 10;

interface Pricing {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  model: CostModel;
}

export interface CostQuestion {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
  model: CostModel;
}

/** Points asked of the bucket before execution; with `data`, points that the answer was worth. */
export function queryCost(question: CostQuestion, data?: unknown): number {
  const { schema, document, operation, variables, model } = question;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
  }
  const root = schema.getRootType(operation.operation);
  if (root === null || root === undefined) return 0;
  const pricing = { schema, fragments, variables, model };
  if (operation.operation === 'mutation') {
    return fieldsOf(operation.selectionSet, root, pricing).length * MUTATION_COST;
  }
  return selectionCost(operation.selectionSet, root, pricing, data);
}

/** `undefined` data means: price what is asked. */
function selectionCost(
  selectionSet: SelectionSetNode | undefined,
  type: GraphQLNamedType,
  pricing: Pricing,
  data: unknown,
): number {
  let sum = 0;
  for (const { field, parent } of fieldsOf(selectionSet, type, pricing)) {
    sum += fieldCost(field, parent, pricing, valueOf(data, field));
  }
  return sum;
}

function fieldCost(
  field: FieldNode,
  parent: GraphQLNamedType,
  pricing: Pricing,
  data: unknown,
): number {
  if (!('getFields' in parent)) return 0;
  const definition = parent.getFields()[field.name.value];
  if (definition === undefined) return 0;
  const type = getNamedType(definition.type);
  if (!isCompositeType(type)) return 0;
  if (type.name.endsWith('Connection')) return connectionCost(field, type, pricing, data);
  const own = isFree(type, pricing) ? 0 : 1;
  const price = (item: unknown) => own + selectionCost(field.selectionSet, type, pricing, item);
  if (field.name.value === 'nodes' && parent.name === pricing.schema.getQueryType()?.name) {
    if (Array.isArray(data)) return sumOf(data.map((item) => (item === null ? 0 : price(item))));
    return price(undefined) * listLength(argument(field, 'ids', pricing));
  }
  if (Array.isArray(data)) return data.length === 0 ? own : mean(data.map(price));
  return data === null ? own : price(data);
}

function connectionCost(
  field: FieldNode,
  type: GraphQLNamedType,
  pricing: Pricing,
  data: unknown,
): number {
  let nodes: unknown[] | undefined;
  let nodeCost = 0;
  for (const { field: inner, parent } of fieldsOf(field.selectionSet, type, pricing)) {
    const items = valueOf(data, inner);
    if (inner.name.value === 'nodes') {
      nodes = Array.isArray(items) ? items : nodes;
      nodeCost += averageCost(inner, parent, pricing, nodes);
    }
    if (inner.name.value === 'edges') {
      const edgeType = typeOfField(inner, parent);
      if (edgeType === null) continue;
      for (const { field: edgeField, parent: edge } of fieldsOf(
        inner.selectionSet,
        edgeType,
        pricing,
      )) {
        if (edgeField.name.value !== 'node') continue;
        if (Array.isArray(items)) nodes = items.map((item) => valueOf(item, edgeField));
        nodeCost += averageCost(edgeField, edge, pricing, nodes);
      }
    }
  }
  const asked = Number(argument(field, 'first', pricing) ?? argument(field, 'last', pricing) ?? 1);
  const size = data === undefined ? asked : (nodes?.length ?? 0);
  const times = pricing.model === 'documented' ? size : Math.floor(2 * Math.log(Math.max(size, 1)));
  return 2 + Math.round(Math.max(size === 0 ? 0 : 1, times) * nodeCost);
}

function averageCost(
  field: FieldNode,
  parent: GraphQLNamedType,
  pricing: Pricing,
  nodes: unknown[] | undefined,
): number {
  const type = typeOfField(field, parent);
  if (type === null) return 0;
  const price = (item: unknown) => 1 + selectionCost(field.selectionSet, type, pricing, item);
  if (nodes === undefined) return price(undefined);
  return nodes.length === 0 ? 0 : sumOf(nodes.map(price)) / nodes.length;
}

function isFree(type: GraphQLNamedType, { model }: Pricing): boolean {
  if (model === 'documented') return false;
  if (type.name === 'MailingAddress') return true;
  return isObjectType(type) && type.getFields()['id'] === undefined && type.name !== 'Count';
}

/** Fields of a selection with their parent types, fragments flattened. */
function fieldsOf(
  selectionSet: SelectionSetNode | undefined,
  type: GraphQLNamedType,
  pricing: Pricing,
): { field: FieldNode; parent: GraphQLNamedType }[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [{ field: selection, parent: type }];
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? pricing.fragments.get(selection.name.value)
        : selection;
    if (fragment === undefined) return [];
    const condition = fragment.typeCondition?.name.value;
    const narrowed = condition === undefined ? type : (pricing.schema.getType(condition) ?? type);
    return fieldsOf(fragment.selectionSet, narrowed, pricing);
  });
}

function typeOfField(field: FieldNode, parent: GraphQLNamedType): GraphQLNamedType | null {
  if (!('getFields' in parent)) return null;
  const definition = parent.getFields()[field.name.value];
  return definition === undefined ? null : getNamedType(definition.type);
}

function argument(field: FieldNode, name: string, { variables }: Pricing): unknown {
  const value = field.arguments?.find((given) => given.name.value === name)?.value;
  if (value === undefined || value.kind === Kind.NULL) return undefined;
  if (value.kind === Kind.VARIABLE) return variables[value.name.value] ?? undefined;
  if (value.kind === Kind.INT) return Number(value.value);
  return value.kind === Kind.LIST ? value.values : undefined;
}

function valueOf(data: unknown, field: FieldNode): unknown {
  if (typeof data !== 'object' || data === null) return data === null ? null : undefined;
  const value: unknown = Reflect.get(data, field.alias?.value ?? field.name.value);
  return value === undefined ? null : value;
}

function listLength(value: unknown): number {
  return Array.isArray(value) ? value.length : 1;
}

function sumOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function mean(values: number[]): number {
  return Math.round(sumOf(values) / values.length);
}
