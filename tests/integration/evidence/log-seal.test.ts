import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { logStand, naiveRoot, scansOf, statedBy } from '#tests/integration/evidence/log-stand.ts';
import { openNote, readKey } from '../../../verify/note.ts';
import { leafHash, verifyConsistency, verifyInclusion } from '../../../verify/index.ts';

const stand = await logStand();
const { one, two, now, withShopSql } = stand;
const { sealEvidence } = await import('#app/services/seal-evidence.server.ts');
const { tickShops } = await import('#app/services/tick-shops.server.ts');
const readLog = await import('#app/services/read-log.server.ts');

const inOne = <T>(work: (sql: Parameters<typeof readLog.logOf>[0]) => Promise<T>) =>
  withShopSql(one, work);
const sealAll = async (at = now, shopId = one) => {
  while ((await sealEvidence({ shopId, now: at })).kind === 'again');
};
const bytes = (base64: string) => Buffer.from(base64, 'base64');
const rootOf = (note: string) => bytes(statedBy(note).root);

beforeEach(async () => {
  for (const table of ['logs', 'leaves', 'tiles', 'checkpoints', 'queue'])
    await stand.owner.query(`delete from evidence_${table}`);
  for (const table of ['scans', 'shop_secrets', 'ask_messages', 'asks'])
    await stand.owner.query(`delete from ${table}`);
});

