/** An amount in the currency's smallest unit (cents for USD, yen for JPY). `minor` is a safe integer. */
export interface Money {
  minor: number;
  /** ISO 4217, upper case. */
  currency: string;
}
