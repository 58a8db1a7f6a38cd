import { describe, expect, test } from 'vitest';
import type { Proof } from '#app/domain/parcels/proof.ts';
import { aScan } from '#app/domain/scans/scan.fixture.ts';
import { assessParcel } from '#app/domain/verdicts/assess-parcel.ts';
import { INCIDENT_MARGIN_MS } from '#app/domain/verdicts/incident.ts';
import { aVerdictInput, dayAfter, SHIPPED_AT } from '#app/domain/verdicts/verdict-input.fixture.ts';

const moved = aScan({ occurredAt: dayAfter(0.5), recordedAt: dayAfter(0.5), country: 'CN' });
/** Silent since noon of 1 June: five business days of China end on 8 June at 16:00 UTC. */
const SILENT_AT = new Date('2026-06-08T16:00:00Z');
const HOUR = 3_600_000;
const during = (beganAt: Date, over: Parameters<typeof aVerdictInput>[0] = {}) =>
  assessParcel(
    aVerdictInput({
      scans: [moved],
      now: new Date(SILENT_AT.getTime() + 30 * HOUR),
      incident: { kind: 'carrier', beganAt, name: 'Yanwen' },
      ...over,
    }),
  );

describe('while its carrier has stopped for everyone', () => {
  test('a silence that became too long since is held back', () => {
    const beganAt = new Date(SILENT_AT.getTime() - HOUR);
    expect(during(beganAt)).toMatchObject({
      kind: 'source_blind',
      cause: 'carrier_incident',
      since: SILENT_AT,
      nextStep: 'wait',
    });
    expect(during(beganAt).evidence.map(({ code }) => code)).toContain('carrier_incident_open');
  });

  test.each([
    ['up to a day before it was seen to begin', INCIDENT_MARGIN_MS, 'source_blind'],
    ['but not a moment earlier', INCIDENT_MARGIN_MS + 1, 'stalled'],
  ])('%s', (_fact, ms, kind) => {
    expect(during(new Date(SILENT_AT.getTime() + ms)).kind).toBe(kind);
  });

  test('what scans say outright still counts', () => {
    const delivered = aScan({ occurredAt: dayAfter(8), milestone: 'delivered' });
    expect(during(SILENT_AT, { scans: [moved, delivered] }).kind).toBe('delivered');
  });

  test('a promised day passes all the same', () => {
    const parcel = { estimatedDeliveryAt: new Date('2026-06-05T00:00:00Z') };
    expect(during(SILENT_AT, { parcel }).kind).toBe('late');
  });

  test('only the incident’s end has it looked at again: a promised day may have been kept unseen', () => {
    expect(during(SILENT_AT).reviewAt).toBeNull();
    const parcel = { estimatedDeliveryAt: new Date('2026-06-20T00:00:00Z') };
    expect(during(SILENT_AT, { parcel }).reviewAt).toBeNull();
  });

  test('a source’s stop is named as such', () => {
    const incident = { kind: 'source', beganAt: SILENT_AT, name: 'seventeen_track' } as const;
    expect(during(SILENT_AT, { incident })).toMatchObject({ cause: 'source_incident' });
  });
});

describe('a source that has not answered', () => {
  const late = new Date(SILENT_AT.getTime() + 9 * HOUR);
  test('is named', () => {
    const answeredAt = new Date(SILENT_AT.getTime() - HOUR);
    const blind = assessParcel(
      aVerdictInput({
        scans: [moved],
        now: late,
        answeredBy: 'seventeen_track',
        sourceAnsweredAt: answeredAt,
      }),
    );
    expect(blind).toMatchObject({ kind: 'source_blind', cause: 'source_silent' });
    expect(blind.evidence.at(-1)).toMatchObject({
      code: 'named_source_silent_since',
      params: { source: 'seventeen_track' },
    });
  });
});

test('a carrier Shopify does not follow is no excuse where another source follows it', () => {
  const verdictOf = (followedBySource: boolean) =>
    assessParcel(
      aVerdictInput({
        parcel: { carrierFollowedByShopify: false, followedBySource },
        now: dayAfter(9),
      }),
    ).cause;
  expect(verdictOf(false)).toBe('carrier_not_reported_by_shopify');
  expect(verdictOf(true)).toBe('number_unknown_to_carrier');
});

describe('a number proven wrong', () => {
  const proof = (over: Partial<Proof> = {}): Proof => ({
    code: 'scanned_before_payment',
    weight: 'proof',
    numberKey: 'YT123',
    number: 'YT123',
    sentence: 'number_delivered_before_order',
    params: { at: SHIPPED_AT.toISOString(), placedAt: SHIPPED_AT.toISOString() },
    at: SHIPPED_AT.toISOString(),
    ...over,
  });
  const delivered = aScan({ occurredAt: dayAfter(3), milestone: 'delivered' });
  const verdictOf = (proofs: Proof[], over: Parameters<typeof aVerdictInput>[0] = {}) =>
    assessParcel(aVerdictInput({ scans: [delivered], now: dayAfter(5), proofs, ...over }));

  test('is not delivered, whatever its scans say; they stay as evidence', () => {
    const verdict = verdictOf([proof()]);
    expect(verdict).toMatchObject({
      kind: 'wrong_number',
      cause: 'number_scanned_before_payment',
      nextStep: 'ask_supplier_for_right_number',
      since: SHIPPED_AT,
    });
    expect(verdict.evidence.map(({ code }) => code)).toEqual([
      'number_delivered_before_order',
      'delivered_scan',
    ]);
  });

  test('is not proven by suspicions, however many', () => {
    const suspicion = proof({ weight: 'suspicion' });
    const others = [suspicion, { ...suspicion, code: 'too_fast' as const }];
    expect(verdictOf(others).kind).toBe('delivered');
  });

  test('is not proven by its check digit, whatever weight that is given', () => {
    expect(verdictOf([proof({ code: 'check_digit_failed' })]).kind).toBe('delivered');
  });

  test('matters no more once the fulfillment is cancelled', () => {
    expect(verdictOf([proof()], { scans: [], parcel: { cancelled: true } }).cause).toBe(
      'fulfillment_cancelled',
    );
  });
});
