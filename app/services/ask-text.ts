/**
 * What a person wrote, made safe to keep and to show as plain text: control, invisible and bidirectional characters removed
 * (joiners of letters and pictures stay), runs of white space and of empty lines folded. It may be empty.
 */
export function cleanAskText(raw: string): string {
  return raw
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[\p{Co}\p{Cn}]|(?![\u200C\u200D])\p{Cf}/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The beginning of a text, on one line. */
export function firstLineOf(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  const start = line.slice(0, FIRST_LINE * 4);
  const characters = [...start];
  if (characters.length <= FIRST_LINE) return line;
  return `${characters.slice(0, FIRST_LINE).join('').trimEnd()}…`;
}

const FIRST_LINE = 120;
