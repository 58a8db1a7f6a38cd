import { describe, expect, test } from 'vitest';
import { suggestAnswers } from '#app/services/suggest-answers.ts';
import { ASK_KINDS } from '#app/domain/shopper/shopper-settings.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';

describe('beginnings of an answer', () => {
  test.each([
    ['a damaged item asks for photos first', 'damaged', 'delivered', 'send_photos'],
    ['not received while it moves says where it is', 'not_received', 'on_track', 'on_its_way'],
    ['not received though delivered asks around', 'not_received', 'delivered', 'ask_neighbours'],
    ['not received and silent is sorry', 'not_received', 'stalled', 'late_sorry'],
    ['not received and lost offers a choice', 'not_received', 'lost', 'send_again_or_refund'],
    ['at customs says so', 'not_received', 'customs_hold', 'in_customs'],
    [
      'with its number in doubt promises to look',
      'not_received',
      'wrong_number',
      'looking_into_it',
    ],
    ['an address is changed before a scan', 'address', 'never_scanned', 'address_noted'],
    ['and no more behind it', 'address', 'on_track', 'address_too_late'],
    ['a cancelled order of unknown state is refunded', 'cancel', null, 'cancelled_refund'],
    ['one that moves is sent back', 'cancel', 'on_track', 'cannot_cancel'],
  ] as const)('%s', (_fact, kind, verdict, first) => {
    expect(suggestAnswers(kind, verdict)[0]).toBe(first);
  });

  test('are never none, and none comes twice', () => {
    for (const kind of ASK_KINDS)
      for (const verdict of [...VERDICTS, 'unassessed' as const, null]) {
        const codes = suggestAnswers(kind, verdict);
        expect(codes.length).toBeGreaterThan(0);
        expect(new Set(codes).size).toBe(codes.length);
      }
  });
});
