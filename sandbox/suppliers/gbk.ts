const UNKNOWN = Buffer.from('?');
let table: ReadonlyMap<string, Buffer> | null = null;

/** Text as GBK bytes, as Windows programs in China save it; `?` for what GBK does not have. */
export function encodeGbk(text: string): Buffer {
  table ??= gbkTable();
  const parts: Buffer[] = [];
  for (const character of text) {
    if (character.charCodeAt(0) < 0x80) parts.push(Buffer.from(character));
    else parts.push(table.get(character) ?? UNKNOWN);
  }
  return Buffer.concat(parts);
}

/** Node decodes GBK and does not encode it: every pair of bytes is decoded once and looked up backwards. */
function gbkTable(): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder('gbk');
  const found = new Map<string, Buffer>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const bytes = Buffer.from([lead, trail]);
      const text = decoder.decode(bytes);
      if (text.length === 1 && text !== '\ufffd' && !found.has(text)) found.set(text, bytes);
    }
  }
  return found;
}
