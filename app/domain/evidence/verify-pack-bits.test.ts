import { array, assert, nat, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filesOfPack, packOf } from '#tests/evidence/small-pack.ts';
import { MANIFEST_FILE, packZip, verifyPack } from '#verify/index.ts';
import { readZip } from '#verify/zip.ts';

const files = filesOfPack({ size: 2, indexes: [1], sizes: [] });
// Small, for every bit of it is tried: these two are files like any other.
for (const path of ['order.json', 'README.txt']) files.delete(path);
const pack = packOf(files);

function flipped(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

describe('one flipped bit', () => {
  test('is found wherever in the file it is', () => {
    const missed: string[] = [];
    for (let at = 0; at < pack.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const report = verifyPack(flipped(pack, at, bit));
        if (report.ok) missed.push(`${at}.${bit}`);
        // A byte that reading passes over is compared as a whole, after two signatures: its other bits are no other case.
        else if (report.problem.code === 'packed_again') break;
      }
    }
    expect(missed).toEqual([]);
  }, 20_000);

  test('is found in each file, by that file’s own check, when the archive is made again', () => {
    const read = readZip(pack);
    const whole = read.outcome === 'read' ? read.files : new Map<string, Uint8Array>();
    const wrong: string[] = [];
    for (const [path, content] of whole) {
      for (let at = 0; at < content.length; at += at % 90 < 2 ? 1 : 11) {
        const report = verifyPack(
          packZip(new Map([...whole, [path, flipped(content, at, at % 8)]])),
        );
        const named = report.ok ? 'nothing' : (report.problem.file ?? report.problem.code);
        const expected = path.startsWith('proofs/') ? [path, 'records/1.json'] : [path];
        if (!expected.includes(named)) wrong.push(`${path} at ${at}: ${named}`);
      }
    }
    expect([...whole.keys()]).toContain(MANIFEST_FILE);
    expect(wrong).toEqual([]);
  }, 20_000);
});

describe('hostile input', () => {
  test('is never taken for a pack, and never throws, when a pack is cut anywhere', () => {
    for (let length = 0; length < pack.length; length += 13) {
      expect(verifyPack(pack.subarray(0, length)).ok).toBe(false);
    }
  });

  test('is refused with bytes of a pack changed at will', () => {
    assert(
      property(
        array(nat(), { minLength: 1, maxLength: 8 }),
        uint8Array({ minLength: 8 }),
        (places, values) => {
          const copy = pack.slice();
          places.forEach((place, index) => {
            copy[place % copy.length] = values[index] ?? 0;
          });
          const unchanged = copy.every((byte, index) => byte === pack[index]);
          expect(verifyPack(copy).ok).toBe(unchanged);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('is refused with files of any content under the names of a pack', () => {
    const names = ['key.txt', 'manifest.txt', 'checkpoints/1.txt', 'records/0.json'];
    assert(
      property(array(uint8Array(), { minLength: 4, maxLength: 4 }), (contents) => {
        const made = new Map(
          names.map((name, index) => [name, contents[index] ?? new Uint8Array()]),
        );
        expect(verifyPack(packZip(made)).ok).toBe(false);
      }),
    );
  });
});
