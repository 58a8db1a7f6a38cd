import { getNamedType, isListType, getNullableType, Kind } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  SelectionSetNode,
} from 'graphql';
import { prepared } from '../graphql/execute-document.ts';
import { adminSchema } from '../graphql/schema.ts';

/** A bulk query that may run. */
export interface BulkQuery {
  document: DocumentNode;
  /** Response keys from the root to each connection, joined by dots, e.g. `orders.edges.node.lineItems`. */
  connectionPaths: ReadonlySet<string>;
}

const MAX_CONNECTIONS = 5;
const MAX_DEPTH = 2;

/** Shopify's restrictions with Shopify's messages (recorded from API 2026-04). */
export function validateBulkQuery(
  query: string,
): { ok: true; query: BulkQuery } | { ok: false; messages: string[] } {
  const { document, errors } = prepared(query);
  if (document === null || errors.length > 0) {
    return {
      ok: false,
      messages: [`Invalid bulk query: ${errors.map((error) => error.message).join(', ')}`],
    };
  }
  const operation = document.definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined || operation.operation !== 'query') {
    return {
      ok: false,
      messages: ['Invalid operation type. Only `query` operations are supported.'],
    };
  }
  const survey = surveyOf(document, operation.selectionSet);
  const messages = complaints(survey);
  if (messages.length > 0) return { ok: false, messages };
  return {
    ok: true,
    query: { document, connectionPaths: new Set(survey.connections.map(({ path }) => path)) },
  };
}

interface Survey {
  rootFields: string[];
  connections: { name: string; path: string; depth: number }[];
  selectedByNodes: string[];
  withoutParentId: string[];
  connectionInList: boolean;
}

function complaints(survey: Survey): string[] {
  const messages: string[] = [];
  const [firstByNodes] = survey.selectedByNodes;
  if (firstByNodes !== undefined) {
    messages.push(
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${firstByNodes} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: ${survey.selectedByNodes.map((name) => `'${name}'`).join(', ')}.`,
    );
  }
  const topLevelNode = survey.rootFields.find((name) => name === 'node' || name === 'nodes');
  if (topLevelNode !== undefined) {
    messages.push(`Bulk queries cannot contain a top level \`${topLevelNode}\` field.`);
  }
  if (survey.connections.length === 0) {
    messages.push('Bulk queries must contain at least one connection.');
  }
  if (Math.max(0, ...survey.connections.map(({ depth }) => depth)) > MAX_DEPTH) {
    messages.push('Bulk queries cannot contain connections with a nesting depth greater than 2.');
  }
  if (survey.connections.length > MAX_CONNECTIONS) {
    messages.push('Bulk queries cannot contain more than 5 connections.');
  }
  if (survey.withoutParentId.length > 0) {
    messages.push(
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${survey.withoutParentId.join(', ')}.`,
    );
  }
  if (survey.connectionInList) {
    messages.push(
      'Queries that contain a connection field within a list field are not currently supported.',
    );
  }
  if (messages.length === 0 && survey.rootFields.length !== 1) {
    messages.push('The sandbox runs bulk queries with exactly one top level field.');
  }
  return messages;
}

function surveyOf(document: DocumentNode, selectionSet: SelectionSetNode): Survey {
  const { schema } = adminSchema();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
  }
  const survey: Survey = {
    rootFields: [],
    connections: [],
    selectedByNodes: [],
    withoutParentId: [],
    connectionInList: false,
  };

  interface Place {
    type: GraphQLNamedType;
    path: string[];
    depth: number;
    inList: boolean;
    /** The connection whose node we are in, until it is known to select its id. */
    parent: { name: string; selectsId: boolean } | null;
  }

  const visit = (selections: SelectionSetNode | undefined, place: Place): void => {
    for (const selection of selections?.selections ?? []) {
      if (selection.kind !== Kind.FIELD) {
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        const condition = fragment?.typeCondition?.name.value;
        const type =
          condition === undefined ? place.type : (schema.getType(condition) ?? place.type);
        visit(fragment?.selectionSet, { ...place, type });
        continue;
      }
      visitField(selection, place);
    }
  };

  const visitField = (field: FieldNode, place: Place): void => {
    const name = field.name.value;
    const path = [...place.path, field.alias?.value ?? name];
    if (place.path.length === 0) survey.rootFields.push(name);
    if (!('getFields' in place.type)) return;
    const definition = place.type.getFields()[name];
    if (definition === undefined) return;
    const type = getNamedType(definition.type);
    if (!type.name.endsWith('Connection')) {
      const isEdges = place.type.name.endsWith('Connection') && name === 'edges';
      const isNode = place.type.name.endsWith('Edge') && name === 'node';
      const inList = place.inList || (!isEdges && isListType(getNullableType(definition.type)));
      const parent =
        isNode && place.parent !== null
          ? { name: place.parent.name, selectsId: selectsPlainId(field, fragments) }
          : place.parent;
      visit(field.selectionSet, { type, path, depth: place.depth, inList, parent });
      return;
    }
    if (place.inList) survey.connectionInList = true;
    if (place.parent !== null && !place.parent.selectsId) {
      if (!survey.withoutParentId.includes(place.parent.name)) {
        survey.withoutParentId.push(place.parent.name);
      }
    }
    survey.connections.push({ name, path: path.join('.'), depth: place.depth + 1 });
    if (selectsField(field.selectionSet, 'nodes', fragments)) survey.selectedByNodes.push(name);
    visit(field.selectionSet, {
      type,
      path,
      depth: place.depth + 1,
      inList: place.inList,
      parent: { name, selectsId: false },
    });
  };

  const root = schema.getQueryType();
  if (root !== null && root !== undefined) {
    visit(selectionSet, { type: root, path: [], depth: 0, inList: false, parent: null });
  }
  return survey;
}

function selectsPlainId(field: FieldNode, fragments: Map<string, FragmentDefinitionNode>): boolean {
  return selectsField(field.selectionSet, 'id', fragments);
}

function selectsField(
  selectionSet: SelectionSetNode | undefined,
  name: string,
  fragments: Map<string, FragmentDefinitionNode>,
): boolean {
  return (selectionSet?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.FIELD) {
      return selection.name.value === name && selection.alias === undefined;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    return selectsField(fragment?.selectionSet, name, fragments);
  });
}
