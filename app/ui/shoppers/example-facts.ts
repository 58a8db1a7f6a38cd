import type { Milestone } from '#app/domain/scans/scan.ts';
import type { ShopperFacts } from '#app/domain/shopper/shopper-parcel-of.ts';
import type { Cause, VerdictKind } from '#app/domain/verdicts/verdict.ts';
import { dateInZone } from '../format.ts';

/** A parcel from China to Germany as its shopper could meet it in each verdict, seen at `now` in the shop's zone. */
export function exampleFacts(
  verdict: VerdictKind,
  { now, timeZone }: { now: Date; timeZone: string },
): ShopperFacts {
  const example = EXAMPLES[verdict];
  const after = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const onDay = (days: number) => dateInZone(after(days).toISOString(), timeZone);
  const { scan, usual, limit, arrives } = example;
  return {
    id: '1-0',
    verdict,
    cause: example.cause ?? null,
    verdictSince: after(example.since),
    cancelled: false,
    origin: 'CN',
    destination: 'DE',
    chain: verdict === 'missing_number' ? [] : CHAIN,
    lastScan:
      scan === undefined
        ? null
        : { milestone: scan.milestone, at: after(scan.at), country: scan.country },
    stage: example.stage ?? null,
    limitAt: limit === undefined ? null : after(limit),
    silence:
      usual === undefined
        ? null
        : { from: after(scan?.at ?? example.since), usualUntil: after(usual), basis: 'lane' },
    delivery:
      arrives === undefined
        ? null
        : {
            earliestOn: onDay(arrives[0]),
            latestOn: onDay(arrives[1]),
            confidence: 0.8,
            basis: 'lane',
          },
    calendar: {
      dateAt: (at) => dateInZone(at.toISOString(), timeZone),
      endOfDate: (on) => new Date(`${on}T23:59:59Z`),
    },
    now,
  };
}

const DAY_MS = 86_400_000;

/** Numbers that no carrier has given out. */
const CHAIN: ShopperFacts['chain'] = [
  { kind: 'supplier', number: 'LX000000000CN', carrier: 'Yanwen', trackingUrl: null },
  { kind: 'last_mile', number: '00340000000000000000', carrier: 'DHL', trackingUrl: null },
];

/** Times in days from now; a negative one is past. */
interface Example {
  cause?: Cause;
  since: number;
  stage?: ShopperFacts['stage'];
  scan?: { milestone: Milestone; at: number; country: string };
  /** Until when nine of ten have news; when the wait turns the verdict; the days between which it arrives. */
  usual?: number;
  limit?: number;
  arrives?: readonly [number, number];
}

const LEFT_CHINA: Example['scan'] = { milestone: 'departed_origin', at: -2, country: 'CN' };

const EXAMPLES: Readonly<Record<VerdictKind, Example>> = {
  on_track: {
    since: -6,
    stage: 'linehaul',
    scan: LEFT_CHINA,
    usual: 3,
    limit: 4,
    arrives: [6, 13],
  },
  late: {
    since: -1,
    stage: 'destination',
    scan: { milestone: 'domestic_transit', at: -1, country: 'DE' },
    usual: 2,
    limit: 3,
    arrives: [1, 5],
  },
  stalled: {
    since: -2,
    stage: 'linehaul',
    scan: { ...LEFT_CHINA, at: -9 },
    usual: -3,
    limit: -2,
  },
  never_scanned: { since: -1, stage: 'first_scan', usual: -2, limit: -1 },
  missing_number: { since: -1, limit: -1 },
  customs_hold: {
    cause: 'customs_needs_action',
    since: -1,
    stage: 'customs_request',
    scan: { milestone: 'customs_action_needed', at: -1, country: 'DE' },
  },
  wrong_number: {
    since: -1,
    scan: { milestone: 'delivered', at: -3, country: 'FR' },
  },
  wrong_parcel: {
    since: -1,
    scan: { milestone: 'delivered', at: -3, country: 'DE' },
  },
  source_blind: { since: -0.3, stage: 'linehaul', scan: { ...LEFT_CHINA, at: -3 } },
  delivered: {
    since: -0.2,
    scan: { milestone: 'delivered', at: -0.2, country: 'DE' },
  },
  returning: {
    since: -1,
    scan: { milestone: 'returning', at: -1, country: 'DE' },
  },
  lost: { since: -1, scan: { ...LEFT_CHINA, at: -34 } },
};
