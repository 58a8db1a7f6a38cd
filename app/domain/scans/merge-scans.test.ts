import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aScan } from '#app/domain/scans/scan.fixture.ts';
import { countsFrom, mergeScans, newsAt, provenAt } from '#app/domain/scans/merge-scans.ts';

const at = (iso: string) => new Date(iso);

describe('mergeScans', () => {
  test('orders by happening, then by recording, then by id', () => {
    const first = aScan({ eventId: '9', occurredAt: at('2026-06-01T00:00Z') });
    const noon = at('2026-06-01T12:00Z');
    const recordedEarly = aScan({ eventId: '8', occurredAt: noon, recordedAt: noon });
    const late = { occurredAt: noon, recordedAt: at('2026-06-01T13:00Z') };
    const smallId = aScan({ eventId: '7', ...late });
    const longId = aScan({ eventId: '10', ...late });
    expect(mergeScans([longId, smallId, recordedEarly, first])).toEqual([
      first,
      recordedEarly,
      smallId,
      longId,
    ]);
  });

  test('keeps each event once, in the version recorded last', () => {
    const old = aScan({ eventId: '1', message: 'old', recordedAt: at('2026-06-01T00:00Z') });
    const corrected = { ...old, message: 'new', recordedAt: at('2026-06-02T00:00Z') };
    expect(mergeScans([old, corrected, old])).toEqual([corrected]);
    expect(mergeScans([corrected, old])).toEqual([corrected]);
  });

  test('gives the same timeline for any order and multiplicity, versions included', () => {
    const scans = fc.array(
      fc
        .record({
          eventId: fc.constantFrom('1', '2', '3', '12'),
          hour: fc.nat(3),
          recordedHour: fc.nat(3),
          message: fc.constantFrom(null, 'a', 'b'),
        })
        .map(({ eventId, hour, recordedHour, message }) =>
          aScan({
            eventId,
            message,
            occurredAt: new Date(hour * 3_600_000),
            recordedAt: new Date(recordedHour * 3_600_000),
          }),
        ),
    );
    const shuffled = scans.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(mergeScans(other)).toEqual(mergeScans(list));
      }),
    );
  });
});

describe('a scan dated in the future', () => {
  const now = at('2026-06-01T00:00:00Z');
  const ahead = (ms: number) => aScan({ occurredAt: new Date(now.getTime() + 86_400_000 + ms) });

  test('counts when it lies exactly a day ahead, and not a millisecond more', () => {
    const [near, far] = [ahead(0), ahead(1)];
    expect(newsAt([near, far], now)).toEqual({ news: [near], ahead: [far] });
  });

  test('counts from a day before its date', () => {
    const far = ahead(1);
    expect(newsAt([far], countsFrom(far)).news).toEqual([far]);
    expect(newsAt([far], new Date(countsFrom(far).getTime() - 1)).news).toEqual([]);
  });

  test('proves nothing later than when it was recorded', () => {
    expect(provenAt(aScan({ occurredAt: at('2026-06-02T00:00Z'), recordedAt: now }))).toEqual(now);
    expect(provenAt(aScan({ occurredAt: now, recordedAt: at('2026-06-02T00:00Z') }))).toEqual(now);
  });
});
