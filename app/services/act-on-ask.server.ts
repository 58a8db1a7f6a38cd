import type { AskResult } from '#app/contracts/asks.ts';

/** Does what staff asked for on an ask's page. `body` is untrusted; a refusal names what to mend and changes nothing. */
export async function actOnAsk(_deed: {
  shopId: number;
  askId: string;
  /** `user:<id>`. */
  actor: string;
  body: unknown;
  now: Date;
}): Promise<AskResult> {
  return { ok: false, code: 'gone', field: null };
}
