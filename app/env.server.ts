import { z } from 'zod';

/**
 * The process environment, parsed once at the first question; a bad value names the variable and the fix.
 * Variables marked "sandbox" point the app at local stand-ins and are refused when NODE_ENV is `production`.
 */
const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    SHOPIFY_API_KEY: z.string().min(1).default('lastscan-local-client-id'),
    SHOPIFY_API_SECRET: z.string().min(1).default('lastscan-local-client-secret'),
    /** The secret before the last rotation: webhooks signed with it are still accepted. */
    SHOPIFY_API_SECRET_PREVIOUS: z.string().min(1).optional(),
    SHOPIFY_APP_URL: z.url().default('http://127.0.0.1:3000'),
    /** Comma-separated; the TOML is the source, this is what the Shopify CLI passes on. */
    SCOPES: z.string().default(''),
    /** Runtime connection (role lastscan_app). Without it the embedded server starts by itself. */
    DATABASE_URL: z.string().optional(),
    /** Owner's connection, for migrations and the job schema; defaults to DATABASE_URL. */
    DATABASE_MIGRATION_URL: z.string().optional(),
    /** Key-encryption keys, newest first: `id:base64of32bytes,id2:…`. */
    LASTSCAN_KEYS: z.string().optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    /** SMTP server for messages to carriers and suppliers, `smtp://user:password@host:587`; without it they are copied. */
    SMTP_URL: z.url().optional(),
    /** Sender of such messages. */
    MAIL_FROM: z.string().min(3).optional(),
    /** sandbox: App Bridge script address. */
    APP_BRIDGE_URL: z.url().optional(),
    /** sandbox: `https://*.myshopify.com/…` is asked here instead, with the shop in X-Forwarded-Host. */
    SHOPIFY_PLATFORM_ORIGIN: z.url().optional(),
    /** sandbox: the admin page that may frame the app. */
    SHOPIFY_ADMIN_ORIGIN: z.url().optional(),
    /** sandbox: 17TRACK's and AfterShip's API are asked here. */
    SEVENTEEN_TRACK_URL: z.url().optional(),
    AFTERSHIP_URL: z.url().optional(),
    /** sandbox: calls a second to either of them, instead of what the real ones document: virtual days pass faster. */
    SOURCE_CALLS_PER_SECOND: z.coerce.number().positive().optional(),
    /** sandbox: answers `{"now": "<ISO instant>"}`; the app's clock follows it. */
    CLOCK_URL: z.url().optional(),
  })
  .superRefine((env, context) => {
    if (env.NODE_ENV !== 'production') return;
    for (const name of SANDBOX_VARIABLES) {
      if (env[name] !== undefined) {
        context.addIssue({
          code: 'custom',
          path: [name],
          message: 'is for the sandbox; unset it when NODE_ENV=production',
        });
      }
    }
    for (const name of ['DATABASE_URL', 'LASTSCAN_KEYS'] as const) {
      if (env[name] === undefined)
        context.addIssue({
          code: 'custom',
          path: [name],
          message: 'must be set when NODE_ENV=production',
        });
    }
    if (env.SHOPIFY_API_SECRET === 'lastscan-local-client-secret') {
      context.addIssue({
        code: 'custom',
        path: ['SHOPIFY_API_SECRET'],
        message: 'must be set when NODE_ENV=production',
      });
    }
  });

const SANDBOX_VARIABLES = [
  'APP_BRIDGE_URL',
  'SHOPIFY_PLATFORM_ORIGIN',
  'SHOPIFY_ADMIN_ORIGIN',
  'CLOCK_URL',
  'SEVENTEEN_TRACK_URL',
  'AFTERSHIP_URL',
  'SOURCE_CALLS_PER_SECOND',
] as const;

export type Env = z.infer<typeof schema>;

/** Parses a set of variables; throws one error that names every bad variable. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not usable:\n${lines.join('\n')}`);
}

let parsed: Env | undefined;
/** This process's environment. */
export function env(): Env {
  return (parsed ??= parseEnv(process.env));
}
