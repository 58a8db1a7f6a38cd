import { expect, test } from 'vitest';
import { incidentOf, type OpenIncidentFact } from '#app/domain/verdicts/incident.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 5, 1, hour));
const source = (name: string, hour = 1): OpenIncidentFact => ({
  kind: 'source',
  source: name,
  carrier: null,
  beganAt: at(hour),
});
const carrier = (key: string, hour = 1): OpenIncidentFact => ({
  kind: 'carrier',
  source: null,
  carrier: key,
  beganAt: at(hour),
});
const parcel = {
  carriers: [{ key: 'yanwen', name: 'Yanwen' }],
  speakers: ['seventeen_track' as const],
};

test.each([
  ['its carrier’s', [carrier('yanwen')], 'Yanwen'],
  ['another carrier’s', [carrier('yunexpress')], undefined],
  ['its only source’s', [source('seventeen_track')], 'seventeen_track'],
  ['another source’s', [source('aftership')], undefined],
  ['the one that began first', [source('seventeen_track', 5), carrier('yanwen', 3)], 'Yanwen'],
  ['none', [], undefined],
])('of open incidents it is %s', (_fact, open, name) => {
  expect(incidentOf(open, parcel)?.name).toBe(name);
});

test('a source’s stop says nothing while another source can tell', () => {
  const both = { ...parcel, speakers: ['aftership' as const, 'seventeen_track' as const] };
  expect(incidentOf([source('seventeen_track')], both)).toBeNull();
  expect(incidentOf([source('seventeen_track'), source('aftership', 0)], both)?.name).toBe(
    'aftership',
  );
});
