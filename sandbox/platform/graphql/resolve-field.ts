import type { Approval } from '../switches.ts';
import { getNamedType, getNullableType, isListType, isNullableType } from 'graphql';
import type { GraphQLFieldResolver, GraphQLOutputType, GraphQLTypeResolver } from 'graphql';
import type { AccessRequirement, AdminSchema } from './schema.ts';
import { hasScope } from './context.ts';
import type { GraphContext } from './context.ts';
import { graphError, notModelled } from './errors.ts';

/**
 * The one resolver: checks scopes and the protected-data level, then reads the property (or calls the method) of the
 * node. What the sandbox does not model is null or empty where the schema allows it, else a clear error.
 */
export function fieldResolver(admin: AdminSchema): GraphQLFieldResolver<unknown, GraphContext> {
  return (source, args, context, info) => {
    const { fieldName, parentType } = info;
    for (const requirement of admin.requirementsOf(parentType.name, fieldName)) {
      demand(requirement, fieldName, context);
    }
    if (isWithheld(context.approval, parentType.name, fieldName)) {
      throw graphError(
        `This app is not approved to use the ${fieldName} field. See https://partners.shopify.com for protected customer data.`,
        'ACCESS_DENIED',
        { documentation: 'https://shopify.dev/docs/apps/launch/protected-customer-data' },
      );
    }
    const value = read(source, fieldName, args, context);
    return value === undefined
      ? nothing(info.returnType, `${parentType.name}.${fieldName}`)
      : value;
  };
}

/** Nodes name their type. */
export const typeResolver: GraphQLTypeResolver<unknown, GraphContext> = (value) => {
  const name = read(value, '__typename', {}, null);
  return typeof name === 'string' ? name : undefined;
};

export function demand(requirement: AccessRequirement, what: string, context: GraphContext): void {
  if (requirement.anyOf.some((scope) => hasScope(context.scopes, scope))) return;
  throw graphError(
    `Access denied for ${what} field. Required access: ${requirement.text}`,
    'ACCESS_DENIED',
    {
      documentation: 'https://shopify.dev/api/usage/access-scopes',
      requiredAccess: requirement.text,
    },
  );
}

function read(
  source: unknown,
  name: string,
  args: Record<string, unknown>,
  context: GraphContext | null,
): unknown {
  if (typeof source !== 'object' || source === null) return undefined;
  const value: unknown = Reflect.get(source, name);
  return typeof value === 'function' ? Reflect.apply(value, source, [args, context]) : value;
}

function nothing(type: GraphQLOutputType, name: string): unknown {
  const typeName = getNamedType(type).name;
  if (isNullableType(type)) return null;
  if (isListType(getNullableType(type))) return [];
  if (typeName.endsWith('Connection')) {
    return {
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    };
  }
  throw notModelled(name);
}

/** Name, street, phone and mail address need protected-data level 2. Country, city and postcode need level 1. */
const LEVEL_2: Record<string, ReadonlySet<string>> = {
  MailingAddress: new Set([
    'address1',
    'address2',
    'company',
    'firstName',
    'formatted',
    'lastName',
    'latitude',
    'longitude',
    'name',
    'phone',
  ]),
  Order: new Set(['email', 'phone', 'statusPageUrl', 'clientIp']),
  Customer: new Set([
    'displayName',
    'email',
    'firstName',
    'lastName',
    'phone',
    'defaultEmailAddress',
    'defaultPhoneNumber',
  ]),
};

function isWithheld(approval: Approval, typeName: string, fieldName: string): boolean {
  if (approval === 'level2') return false;
  if (LEVEL_2[typeName]?.has(fieldName) === true) return true;
  return (
    approval === 'level1_without_postcode' && typeName === 'MailingAddress' && fieldName === 'zip'
  );
}
