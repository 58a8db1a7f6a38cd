import { array, assert, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_ROOT, frontierAfter, leafHash, nodeHash, rootOfFrontier } from './merkle.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const EMPTY = { size: 0, frontier: [] };

/** RFC 6962 section 2.1, word for word. */
function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  const half = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return nodeHash(treeHash(leaves.slice(0, half)), treeHash(leaves.slice(half)));
}

/** Of the tree that implementations of certificate transparency are tested with. */
const REFERENCE_ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const REFERENCE_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('frontierAfter', () => {
  const leaves = REFERENCE_ENTRIES.map((entry) => leafHash(Buffer.from(entry, 'hex')));

  test.each(REFERENCE_ROOTS.map((root, size) => ({ size, root })))(
    'gives the root of the reference tree of $size leaves',
    ({ size, root }) => {
      const { frontier } = frontierAfter({ ...EMPTY, leaves: leaves.slice(0, size) });
      expect(hex(rootOfFrontier(frontier))).toBe(root);
    },
  );

  test('gives the root that the definition gives, however the leaves come', () => {
    const many = Array.from({ length: 300 }, (_, index) => leafHash(Uint8Array.of(index % 256)));
    assert(
      property(array(nat(80), { maxLength: 6 }), (portions) => {
        let log: { size: number; frontier: Uint8Array[] } = EMPTY;
        for (const portion of portions) {
          log = frontierAfter({ ...log, leaves: many.slice(log.size, log.size + portion) });
        }
        expect(hex(rootOfFrontier(log.frontier))).toBe(hex(treeHash(many.slice(0, log.size))));
      }),
    );
  });

  test('refuses a frontier that cannot be of that size', () => {
    expect(() => frontierAfter({ size: 3, frontier: leaves.slice(0, 1), leaves })).toThrow(
      'a subtree for every one of its size',
    );
  });
});

test('a leaf and two joined subtrees never hash alike', () => {
  const [left, right] = [leafHash(Uint8Array.of(1)), leafHash(Uint8Array.of(2))];
  expect(hex(leafHash(Buffer.concat([left, right])))).not.toBe(hex(nodeHash(left, right)));
});
