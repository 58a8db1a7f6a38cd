/** Everything that can speak against a number; the words stand in i18n under `proof.code.<code>`. Most telling first. */
export const PROOF_CODES = [
  'scanned_before_payment',
  'delivered_before_order',
  'delivered_elsewhere',
  'impossible_place',
  'same_number_other_order',
  'too_fast',
  'check_digit_failed',
] as const;
export type ProofCode = (typeof PROOF_CODES)[number];

/** One fact that speaks against a number. Belongs to the number: a new number starts without any. */
export interface Proof {
  code: ProofCode;
  /** `proof`: cannot be so if the number were right. `suspicion`: is rarely so; never enough, however many there are. */
  weight: 'proof' | 'suspicion';
  numberKey: string;
  /** The number as typed. */
  number: string;
  /** The sentence with its facts: a code of verdicts/evidence-codes.ts. */
  sentence: string;
  params: Record<string, string | number | null>;
  /** ISO instant since when it is so. */
  at: string;
}

/** True when a fact alone can prove a number wrong: a failed check digit never does. */
export function canProve(code: ProofCode): code is Exclude<ProofCode, 'check_digit_failed'> {
  return code !== 'check_digit_failed';
}
