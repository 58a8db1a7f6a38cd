import type { PoolClient } from 'pg';
import {
  legsToPlan,
  loadPlans,
  planningSources,
  upsertPlans,
} from '#app/db/source-plans.server.ts';
import type {
  PlannedLeg,
  PlanningSource,
  PlanRow,
  StoredPlan,
} from '#app/db/source-plans.server.ts';
import { carrierToAsk } from '#app/domain/numbers/carrier-to-ask.ts';
import { chainOf } from '#app/domain/parcels/chain.ts';
import { nextPoll } from '#app/domain/polling/plan.ts';
import { servingSources } from '#app/domain/polling/serving.ts';

/**
 * Brings the polling plan of these fulfillments' numbers up to date with what is known of their parcels, in the caller's
 * transaction. MUST run after the parcels' verdicts are written. Every number of a parcel's chain is asked of the one
 * source that serves it; numbers that were replaced, and those of another source, are not asked any more. Planning
 * twice changes nothing. A shop without a connected source costs one look-up.
 */
export async function planPolls(
  sql: PoolClient,
  { shopId, fulfillmentIds, now }: { shopId: number; fulfillmentIds: readonly string[]; now: Date },
): Promise<void> {
  if (fulfillmentIds.length === 0) return;
  const sources = await planningSources(sql, shopId, now);
  if (!sources.some(({ state }) => state === 'connected')) return;
  const legs = await legsToPlan(sql, shopId, [...new Set(fulfillmentIds)]);
  const asked = new Set(fulfillmentIds);
  const keys = new Set(
    legs.filter((leg) => asked.has(leg.fulfillmentId)).map(({ numberKey }) => numberKey),
  );
  const stored = await loadPlans(sql, shopId, [...keys]);
  const uses = usesByNumber(legs);
  const storedOf = Map.groupBy(stored, ({ numberKey }) => numberKey);
  const rows = [...keys].flatMap((numberKey) =>
    planNumber(uses.get(numberKey) ?? [], {
      sources,
      stored: storedOf.get(numberKey) ?? [],
      now,
    }),
  );
  await upsertPlans(sql, shopId, { rows, now });
}

/** A number's use as part of one parcel's chain. */
interface Use {
  leg: PlannedLeg;
  isHandedOn: boolean;
}

function usesByNumber(legs: readonly PlannedLeg[]): Map<string, Use[]> {
  const parcels = Map.groupBy(legs, (leg) => `${leg.fulfillmentId}-${leg.position}`);
  const uses = [...parcels.values()].flatMap((own) => {
    const chain = chainOf(own);
    const continued = new Set(chain.map(({ continuesSeq }) => continuesSeq));
    return chain.map((leg) => ({ leg, isHandedOn: continued.has(leg.seq) }));
  });
  return Map.groupBy(uses, ({ leg }) => leg.numberKey);
}

interface Circumstances {
  sources: readonly PlanningSource[];
  stored: readonly StoredPlan[];
  now: Date;
}

/** The number's rows: one with the source that serves it, and an end to those with others. */
function planNumber(uses: readonly Use[], { sources, stored, now }: Circumstances): PlanRow[] {
  const carrier = uses
    .map(({ leg }) => carrierToAsk(leg.number, leg.carrier))
    .find((slug) => slug !== null);
  const destination = uses.map(({ leg }) => leg.destination).find((code) => code !== null);
  const said = Object.fromEntries(stored.map(({ source, state }) => [source, state]));
  const number = { carrier: carrier ?? null, destination: destination ?? null, said };
  const [serving] = uses.length === 0 ? [] : servingSources(sources, number);
  const ends = stored
    .filter(({ source, nextPollAt }) => source !== serving && nextPollAt !== null)
    .map(({ source, numberKey }): PlanRow => ({
      source,
      numberKey,
      number: numberKey,
      carrier: null,
      destination: null,
      pace: 'ended',
      at: null,
    }));
  const source = sources.find((one) => one.source === serving);
  const [first] = uses;
  if (source === undefined || first === undefined) return ends;
  const own = stored.find((plan) => plan.source === source.source);
  const plans = uses.map((use) => nextPoll(stateOf(use, { source, own }), now));
  const plan = plans.reduce((most, other) => (isSooner(other.at, most.at) ? other : most));
  // A parcel that has arrived before anybody was asked needs no row.
  if (plan.at === null && own === undefined) return ends;
  const { numberKey, number: typed } = first.leg;
  return [
    ...ends,
    {
      source: source.source,
      numberKey,
      number: typed,
      carrier: number.carrier,
      destination: number.destination,
      ...plan,
    },
  ];
}

function stateOf(
  { leg, isHandedOn }: Use,
  { source, own }: { source: PlanningSource; own: StoredPlan | undefined },
): Parameters<typeof nextPoll>[0] {
  return {
    numberKey: leg.numberKey,
    state: own?.state ?? 'new',
    answeredAt: own?.answeredAt ?? null,
    attempts: own?.attempts ?? 0,
    pushesArrive: source.pushesArrive,
    startedAt: leg.startedAt,
    milestone: leg.milestone,
    lastScanAt: leg.lastScanAt,
    deliveredAt: leg.deliveredAt,
    estimatedDeliveryAt: leg.estimatedDeliveryAt,
    isOver: leg.cancelled || leg.isUnfollowed || leg.cause === 'returned_by_scan',
    isDoubted: leg.isDoubted,
    isHandedOn,
    usualHandoverHours: null,
    stretch: source.stretch,
  };
}

/** Null = never. */
function isSooner(at: Date | null, than: Date | null): boolean {
  if (at === null) return false;
  return than === null || at < than;
}
