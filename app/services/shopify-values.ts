import { z } from 'zod';
import { parseMoney } from '#app/domain/shared/money.ts';

/** The numeric part of `gid://shopify/Order/1`: ids are text here, because 64 bits exceed a JavaScript number. */
export const gid = z
  .string()
  .regex(/^gid:\/\/shopify\/[A-Za-z]+\/[0-9]{1,19}(\?.*)?$/)
  .transform((text) => (/\/([0-9]+)(\?.*)?$/.exec(text) ?? ['', ''])[1] ?? '');

export const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'not an instant')
  .transform((text) => new Date(text));
export const optionalInstant = instant.nullish().transform((value) => value ?? null);
export const text = z.string().nullish();
export const optionalText = (longest: number) =>
  text.transform((value) =>
    value == null || value === '' ? null : clean(value).slice(0, longest),
  );
export const country = text.transform((value) =>
  value != null && /^[A-Za-z]{2}$/.test(value) ? value.toUpperCase() : null,
);

/** PostgreSQL text holds no NUL; a lone one in carrier text must not stop an import. */
export function clean(value: string): string {
  return value.replaceAll('\u0000', '');
}

/** An amount as `MoneyV2` has it. */
export const amountSchema = z
  .object({ amount: z.string(), currencyCode: z.string().length(3) })
  .transform(({ amount, currencyCode }, context) => {
    try {
      return parseMoney(amount, currencyCode);
    } catch {
      context.addIssue({ code: 'custom', message: 'not an amount' });
      return z.NEVER;
    }
  });

/** An amount in the shop's currency. */
export const moneySchema = z
  .object({ shopMoney: amountSchema })
  .transform(({ shopMoney }) => shopMoney);
