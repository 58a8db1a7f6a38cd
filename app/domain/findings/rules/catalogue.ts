import type { Rule } from '#app/domain/findings/rule.ts';
import { cshLow01 } from '#app/domain/findings/rules/cash/csh-low-01.ts';
import { cusCost01 } from '#app/domain/findings/rules/compliance/cus-cost-01.ts';
import { cusData01 } from '#app/domain/findings/rules/compliance/cus-data-01.ts';
import { cusDesc01 } from '#app/domain/findings/rules/compliance/cus-desc-01.ts';
import { cusEuPid01 } from '#app/domain/findings/rules/compliance/cus-eu-pid-01.ts';
import { dg01 } from '#app/domain/findings/rules/compliance/dg-01.ts';
import { dsp01 } from '#app/domain/findings/rules/compliance/dsp-01.ts';
import { dsp02 } from '#app/domain/findings/rules/compliance/dsp-02.ts';
import { env01 } from '#app/domain/findings/rules/compliance/env-01.ts';
import { euDlv01 } from '#app/domain/findings/rules/compliance/eu-dlv-01.ts';
import { euRfd01 } from '#app/domain/findings/rules/compliance/eu-rfd-01.ts';
import { gpsr01 } from '#app/domain/findings/rules/compliance/gpsr-01.ts';
import { ip01 } from '#app/domain/findings/rules/compliance/ip-01.ts';
import { org01 } from '#app/domain/findings/rules/compliance/org-01.ts';
import { polEu02 } from '#app/domain/findings/rules/compliance/pol-eu-02.ts';
import { polOld01 } from '#app/domain/findings/rules/compliance/pol-old-01.ts';
import { polSet01 } from '#app/domain/findings/rules/compliance/pol-set-01.ts';
import { polWdr01 } from '#app/domain/findings/rules/compliance/pol-wdr-01.ts';
import { prcEu01 } from '#app/domain/findings/rules/compliance/prc-eu-01.ts';
import { prcRef01 } from '#app/domain/findings/rules/compliance/prc-ref-01.ts';
import { pre01 } from '#app/domain/findings/rules/compliance/pre-01.ts';
import { prv01 } from '#app/domain/findings/rules/compliance/prv-01.ts';
import { shipClaim01 } from '#app/domain/findings/rules/compliance/ship-claim-01.ts';
import { trkDup01 } from '#app/domain/findings/rules/compliance/trk-dup-01.ts';
import { trkRoute01 } from '#app/domain/findings/rules/compliance/trk-route-01.ts';
import { trkScan01 } from '#app/domain/findings/rules/compliance/trk-scan-01.ts';
import { unit01 } from '#app/domain/findings/rules/compliance/unit-01.ts';
import { usRfd01 } from '#app/domain/findings/rules/compliance/us-rfd-01.ts';
import { usShip01 } from '#app/domain/findings/rules/compliance/us-ship-01.ts';
import { invDead01 } from '#app/domain/findings/rules/inventory/inv-dead-01.ts';
import { invOrd01 } from '#app/domain/findings/rules/inventory/inv-ord-01.ts';
import { invPre01 } from '#app/domain/findings/rules/inventory/inv-pre-01.ts';
import type { SubjectKind } from '#app/domain/findings/subjects.ts';

/** Every rule, by what it looks at, alphabetical within. A rule that is not named here does not exist. */
const BY_SUBJECT: { readonly [K in SubjectKind]: readonly Rule<K>[] } = {
  order: [cusCost01, euDlv01, usRfd01, usShip01],
  parcel: [trkDup01, trkRoute01, trkScan01],
  product: [cusData01, cusDesc01, cusEuPid01, dg01, env01, gpsr01, ip01, org01, pre01, unit01],
  price: [prcEu01, prcRef01],
  return: [euRfd01],
  dispute: [dsp01],
  destination: [shipClaim01],
  variant: [invDead01, invOrd01, invPre01],
  cash: [cshLow01],
  shop: [dsp02, polEu02, polOld01, polSet01, polWdr01, prv01],
};

/** A rule whose kind of subject is known at run time only: ask `rule.subject`, or judge with `evaluateSubject`. */
export type AnyRule = { [K in SubjectKind]: Rule<K> }[SubjectKind];

export const RULES: readonly AnyRule[] = Object.values(BY_SUBJECT).flat();

/** The rules that look at one kind of subject. */
export function rulesOf<K extends SubjectKind>(kind: K): readonly Rule<K>[] {
  return BY_SUBJECT[kind];
}

/** Null: no rule has this id. Ids are upper case: `US-SHIP-01`. */
export function ruleById(id: string): AnyRule | null {
  return BY_ID.get(id) ?? null;
}

const BY_ID: ReadonlyMap<string, AnyRule> = new Map(RULES.map((rule) => [rule.id, rule]));
