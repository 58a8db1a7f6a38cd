import { extendSchema, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/**
 * Return rules per market. Shopify's changelog gives them to 2026-10; the data file of that version, published before
 * the release, does not have them yet, so they are added as the file of `unstable` states them.
 */
export function withReturnProfiles(schema: GraphQLSchema): GraphQLSchema {
  if (schema.getType('ReturnPolicyProfile') !== undefined) return schema;
  return extendSchema(schema, parse(DEFINITIONS, { noLocation: true }), { assumeValid: true });
}

/** What the types and fields above ask for. */
export const RETURN_PROFILE_ACCESS = {
  names: [
    'QueryRoot.returnPolicyProfile',
    'QueryRoot.returnPolicyProfiles',
    'ReturnPolicyProfile',
    'ReturnPoliciesReturnRules',
  ],
  requirement: { anyOf: ['read_legal_policies'], text: '`read_legal_policies` access scope.' },
};

/** The data file has no access for payouts; Shopify's pages ask for that scope or for the one that holds all. */
export const PAYOUTS_ACCESS = {
  names: ['ShopifyPaymentsAccount.payouts', 'ShopifyPaymentsAccount.balanceTransactions'],
  requirement: {
    anyOf: ['read_shopify_payments', 'read_shopify_payments_payouts'],
    text: '`read_shopify_payments` access scope or `read_shopify_payments_payouts` access scope.',
  },
};

const DEFINITIONS = `
  extend type QueryRoot {
    returnPolicyProfile(id: ID!): ReturnPolicyProfile
    returnPolicyProfiles(
      first: Int, after: String, last: Int, before: String, reverse: Boolean = false, default: Boolean
    ): ReturnPolicyProfileConnection!
  }
  extend type Market { returnPolicyProfile: ReturnPolicyProfile }
  type ReturnPolicyProfile implements Node {
    id: ID!
    name: String
    default: Boolean!
    markets: [Market!]!
    returnRules: ReturnPoliciesReturnRules
    updatedAt: DateTime
  }
  type ReturnPoliciesReturnRules {
    canAcceptReturns: Boolean!
    extendWindowToBusinessDay: Boolean
    returnWindowDays: Int
    returnWindowStartingFrom: ReturnPoliciesReturnWindowStartingFrom
  }
  enum ReturnPoliciesReturnWindowStartingFrom { ITEM_DELIVERY_DATE LAST_ITEM_DELIVERY_DATE }
  type ReturnPolicyProfileConnection {
    edges: [ReturnPolicyProfileEdge!]!
    nodes: [ReturnPolicyProfile!]!
    pageInfo: PageInfo!
  }
  type ReturnPolicyProfileEdge { cursor: String! node: ReturnPolicyProfile! }
`;