describe('sealing', () => {
  test('keeps the order, commits to every record, and leaves nothing waiting', async () => {
    await stand.hear(scansOf(20));
    await sealAll();
    expect(await stand.queued()).toEqual([]);
    const leaves = await inOne((sql) => readLog.leavesOfOrder(sql, one, '1001'));
    expect(leaves.map(({ leafIndex }) => leafIndex)).toEqual([...Array(20).keys()]);
    const records = leaves.map(({ record }) => JSON.parse(record ?? ''));
    expect(records.map(({ eventId }) => eventId)).toEqual(scansOf(20).map((s) => s.eventId));
    const entries = await stand.entries();
    for (const { leafIndex, record, salt } of leaves) {
      const hash = createHash('sha256').update('lastscan-evidence/v1\n');
      const expected = hash.update(salt ?? '').update(record ?? '');
      expect(entries[leafIndex]).toEqual(expected.digest());
    }
    expect(new Set(leaves.map(({ salt }) => Buffer.from(salt ?? []).toString('hex'))).size).toBe(
      20,
    );
  });

  test('signs a checkpoint whose root is that of RFC 6962 over the entries', async () => {
    await stand.hear(scansOf(11));
    await sealAll();
    const log = await inOne((sql) => readLog.logOf(sql, one));
    const [newest] = await stand.checkpoints();
    const note = newest?.note ?? '';
    expect(statedBy(note)).toEqual({
      origin: log?.origin,
      size: 11,
      root: naiveRoot(await stand.entries()).toString('base64'),
    });
    const key = readKey(log?.verifierKey ?? '');
    expect(key === null ? null : openNote(note, key).outcome).toBe('signed');
    expect(log?.origin).toBe(`127.0.0.1:3000/log/${log?.logId}`);
  });

  test('of nothing changes nothing', async () => {
    expect(await sealEvidence({ shopId: one, now })).toEqual({ kind: 'done' });
    expect(await inOne((sql) => readLog.logOf(sql, one))).toBeNull();
    expect(await stand.rows('select from shop_secrets')).toEqual([]);
  });

  test('grows over the edges of tiles, and every size is consistent with those before it', async () => {
    const notes: string[] = [];
    let heard = 0;
    for (const count of [1, 254, 1, 1, 255, 1, 300]) {
      const scans = scansOf(heard + count).slice(heard);
      heard += count;
      await stand.hear(scans);
      await sealAll();
      notes.push((await stand.checkpoints())[0]?.note ?? '');
    }
    const entries = await stand.entries();
    expect(notes.map((note) => statedBy(note).size)).toEqual([1, 255, 256, 257, 512, 513, 813]);
    for (const note of notes)
      expect(rootOf(note)).toEqual(naiveRoot(entries.slice(0, statedBy(note).size)));
    const tiles = await stand.rows(
      'select level, tile_index::int as index, length(hashes) / 32 as width from evidence_tiles order by 1, 2',
    );
    expect(tiles).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 0, index: 1, width: 256 },
      { level: 0, index: 2, width: 256 },
      { level: 0, index: 3, width: 45 },
      { level: 1, index: 0, width: 3 },
    ]);
    const newest = notes.at(-1) ?? '';
    const size = statedBy(newest).size;
    for (const old of notes) {
      const from = statedBy(old).size;
      const path = await inOne((sql) => readLog.consistencyProof(sql, one, { from, to: size }));
      const roots = { fromRoot: rootOf(old), toRoot: rootOf(newest) };
      expect(verifyConsistency({ from, to: size, ...roots, path })).toBe(true);
    }
  });

  test('lets every entry be proved against the newest and an older checkpoint', async () => {
    await stand.hear(scansOf(300));
    await sealAll();
    await stand.hear(scansOf(700).slice(300));
    await sealAll();
    const entries = await stand.entries();
    for (const size of [300, 700]) {
      const indices = [...Array(size).keys()];
      const proofs = await inOne((sql) => readLog.inclusionProofs(sql, one, { indices, size }));
      const root = naiveRoot(entries.slice(0, size));
      const proved = indices.filter((index) => {
        const leaf = leafHash(entries[index] ?? new Uint8Array());
        const path = proofs.get(index) ?? [];
        return verifyInclusion({ index, size, leaf, path, root });
      });
      expect(proved).toHaveLength(size);
    }
  });

  test('opens what a shopper wrote for its order alone, and keeps it sealed where it lies', async () => {
    await stand.ask(['The lamp came in pieces.']);
    await sealAll();
    const stored = await stand.rows(
      'select record, sealed is not null as sealed from evidence_leaves',
    );
    expect(stored).toEqual([{ record: null, sealed: true }]);
    const [leaf] = await inOne((sql) => readLog.leavesOfOrder(sql, one, '1001'));
    expect(JSON.parse(leaf?.record ?? '')).toMatchObject({
      kind: 'ask',
      orderId: '1001',
      text: 'The lamp came in pieces.',
    });
  });

  test('takes a record of an unknown shape as it is, and goes on', async () => {
    await stand.hear(scansOf(2));
    await stand.owner.query(
      `insert into evidence_queue (shop_id, kind, order_id, record) values ($1, 'weather', 1001, '{"rain": true}'), ($1, 'scan', 1001, '{"half": 1}')`,
      [one],
    );
    await stand.ask(['Sealed under a key that is gone']);
    await stand.owner.query(
      `update evidence_queue set record = record || '{"key_id": "gone"}' where kind = 'ask'`,
    );
    await sealAll();
    const leaves = await inOne((sql) => readLog.leavesOfOrder(sql, one, '1001'));
    const records = leaves.map(({ record }) => JSON.parse(record ?? ''));
    expect(records.slice(2)).toEqual([
      { kind: 'weather', row: { rain: true } },
      { kind: 'scan', row: { half: 1 } },
      { kind: 'ask', row: expect.objectContaining({ key_id: 'gone' }) },
    ]);
    expect(statedBy((await stand.checkpoints())[0]?.note ?? '').size).toBe(5);
  });

  test('of one order goes past what waits before it', async () => {
    await stand.hear(scansOf(3));
    await stand.owner.query(`update evidence_queue set order_id = 7`);
    await stand.hear(scansOf(5).slice(3));
    expect(await readLog.sealNow({ shopId: one, orderId: '1001', now })).toBe(true);
    expect(await stand.queued()).toHaveLength(3);
    expect(await inOne((sql) => readLog.leavesOfOrder(sql, one, '1001'))).toHaveLength(2);
    expect(await readLog.sealNow({ shopId: one, now })).toBe(true);
    expect(await inOne((sql) => readLog.logOf(sql, one))).toMatchObject({ size: 5 });
  });

  test('finds the order of a record that came before its fulfillment was known', async () => {
    await stand.hear(scansOf(1));
    await stand.owner.query('update evidence_queue set order_id = null');
    await sealAll();
    expect(await inOne((sql) => readLog.leavesOfOrder(sql, one, '1001'))).toHaveLength(1);
  });

  test('is asked for by the tick as long as something waits', async () => {
    await stand.hear(scansOf(1));
    await tickShops({ now });
    const jobs = async () =>
      (
        await stand.rows(`select key from graphile_worker._private_jobs where key like 'seal%'`)
      ).map(({ key }) => key);
    expect(await jobs()).toEqual([`seal-evidence:${one}`]);
  });
});

