import { expect, test } from 'vitest';
import { healthOf } from './source-health.ts';

const at = new Date('2026-11-12T10:00:00Z');
const asked = {
  source: 'aftership',
  state: 'connected',
  hasSecret: false,
  answeredAt: at,
  failingSince: null,
  errorKind: null,
} as const;
const inbound = { ...asked, source: 'inbound', hasSecret: true } as const;

test.each([
  ['answers', asked, 'fine'],
  ['was never asked', { ...asked, answeredAt: null }, 'untried'],
  ['cannot be reached', { ...asked, failingSince: at, errorKind: 'unreachable' }, 'failing'],
  [
    'says it is enough for today',
    { ...asked, failingSince: at, errorKind: 'daily_limit' },
    'waiting',
  ],
  ['has no quota left', { ...asked, failingSince: at, errorKind: 'quota_exhausted' }, 'waiting'],
  [
    'refuses the key, whatever came before',
    { ...asked, state: 'refused', failingSince: at },
    'key_refused',
  ],
  ['was paused while failing', { ...asked, state: 'paused', failingSince: at }, 'paused'],
  ['pushes', inbound, 'fine'],
  ['has not pushed yet', { ...inbound, answeredAt: null }, 'quiet'],
  ['lost its secret', { ...inbound, hasSecret: false }, 'key_refused'],
] as const)('a source that %s', (_what, connection, health) => {
  expect(healthOf(connection)).toBe(health);
});
