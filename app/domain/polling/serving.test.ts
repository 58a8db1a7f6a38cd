import { describe, expect, it, test } from 'vitest';
import { servingSources } from './serving.ts';
import type { Serving } from './serving.ts';

const seventeen: Serving = {
  source: 'seventeen_track',
  state: 'connected',
  rank: 0,
  serves: { mode: 'all', carriers: [] },
};
const aftership: Serving = { ...seventeen, source: 'aftership', rank: 1 };
const yanwen = { carrier: 'yanwen', destination: 'DE' };
const nobody = { carrier: null, destination: null };

describe('who is asked', () => {
  it('follows the order the merchant chose', () => {
    expect(servingSources([aftership, seventeen], yanwen)).toEqual([
      'seventeen_track',
      'aftership',
    ]);
    expect(servingSources([{ ...aftership, rank: -1 }, seventeen], yanwen)).toEqual([
      'aftership',
      'seventeen_track',
    ]);
  });

  test.each(['paused', 'refused'] as const)('is never a source that is %s', (state) => {
    expect(servingSources([{ ...seventeen, state }, aftership], yanwen)).toEqual(['aftership']);
  });

  it('is one that serves the carrier', () => {
    const only: Serving = { ...seventeen, serves: { mode: 'only', carriers: ['yanwen'] } };
    const except: Serving = { ...seventeen, serves: { mode: 'except', carriers: ['yanwen'] } };
    expect(servingSources([only], yanwen)).toEqual(['seventeen_track']);
    expect(servingSources([only], { ...yanwen, carrier: 'dhl' })).toEqual([]);
    expect(servingSources([only], nobody)).toEqual([]);
    expect(servingSources([except], yanwen)).toEqual([]);
    expect(servingSources([except], { ...yanwen, carrier: 'dhl' })).toEqual(['seventeen_track']);
    expect(servingSources([except], nobody)).toEqual(['seventeen_track']);
  });

  it('is the next one when the first cannot find the carrier, and the first again when none can', () => {
    const said = { seventeen_track: 'carrier_unknown' } as const;
    expect(servingSources([seventeen, aftership], { ...yanwen, said })).toEqual([
      'aftership',
      'seventeen_track',
    ]);
    const both = { ...said, aftership: 'carrier_unknown' } as const;
    expect(servingSources([seventeen, aftership], { ...yanwen, said: both })[0]).toBe(
      'seventeen_track',
    );
  });

  it('is never one that has refused the number', () => {
    const said = { seventeen_track: 'refused' } as const;
    expect(servingSources([seventeen, aftership], { ...yanwen, said })).toEqual(['aftership']);
    expect(servingSources([seventeen], { ...yanwen, said })).toEqual([]);
  });
});
