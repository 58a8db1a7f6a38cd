import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { CipherGCM, DecipherGCM } from 'node:crypto';
import { encryptionKeys, type EncryptionKey } from '#app/db/encryption-keys.server.ts';

/** Where a secret lives. Bound into the ciphertext: moved to another shop or column it no longer opens. */
export interface SecretPlace {
  shopId: number;
  column: string;
}

export interface Sealed {
  ciphertext: Buffer;
  /** Which key-encryption key wraps it. */
  keyId: string;
}

/*
 * AES-256-GCM envelope. Each value has a data key of its own, wrapped by a key-encryption key from the environment:
 *   version (1) | IV of the wrap (12) | wrapped data key (32) | tag (16) | IV (12) | ciphertext (n) | tag (16)
 * Every IV is random: a data key encrypts one value once, so only wraps share a key, far below 2^32 of them.
 */
const VERSION = 1;
const IV_BYTES = 12;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const WRAPPED_BYTES = IV_BYTES + KEY_BYTES + TAG_BYTES;
const OVERHEAD_BYTES = 1 + WRAPPED_BYTES + IV_BYTES + TAG_BYTES;

/** Encrypts for this place under the newest key. */
export function seal(plaintext: Buffer, place: SecretPlace): Sealed {
  const key = newestKey();
  const dataKey = randomBytes(KEY_BYTES);
  const wrapped = encrypt(key.secret, dataKey, associatedData(place, key.id));
  const body = encrypt(dataKey, plaintext, associatedData(place, key.id));
  return { ciphertext: Buffer.concat([Buffer.from([VERSION]), wrapped, body]), keyId: key.id };
}

/**
 * Decrypts what `seal` made for this very place. Throws when the key is unknown, when any bit was changed, or when
 * the value was sealed for another shop or column; the error says which key, never what was inside.
 */
export function open(sealed: Sealed, place: SecretPlace): Buffer {
  const { ciphertext, keyId } = sealed;
  const key = encryptionKeys().find(({ id }) => id === keyId);
  if (key === undefined)
    throw new Error(
      `The secret in ${place.column} was sealed with key "${keyId}", which LASTSCAN_KEYS lacks`,
    );
  if (ciphertext.length < OVERHEAD_BYTES || ciphertext[0] !== VERSION)
    throw cannotOpen(sealed, place);
  try {
    const context = associatedData(place, keyId);
    const dataKey = decrypt(key.secret, ciphertext.subarray(1, 1 + WRAPPED_BYTES), context);
    return decrypt(dataKey, ciphertext.subarray(1 + WRAPPED_BYTES), context);
  } catch {
    throw cannotOpen(sealed, place);
  }
}

/** Whether the value should be sealed again because a newer key exists. */
export function isUnderOldKey(keyId: string): boolean {
  return keyId !== newestKey().id;
}

function newestKey(): EncryptionKey {
  const [key] = encryptionKeys();
  if (key === undefined) throw new Error('LASTSCAN_KEYS holds no key');
  return key;
}

function associatedData({ shopId, column }: SecretPlace, keyId: string): Buffer {
  return Buffer.from(JSON.stringify(['lastscan', VERSION, shopId, column, keyId]));
}

function encrypt(secret: Buffer, plaintext: Buffer, context: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher: CipherGCM = createCipheriv('aes-256-gcm', secret, iv);
  cipher.setAAD(context);
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(secret: Buffer, box: Buffer, context: Buffer): Buffer {
  const decipher: DecipherGCM = createDecipheriv('aes-256-gcm', secret, box.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(context);
  decipher.setAuthTag(box.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(box.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}

function cannotOpen({ keyId }: Sealed, { shopId, column }: SecretPlace): Error {
  return new Error(
    `The secret in ${column} of shop ${shopId} does not open with key "${keyId}": it was changed, moved, or sealed with another key of that name`,
  );
}
