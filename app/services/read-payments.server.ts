import { DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';

export async function readPayments(_: { shopId: number; now: Date }): Promise<Step> {
  return DONE;
}
