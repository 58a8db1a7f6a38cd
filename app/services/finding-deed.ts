import type { FindingDetailError } from '#app/contracts/finding-detail.ts';
import type { FindingRecord } from '#app/db/finding-detail.server.ts';

/** What a person did on a finding's page, and who and when. */
export interface FindingDeed {
  shopId: number;
  finding: FindingRecord;
  actor: string;
  now: Date;
  timeZone: string;
}

/** Why a deed was not done; `field` names what to change. */
export interface Refusal {
  code: FindingDetailError;
  field?: string;
}
