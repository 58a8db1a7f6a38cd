import { expect, test } from 'vitest';
import { endIncident, openIncident, openIncidents } from '#app/db/source-incidents.server.ts';
import { loadHome } from '#app/services/load-home.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { NOW, ask, hoursAgo, shopOnTheWay } from './shop-on-the-way.ts';

await testDatabase();

test('Home tells what is stopped and for three days what was, by the names people know', async () => {
  const shopId = await shopOnTheWay([]);
  const stopped = {
    kind: 'carrier',
    source: null,
    beganAt: hoursAgo(60),
    noticedAt: hoursAgo(50),
  } as const;
  await ask(shopId, async (sql) => {
    const statistic = { reason: 'no_scans', expected: 57.6, seen: 3, probability: 1e-9 } as const;
    await openIncident(sql, shopId, { ...stopped, carrier: 'yanwen', statistic });
    await openIncident(sql, shopId, { ...stopped, carrier: 'nobody’s express', statistic: {} });
    await openIncident(sql, shopId, {
      ...stopped,
      kind: 'source',
      source: 'seventeen_track',
      carrier: null,
      statistic: { reason: 'calls_fail' },
    });
    for (const { incidentId, carrier } of await openIncidents(sql, shopId))
      if (carrier === 'nobody’s express')
        await endIncident(sql, shopId, { incidentId, now: hoursAgo(20) });
  });
  const { home } = await loadHome({ shopId, now: NOW });
  expect(home.incidents.map(({ carrier, source, endedAt }) => [carrier, source, endedAt])).toEqual(
    expect.arrayContaining([
      [{ key: 'yanwen', name: 'Yanwen' }, null, null],
      [null, 'seventeen_track', null],
      [{ key: 'nobody’s express', name: 'nobody’s express' }, null, hoursAgo(20).toISOString()],
    ]),
  );
  expect(home.incidents.at(-1)?.endedAt).not.toBeNull();
  expect(home.incidents.find(({ carrier }) => carrier?.key === 'yanwen')).toMatchObject({
    reason: 'no_scans',
    expected: 58,
    seen: 3,
    heldBack: 0,
  });
  const later = await loadHome({ shopId, now: hoursAgo(-53) });
  expect(later.home.incidents).toHaveLength(2);
});
