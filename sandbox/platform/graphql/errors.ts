import { GraphQLError } from 'graphql';

/** An error in Shopify's shape, at HTTP 200. */
export function graphError(
  message: string,
  code: string,
  extra: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extra } });
}

export function notModelled(what: string): GraphQLError {
  return graphError(`The sandbox does not model ${what}`, 'SANDBOX_NOT_MODELLED');
}
