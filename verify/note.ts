import { hashes, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64Bytes, hexText, sameBytes } from './strict.ts';

hashes.sha512 = sha512;

/** A key that signs notes (C2SP signed-note), Ed25519. */
export interface NoteKey {
  name: string;
  /** Four bytes, which signatures begin with. */
  id: Uint8Array;
  /** 32 bytes. */
  publicKey: Uint8Array;
  /** The key with its type before it, as it is published, in base64. */
  encoded: string;
}

/** A key in the form it is published in, `<name>+<id in hex>+<base64 of 0x01 ‖ key>`; null when it is not one. */
export function readKey(text: string): NoteKey | null {
  const [name, id, encoded, ...rest] = text.split('+').reduce<string[]>(joinBase64, []);
  if (name === undefined || id === undefined || encoded === undefined || rest.length > 0)
    return null;
  const bytes = base64Bytes(encoded);
  if (!KEY_NAME.test(name) || bytes?.length !== 33 || bytes[0] !== ED25519) return null;
  const computed = sha256(concatBytes(utf8ToBytes(`${name}\n`), bytes)).slice(0, 4);
  return hexText(computed) === id
    ? { name, id: computed, publicKey: bytes.slice(1), encoded }
    : null;
}

const ED25519 = 0x01;

/** Base64 may hold plus signs itself: only the first two of a key separate. */
function joinBase64(parts: string[], part: string): string[] {
  const [name, id, encoded] = parts;
  return name === undefined || id === undefined || encoded === undefined
    ? [...parts, part]
    : [name, id, `${encoded}+${part}`];
}

export type OpenedNote =
  | { outcome: 'signed'; text: string; signatures: number }
  /** Not a note. */
  | { outcome: 'unreadable' }
  /** No signature by this key, or one that does not hold. */
  | { outcome: 'not_signed' };

/** The text of a note if the key has signed it. Signatures by other keys are passed over, as the format wants it. */
export function openNote(note: string, key: NoteKey): OpenedNote {
  const split = note.lastIndexOf('\n\n');
  // oxlint-disable-next-line no-control-regex
  if (split < 0 || !note.endsWith('\n') || /[\x00-\x09\x0b-\x1f]/.test(note)) return UNREADABLE;
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return UNREADABLE;
  let held = false;
  for (const line of lines) {
    const signature = readSignature(line);
    if (signature === null) return UNREADABLE;
    if (signature.name !== key.name || !sameBytes(signature.bytes.slice(0, 4), key.id)) continue;
    if (!holds({ text, signature: signature.bytes.slice(4), key }))
      return { outcome: 'not_signed' };
    held = true;
  }
  return held ? { outcome: 'signed', text, signatures: lines.length } : { outcome: 'not_signed' };
}

const UNREADABLE: OpenedNote = { outcome: 'unreadable' };
/** As many as the format obliges one to accept. */
const MOST_SIGNATURES = 16;

/** Neither spaces nor plus nor control characters. */
const KEY_NAME = /^[^\s+\p{Cc}]+$/u;
const SIGNATURE_LINE = /^\u2014 (?<name>[^\s+]+) (?<base64>\S+)$/u;

function readSignature(line: string): { name: string; bytes: Uint8Array } | null {
  const parts = SIGNATURE_LINE.exec(line)?.groups;
  const bytes = base64Bytes(parts?.['base64'] ?? '');
  const name = parts?.['name'];
  return name === undefined || bytes === null || bytes.length < 5 ? null : { name, bytes };
}

function holds({
  text,
  signature,
  key,
}: {
  text: string;
  signature: Uint8Array;
  key: NoteKey;
}): boolean {
  try {
    return verify(signature, utf8ToBytes(text), key.publicKey, { zip215: false });
  } catch {
    // Bytes that are no point of the curve.
    return false;
  }
}
