import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env } from '#app/env.server.ts';

export interface EncryptionKey {
  id: string;
  /** 32 bytes. */
  secret: Buffer;
}

const KEY_FILE = path.resolve(import.meta.dirname, '..', '..', '.data', 'keys');
const KEY_BYTES = 32;

/**
 * The key-encryption keys, newest first: LASTSCAN_KEYS (`id:base64,…`), or outside production a key that is made
 * once and kept in `.data/keys`. Throws, without showing a key, when the list is malformed.
 */
export function encryptionKeys(): readonly EncryptionKey[] {
  // Read anew each time: tests rotate keys, and parsing a line costs microseconds.
  const listed = process.env.LASTSCAN_KEYS ?? env().LASTSCAN_KEYS;
  return parseKeys(listed ?? developmentKeys());
}

/** Parses `id:base64of32bytes,id2:…`. */
export function parseKeys(listed: string): EncryptionKey[] {
  const keys = listed.split(',').map((entry, index) => {
    const [id, encoded, ...rest] = entry.trim().split(':');
    const secret = Buffer.from(encoded ?? '', 'base64');
    if (!id || rest.length > 0 || secret.length !== KEY_BYTES)
      throw new Error(
        `LASTSCAN_KEYS: entry ${index + 1} must be "id:" and ${KEY_BYTES} bytes in base64 (openssl rand -base64 ${KEY_BYTES})`,
      );
    return { id, secret };
  });
  if (new Set(keys.map(({ id }) => id)).size < keys.length)
    throw new Error('LASTSCAN_KEYS: two keys have the same id');
  return keys;
}

function developmentKeys(): string {
  try {
    return readFileSync(KEY_FILE, 'utf8').trim();
  } catch {
    mkdirSync(path.dirname(KEY_FILE), { recursive: true });
    try {
      const made = `development:${randomBytes(KEY_BYTES).toString('base64')}\n`;
      writeFileSync(KEY_FILE, made, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another process was first: its key counts.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    return readFileSync(KEY_FILE, 'utf8').trim();
  }
}
