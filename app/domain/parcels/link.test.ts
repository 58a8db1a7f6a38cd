import { describe, expect, test } from 'vitest';
import type {
  LinkDecision,
  LinkEvidence,
  LinkState,
  WriteState,
} from '#app/domain/parcels/link.ts';
import { isDoubtful, isSameEvidence, stateAfter } from '#app/domain/parcels/link.ts';

describe('what can be decided', () => {
  test.each<[LinkState, WriteState, LinkDecision, LinkState | null]>([
    ['proposed', 'off', 'confirm', 'confirmed'],
    ['proposed', 'off', 'reject', 'rejected'],
    ['proposed', 'off', 'undo', null],
    ['confirmed', 'off', 'undo', 'undone'],
    ['confirmed', 'off', 'confirm', null],
    ['rejected', 'off', 'undo', 'proposed'],
    ['rejected', 'off', 'confirm', 'confirmed'],
    ['undone', 'restored', 'confirm', 'confirmed'],
    ['undone', 'off', 'reject', null],
    ['confirmed', 'overwritten', 'keep_theirs', 'confirmed'],
    ['confirmed', 'written', 'keep_theirs', null],
    ['confirmed', 'overwritten', 'restore_ours', 'confirmed'],
    ['confirmed', 'failed', 'restore_ours', 'confirmed'],
    ['confirmed', 'written', 'restore_ours', null],
    ['undone', 'overwritten', 'restore_ours', null],
  ])('%s, %s: %s gives %s', (state, writeState, decision, after) => {
    expect(stateAfter({ state, writeState }, decision)).toBe(after);
  });
});

const states = (source: string): LinkEvidence => ({ code: 'source_states', params: { source } });
const begins: LinkEvidence = { code: 'new_begins_after', params: { at: '2026-06-01', days: 1 } };
const elsewhere: LinkEvidence = { code: 'number_on_other_order', params: { order: '#2' } };

describe('what was turned down', () => {
  test.each<[string, LinkEvidence[], LinkEvidence[], boolean]>([
    [
      'on the same statement does not come back',
      [states('aftership')],
      [states('aftership')],
      true,
    ],
    [
      'comes back on another source’s word',
      [states('seventeen_track')],
      [states('aftership')],
      false,
    ],
    [
      'comes back on another kind of reason',
      [states('aftership'), begins],
      [states('aftership')],
      false,
    ],
    [
      'does not come back on a new doubt',
      [states('aftership'), elsewhere],
      [states('aftership')],
      true,
    ],
  ])('%s', (_fact, offered, weighed, isSame) => {
    const of = (evidence: LinkEvidence[]) => ({ evidence, uploadId: null });
    expect(isSameEvidence(of(offered), of(weighed))).toBe(isSame);
  });

  test('comes back with another file', () => {
    const evidence: LinkEvidence[] = [{ code: 'in_upload', params: {} }];
    const one = { evidence, uploadId: 'a' };
    expect(isSameEvidence(one, { evidence, uploadId: 'a' })).toBe(true);
    expect(isSameEvidence(one, { evidence, uploadId: 'b' })).toBe(false);
  });
});

test('a number that travels with another order is doubtful', () => {
  expect(isDoubtful([states('aftership')])).toBe(false);
  expect(isDoubtful([states('aftership'), elsewhere])).toBe(true);
});
