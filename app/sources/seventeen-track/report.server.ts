import { countryCode } from '#app/domain/shared/country.ts';
import { scanFromSeventeenTrack } from '#app/domain/scans/from-seventeen-track.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import { estimateInstant, instantOrUtc } from '#app/domain/scans/source-instant.ts';
import { withEventId } from '#app/sources/event-id.server.ts';
import { sourceNumber, sourcePostcode, successorOf } from '#app/sources/source-number.ts';
import type { NumberReport } from '#app/sources/source.ts';
import type { AcceptedItem, ProviderItem } from './answer.ts';
import { carrierOfKey } from './carrier-keys.ts';

/** What an accepted item says of its number; null when its number is none. Each event once, oldest first. */
export function reportOfItem(item: AcceptedItem, receivedAt: Date | null): NumberReport | null {
  const named = sourceNumber(item.number);
  if (named === null) return null;
  const info = item.track_info;
  const providers = info?.tracking?.providers ?? [];
  const scans = scansOf(providers, { numberKey: named.numberKey, receivedAt });
  const recipient = info?.shipping_info?.recipient_address ?? null;
  const next = info?.misc_info ?? null;
  return {
    ...named,
    state: stateOf(item, scans),
    errorCode: null,
    scans,
    carrier: carrierOf(item, providers),
    ...syncOf(providers),
    successor: successorOf(named.numberKey, {
      number: next?.local_number ?? null,
      carrier: carrierOfKey(next?.local_key ?? null, next?.local_provider ?? null),
      carrierName: next?.local_provider ?? null,
    }),
    shipperCountry: countryCode(info?.shipping_info?.shipper_address?.country ?? null),
    recipient: {
      country: countryCode(recipient?.country ?? null),
      postcode: sourcePostcode(recipient?.postal_code ?? null),
    },
    estimatedDeliveryAt: estimatedAt(info?.time_metrics?.estimated_delivery_date ?? null),
  };
}

function scansOf(
  providers: readonly ProviderItem[],
  context: { numberKey: string; receivedAt: Date | null },
): Scan[] {
  const byId = new Map<string, Scan>();
  for (const [index, { provider, events }] of providers.entries()) {
    const name = String(provider?.key ?? provider?.name ?? `provider ${index}`);
    for (const event of events) {
      const keyed = scanFromSeventeenTrack(event, { ...context, provider: name });
      if (keyed === null) continue;
      const scan = withEventId(keyed);
      byId.set(scan.eventId, scan);
    }
  }
  return [...byId.values()].sort(
    (a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || (a.eventId < b.eventId ? -1 : 1),
  );
}

/** 17TRACK stops a number 30 days after its last event, or 15 after its delivery: only the former is giving up. */
function stateOf(item: AcceptedItem, scans: readonly Scan[]): NumberReport['state'] {
  const status = item.track_info?.latest_status?.status ?? null;
  if (item.stop_track_reason === 'InvalidCarrier') return 'carrier_unknown';
  const isStopped = item.tracking_status === 'Stopped' && status !== 'Delivered';
  if (isStopped || status === 'Expired') return 'gave_up';
  return scans.length > 0 ? 'tracking' : 'pending';
}

function carrierOf(item: AcceptedItem, providers: readonly ProviderItem[]): string | null {
  const asked = providers.find(({ provider }) => provider?.key === item.carrier)?.provider;
  const first = asked ?? providers[0]?.provider;
  return carrierOfKey(item.carrier ?? first?.key ?? null, first?.name ?? null);
}

/**
 * When a carrier last answered 17TRACK: the freshest success of all its providers. Failing: the provider that knows the
 * newest event, and so has the parcel, did not answer the last time; without events, none did.
 */
function syncOf(
  providers: readonly ProviderItem[],
): Pick<NumberReport, 'syncedAt' | 'isSyncFailing'> {
  const told = providers
    .filter(({ latest_sync_status: status }) => status !== null)
    .map((provider) => ({
      isSuccess: provider.latest_sync_status?.toLowerCase() === 'success',
      at: instantOrUtc(provider.latest_sync_time),
      newestEventMs: Math.max(
        0,
        ...provider.events.map(
          (event) => instantOrUtc(event.timeUtc ?? event.timeIso)?.getTime() ?? 0,
        ),
      ),
    }));
  const successMs = told.flatMap(({ isSuccess, at }) =>
    isSuccess && at !== null ? [at.getTime()] : [],
  );
  const holder = told.reduce<(typeof told)[number] | null>(
    (newest, one) => (one.newestEventMs > (newest?.newestEventMs ?? 0) ? one : newest),
    null,
  );
  return {
    syncedAt: successMs.length === 0 ? null : new Date(Math.max(...successMs)),
    isSyncFailing:
      holder === null
        ? told.length > 0 && told.every(({ isSuccess }) => !isSuccess)
        : !holder.isSuccess,
  };
}

/** The end of the promised span: until then the promise holds. */
function estimatedAt(span: { from: string | null; to: string | null } | null): Date | null {
  return estimateInstant(span?.to ?? null) ?? estimateInstant(span?.from ?? null);
}
