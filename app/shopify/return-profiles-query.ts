import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';

/**
 * Return rules by market, of API version 2026-10 by Shopify's changelog of 1 October 2026. The schema that was published
 * before the release does not have them, so this document stands outside the generated ones; what comes is parsed with care.
 */
export const ReturnProfilesDocument: TypedDocumentNode<unknown, Record<string, never>> = parse(`
  query ReturnProfiles {
    returnPolicyProfiles(first: 50) {
      nodes {
        id
        name
        default
        markets {
          id
        }
        returnRules {
          canAcceptReturns
          returnWindowDays
        }
      }
    }
  }
`);
