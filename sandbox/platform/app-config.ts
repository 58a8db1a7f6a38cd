import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { z } from 'zod';

/** What the platform must know of an app; `url` and `apiSecret` come from the environment, the rest from the TOML. */
export interface AppConfig {
  url: string;
  apiKey: string;
  apiSecret: string;
  requiredScopes: string[];
  optionalScopes: string[];
  webhookTopics: string[];
  complianceTopics: string[];
  webhookPath: string;
  /** Keys of the app's own metafields of orders that customers may read. */
  customerMetafields: readonly string[];
}

const metafieldSchema = z.object({
  access: z.object({ customer_account: z.string().default('none') }).prefault({}),
});

const tomlSchema = z.object({
  client_id: z.string().min(1),
  access_scopes: z.object({
    scopes: z.string(),
    optional_scopes: z.array(z.string()).default([]),
    use_legacy_install_flow: z.boolean().default(false),
  }),
  order: z
    .object({ metafields: z.object({ app: z.record(z.string(), metafieldSchema) }).partial() })
    .partial()
    .default({}),
  webhooks: z.object({
    api_version: z.string(),
    subscriptions: z.array(
      z.object({
        topics: z.array(z.string()).default([]),
        compliance_topics: z.array(z.string()).default([]),
        uri: z.string(),
      }),
    ),
  }),
});

/**
 * Reads `shopify.app.toml`. The sandbox delivers to one path: a second `uri` is refused, as is the legacy install
 * flow (Shopify refuses app-specific subscriptions with it).
 */
export function readAppConfig(tomlPath: string): Omit<AppConfig, 'url' | 'apiSecret'> {
  const toml = tomlSchema.parse(parse(readFileSync(tomlPath, 'utf8')));
  if (toml.access_scopes.use_legacy_install_flow) {
    throw new Error(`${tomlPath}: app-specific webhooks need managed install`);
  }
  const paths = [...new Set(toml.webhooks.subscriptions.map((subscription) => subscription.uri))];
  const [webhookPath = '/webhooks', second] = paths;
  if (second !== undefined) throw new Error(`${tomlPath}: the sandbox delivers to one uri only`);
  return {
    apiKey: toml.client_id,
    requiredScopes: splitScopes(toml.access_scopes.scopes),
    optionalScopes: toml.access_scopes.optional_scopes,
    webhookTopics: toml.webhooks.subscriptions.flatMap((subscription) => subscription.topics),
    complianceTopics: toml.webhooks.subscriptions.flatMap(
      (subscription) => subscription.compliance_topics,
    ),
    webhookPath,
    customerMetafields: Object.entries(toml.order.metafields?.app ?? {})
      .filter(([, { access }]) => access.customer_account === 'read')
      .map(([key]) => key),
  };
}

function splitScopes(list: string): string[] {
  return list
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}