describe('a kill', () => {
  test.each(['evidence_leaves', 'evidence_tiles', 'evidence_checkpoints', 'evidence_logs'])(
    'while %s is written leaves everything waiting and the log as it was',
    async (table) => {
      await stand.hear(scansOf(4));
      await sealAll();
      const before = await stand.checkpoints();
      await stand.hear(scansOf(9).slice(4));
      await expect(stand.failing(table, () => sealAll())).rejects.toThrow(`killed at ${table}`);
      expect(await stand.queued()).toHaveLength(5);
      expect(await stand.entries()).toHaveLength(4);
      expect(await stand.checkpoints()).toEqual(before);
      await sealAll();
      const [newest] = await stand.checkpoints();
      expect(rootOf(newest?.note ?? '')).toEqual(naiveRoot(await stand.entries()));
      expect(newest?.size).toBe(9);
    },
  );

  test('of the very first batch leaves no log and no key', async () => {
    await stand.hear(scansOf(2));
    await expect(stand.failing('evidence_checkpoints', () => sealAll())).rejects.toThrow('killed');
    expect(await stand.rows('select from evidence_logs')).toEqual([]);
    expect(await stand.rows('select from shop_secrets')).toEqual([]);
  });
});

describe('two at once', () => {
  test('seal every record once, in one log with one key', async () => {
    await stand.hear(scansOf(500));
    await Promise.all([sealAll(), sealAll(), readLog.sealNow({ shopId: one, now })]);
    const entries = await stand.entries();
    expect(entries).toHaveLength(500);
    expect(rootOf((await stand.checkpoints())[0]?.note ?? '')).toEqual(naiveRoot(entries));
    expect(await stand.rows('select from evidence_logs')).toHaveLength(1);
  });

  test('and shops that seal beside each other share nothing', async () => {
    await stand.hear(scansOf(3), one);
    await stand.hear(scansOf(2), two);
    await Promise.all([sealAll(now, one), sealAll(now, two)]);
    expect([(await stand.entries(one)).length, (await stand.entries(two)).length]).toEqual([3, 2]);
    expect(await withShopSql(two, (sql) => readLog.leavesOfOrder(sql, one, '1001'))).toEqual([]);
    expect(await withShopSql(two, (sql) => readLog.logOf(sql, one))).toBeNull();
    const proofs = withShopSql(two, (sql) =>
      readLog.inclusionProofs(sql, one, { indices: [0], size: 3 }),
    );
    await expect(proofs).rejects.toThrow('holds what is asked of it');
  });
});

describe('of old checkpoints', () => {
  test('the last of each day stays, and a pack gets those since its order began, newest first', async () => {
    const days = ['10T09', '10T20', '11T08', '12T07', '12T23'];
    const at = (day: string) => new Date(`2026-11-${day}:00:00Z`);
    for (const [place, day] of days.entries()) {
      await stand.hear(scansOf(place + 1).slice(place));
      await sealAll(at(day));
    }
    expect((await stand.checkpoints()).map(({ size }) => size)).toEqual([5, 3, 2]);
    const since = async (day: string, most = 10) =>
      (await inOne((sql) => readLog.checkpointsOfOrder(sql, one, { since: at(day), most }))).map(
        ({ size }) => size,
      );
    expect(await since('11T00')).toEqual([5, 3]);
    expect(await since('11T00', 1)).toEqual([5]);
    expect(await since('30T00')).toEqual([5]);
  });
});

test('a manifest is signed with the key of the log', async () => {
  await stand.hear(scansOf(1));
  await sealAll();
  const log = await inOne((sql) => readLog.logOf(sql, one));
  const note = await inOne((sql) => readLog.signManifest(sql, one, 'lastscan-pack/v1\n#1001\n'));
  const key = readKey(log?.verifierKey ?? '');
  expect(key === null ? null : openNote(note, key)).toMatchObject({
    outcome: 'signed',
    text: 'lastscan-pack/v1\n#1001\n',
  });
});
