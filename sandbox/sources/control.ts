import { z } from 'zod';
import { BadRequest, readBody, sendJson } from '../platform/http.ts';
import type { Platform } from '../platform/platform-contract.ts';
import { parseFault } from './faults.ts';
import { baseOf, DEFAULT_KEYS } from './source-account.ts';
import type { SourceAccount, SourceName } from './source-account.ts';
import type { Sources } from './sources-contract.ts';

const sourceSchema = z
  .enum(['17track', 'seventeen-track', 'aftership'])
  .transform((name): SourceName => (name === 'seventeen-track' ? '17track' : name));
const count = z.number().int().min(0);
const accountSchema = z.strictObject({
  source: sourceSchema,
  /** Another key opens another account. */
  key: z.string().min(1).max(200).optional(),
  shop: z.string().nullish(),
  webhookUrl: z.url().nullish(),
  webhookSecret: z.string().min(1).optional(),
  ratePerSecond: z.number().min(0.1).max(100_000).nullish(),
  quota: count.optional(),
  dailyLimit: count.optional(),
  disabled: z.boolean().optional(),
});
const faultSchema = z.strictObject({
  source: sourceSchema,
  fault: z.string(),
  times: z.number().int().min(0).max(100_000).default(1),
});

/**
 * `GET|POST /sandbox/sources`: keys, secrets, addresses for pushes, limits and counts of the sources' accounts.
 * `GET|POST /sandbox/source-faults`: unusable answers to come.
 */
export function mountSourceControl(platform: Platform, sources: Sources): void {
  platform.handle('/sandbox/sources', async (request, response) => {
    if (request.method === 'POST') {
      change(sources, parse(accountSchema, await readBody(request)));
    }
    sendJson(response, 200, overview(platform, sources), { 'Cache-Control': 'no-store' });
  });
  platform.handle('/sandbox/source-faults', async (request, response) => {
    if (request.method === 'POST') {
      const { source, fault: name, times } = parse(faultSchema, await readBody(request));
      const fault = parseFault(name);
      if (fault === null) throw new BadRequest(`fault: ${name} is none of the known ones`);
      sources.faults.set(source, fault, times);
    }
    sendJson(response, 200, { faults: sources.faults.all }, { 'Cache-Control': 'no-store' });
  });
}

function change(sources: Sources, given: z.infer<typeof accountSchema>): void {
  const { source, shop, webhookUrl, ratePerSecond, quota, dailyLimit, disabled } = given;
  const account = sources.account(source, given.key ?? DEFAULT_KEYS[source].key, shop ?? null);
  if (webhookUrl !== undefined) account.webhookUrl = webhookUrl;
  if (given.webhookSecret !== undefined) account.webhookSecret = given.webhookSecret;
  if (ratePerSecond !== undefined) account.ratePerSecond = ratePerSecond;
  account.quota = quota ?? account.quota;
  account.dailyLimit = dailyLimit ?? account.dailyLimit;
  account.isDisabled = disabled ?? account.isDisabled;
}

function overview(platform: Platform, sources: Sources) {
  return {
    bases: {
      '17track': platform.origin + baseOf('17track'),
      aftership: platform.origin + baseOf('aftership'),
    },
    accounts: sources.accounts.map(described),
    pushes: {
      '17track': sources.pushes.countsOf('17track'),
      aftership: sources.pushes.countsOf('aftership'),
    },
    faults: sources.faults.all,
  };
}

function described({ isDisabled, ...account }: SourceAccount) {
  return { ...account, disabled: isDisabled };
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new BadRequest(`${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'invalid'}`);
}
