import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64 } from '#app/domain/evidence/base64.ts';
import { invariant } from '#app/domain/shared/invariant.ts';

/** What a checkpoint says, to be signed as a note: whose log, how many entries, its root (C2SP tlog-checkpoint). */
export function checkpointText({
  origin,
  size,
  root,
}: {
  origin: string;
  size: number;
  root: Uint8Array;
}): string {
  invariant(isKeyName(origin), 'an origin is a key name');
  return `${origin}\n${size}\n${base64(root)}\n`;
}

/**
 * A text with its Ed25519 signature (C2SP signed-note). The text ends with a newline and holds no control characters but
 * newlines; `sign` gets its UTF-8 bytes and gives 64 bytes.
 */
export function signedNote({
  text,
  name,
  publicKey,
  sign,
}: {
  text: string;
  name: string;
  publicKey: Uint8Array;
  sign: (message: Uint8Array) => Uint8Array;
}): string {
  invariant(NOTE_TEXT.test(text) && text.isWellFormed(), 'a note ends with a newline');
  const signature = concatBytes(keyId(name, publicKey), sign(utf8ToBytes(text)));
  return `${text}\n\u2014 ${name} ${base64(signature)}\n`;
}

/** The first four bytes of SHA-256(name ‖ newline ‖ 0x01 ‖ key): by which a signature names its key. */
export function keyId(name: string, publicKey: Uint8Array): Uint8Array {
  invariant(isKeyName(name), 'a key name has neither spaces nor plus');
  return sha256(concatBytes(utf8ToBytes(`${name}\n`), encodedKey(publicKey))).slice(0, 4);
}

/** The key as it is published: `<name>+<key id in hex>+<base64 of 0x01 ‖ key>`. */
export function verifierKey(name: string, publicKey: Uint8Array): string {
  return `${name}+${hexOf(keyId(name, publicKey))}+${base64(encodedKey(publicKey))}`;
}

/** Signature type Ed25519. */
const ED25519 = 0x01;
const PUBLIC_KEY_BYTES = 32;

function encodedKey(publicKey: Uint8Array): Uint8Array {
  invariant(publicKey.length === PUBLIC_KEY_BYTES, 'an Ed25519 key has 32 bytes');
  return concatBytes(Uint8Array.of(ED25519), publicKey);
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// oxlint-disable-next-line no-control-regex -- control characters are what a note must not hold
const NOTE_TEXT = /^[^\x00-\x09\x0b-\x1f]*\n$/;

// oxlint-disable-next-line no-control-regex -- and neither may a key's name
const KEY_NAME = /^[^\s+\x00-\x1f]+$/u;

function isKeyName(name: string): boolean {
  return KEY_NAME.test(name);
}
