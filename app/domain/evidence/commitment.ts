import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { invariant } from '#app/domain/shared/invariant.ts';

/** As long as what it hides behind: nobody can try records against a commitment without it. */
export const SALT_BYTES = 32;

/**
 * The log's entry for a record: SHA-256("lastscan-evidence/v1\n" ‖ salt ‖ record as canonical JSON). Once salt and record are
 * destroyed it says nothing of them, and the log still verifies.
 */
export function commitment({ salt, record }: { salt: Uint8Array; record: string }): Uint8Array {
  invariant(salt.length === SALT_BYTES, 'a salt has 32 bytes');
  return sha256(concatBytes(PREFIX, salt, utf8ToBytes(record)));
}

const PREFIX = utf8ToBytes('lastscan-evidence/v1\n');
