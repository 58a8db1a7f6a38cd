import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { env } from '#app/env.server.ts';

/** Replaces everything a log line must never hold. */
const CENSORED = '[redacted]';

/** Field names whose value is a secret or a person, wherever they occur in a logged object. */
const PRIVATE_FIELDS = new Set(
  [
    'accessToken',
    'access_token',
    'refreshToken',
    'refresh_token',
    'sessionToken',
    'id_token',
    'client_secret',
    'apiSecretKey',
    'authorization',
    'cookie',
    'set-cookie',
    'hmac',
    'password',
    'x-shopify-access-token',
    'x-shopify-hmac-sha256',
    'email',
    'phone',
    'name',
    'firstName',
    'first_name',
    'lastName',
    'last_name',
    'customer',
    'address',
    'address1',
    'address2',
    'shippingAddress',
    'shipping_address',
    'billingAddress',
    'billing_address',
    'zip',
    'postcode',
    'latitude',
    'longitude',
    'payload',
    'body',
    'rawBody',
    'url',
  ].map((name) => name.toLowerCase()),
);

/** What a secret looks like inside a longer text: library messages quote raw tokens (shopify-api 15 does). */
const SECRET_TEXT = new RegExp(
  [
    /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/, // JSON web tokens: session tokens
    /shp[a-z]{2,3}_[\w-]{8,}/, // Shopify access, refresh and secret tokens
    /(?<=\b(?:id_token|hmac|access_token|refresh_token|client_secret|signature)["']?\s*[=:]\s*["']?)[^&\s"',}]+/,
    /(?<=\bBearer )[\w.~+/-]+=*/,
    /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/, // mail addresses
  ]
    .map((pattern) => pattern.source)
    .join('|'),
  'g',
);

const DEPTH_MAX = 6;
const TEXT_MAX = 4_000;

/** The same text without tokens and mail addresses, cut at 4,000 characters. */
export function withoutSecrets(text: string): string {
  // Censored before the cut, so that the cut never leaves half a token unrecognised.
  return text
    .slice(0, TEXT_MAX * 2)
    .replace(SECRET_TEXT, CENSORED)
    .slice(0, TEXT_MAX);
}

/** A copy of a value that is fit for a log: private fields censored at every depth, secrets cut out of texts. */
export function fitForLog(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_MAX) return '[deeper]';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return errorForLog(value, depth);
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => fitForLog(item, depth + 1));
  if (ArrayBuffer.isView(value)) return '[bytes]';
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      PRIVATE_FIELDS.has(key.toLowerCase()) ? CENSORED : fitForLog(item, depth + 1),
    ]),
  );
}

function errorForLog(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    stack: error.stack === undefined ? undefined : withoutSecrets(error.stack),
    ...('code' in error ? { code: fitForLog(error.code, depth + 1) } : {}),
    ...(error.cause === undefined ? {} : { cause: fitForLog(error.cause, depth + 1) }),
  };
}

/**
 * A logger whose every line has passed `fitForLog`: ids and facts only. `destination` is for tests; by default
 * lines go to standard output.
 */
export function createLog(destination?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Errors arrive here as plain, cleaned objects; pino's own serialiser would rename their type.
    serializers: { err: (error: unknown) => error },
    hooks: {
      logMethod(parameters, method) {
        // Applied to the object and to the message alike, before pino formats either.
        const fit = parameters.map((parameter: unknown) => fitForLog(wrapped(parameter)));
        Reflect.apply(method, this, fit);
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function wrapped(parameter: unknown): unknown {
  return parameter instanceof Error ? { err: parameter } : parameter;
}

/** This process's logger. */
export const log: Logger = createLog();
