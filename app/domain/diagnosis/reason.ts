import type { SilenceCause } from '#app/domain/diagnosis/causes.ts';
import type { FactCode, FactParams } from '#app/domain/diagnosis/fact-codes.ts';

/** One fact that speaks for or against a cause. */
export interface Reason {
  cause: SilenceCause;
  fact: FactCode;
  speaks: 'for' | 'against';
  params: FactParams;
}
