/** Longest carrier text kept: the longest real ones are a few sentences. */
const MAX_TEXT_LENGTH = 500;

/**
 * Carrier text made safe to keep and to show as plain text: control, invisible and bidirectional characters removed, white
 * space folded, the receiver's name and addresses of people struck out, at most 500 characters. Null when nothing is left.
 */
export function cleanCarrierText(raw: string | null): string | null {
  if (raw === null) return null;
  // Cut before the patterns run, so that hostile length costs nothing.
  const text = raw
    .slice(0, MAX_TEXT_LENGTH * 4)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replace(/[^\s@]{1,64}@[^\s@]{1,255}\.[a-z]{2,24}/giu, '[…]')
    .replace(/((?:signed(?: for)? by|签收人|簽收人)\s*[:：]?\s*)[^,.;，。；]+/giu, '$1[…]')
    .replace(/(?<![\p{L}\d])\+\d[\d\s().-]{7,18}\d/gu, '[…]')
    .replace(/\s+/g, ' ')
    .trim();
  const cut = [...text].slice(0, MAX_TEXT_LENGTH).join('').trim();
  return cut === '' ? null : cut;
}
