import { ENTITIES } from '#app/domain/findings/html-entities.ts';

/** What a reader of a page sees of it. */
export interface PlainText {
  text: string;
  /** Addresses of links, absolute, each once; without those that cannot be made absolute. */
  links: string[];
}

/** What is kept of a text of any length. */
const MOST_CHARACTERS = 1_000_000;
const MOST_LINKS = 500;
const LINK_MAX = 2_000;

/**
 * Reads HTML as the text that a reader sees: markup, comments, scripts and styles are gone, entities are characters, blocks
 * stand on lines of their own. Never throws, whatever the input; time grows with its length alone. `base` is what relative
 * links are relative to. Looks at most at 1,000,000 characters.
 */
export function plainText(html: string, base: string | null = null): PlainText {
  const source = html.slice(0, MOST_CHARACTERS);
  const pieces: string[] = [];
  const links = new Set<string>();
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open < 0) {
      pieces.push(source.slice(at));
      break;
    }
    pieces.push(source.slice(at, open));
    const markup = markupAt(source, open);
    if (markup === null) {
      pieces.push('<');
      at = open + 1;
      continue;
    }
    at = markup.end;
    const { name, attributes } = markup;
    if (name === 'a' && links.size < MOST_LINKS) {
      const link = absoluteLink(attributes, base);
      if (link !== null) links.add(link);
    }
    if (BLOCKS.has(name)) pieces.push('\n');
    else if (CELLS.has(name)) pieces.push(' ');
    if (SILENT.has(name)) at = endOfSilent(source, at, name);
  }
  return { text: tidy(decoded(pieces.join(''))), links: [...links] };
}

interface Markup {
  /** Lower case, without the stroke of a closing tag (which is reported as `/name` nowhere): '' for comments. */
  name: string;
  attributes: string;
  /** Where the text goes on. */
  end: number;
}

/** The tag or comment that begins at a `<`; null: the sign stands for itself. An unclosed one takes the rest. */
function markupAt(source: string, open: number): Markup | null {
  const next = source[open + 1] ?? '';
  if (next === '!' || next === '?') {
    const isComment = source.startsWith('<!--', open);
    const close = source.indexOf(isComment ? '-->' : '>', open + (isComment ? 4 : 2));
    const length = isComment ? 3 : 1;
    return { name: '', attributes: '', end: close < 0 ? source.length : close + length };
  }
  const isClosing = next === '/';
  const from = open + (isClosing ? 2 : 1);
  if (!isLetter(source.charCodeAt(from))) return null;
  NAME.lastIndex = from;
  const name = (NAME.exec(source)?.[0] ?? '').toLowerCase();
  const behind = from + name.length;
  const end = endOfTag(source, behind);
  // A closing tag only breaks lines: it opens nothing that could be silent, and has no link.
  if (isClosing) return { name: BLOCKS.has(name) ? 'p' : '', attributes: '', end };
  return { name, attributes: source.slice(behind, end), end };
}

/** ASCII letters; `NaN` is behind the end. */
function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

const NAME = /[a-zA-Z][a-zA-Z0-9:-]{0,30}/y;

/** Behind the `>` of a tag; one inside quotes ends nothing. */
function endOfTag(source: string, from: number): number {
  let quote = '';
  for (let at = from; at < source.length; at += 1) {
    const character = source[at];
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if ((character === '"' || character === "'") && isValueStart(source, at)) {
      quote = character;
    } else if (character === '>') return at + 1;
  }
  return source.length;
}

/** A quote that follows no `=` is a stray character. */
function isValueStart(source: string, at: number): boolean {
  let before = at - 1;
  while (before > 0 && at - before < 20 && /\s/.test(source[before] ?? '')) before -= 1;
  return source[before] === '=';
}

/** What a reader never sees, up to its closing tag, which takes the rest when it is missing. */
const SILENT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'textarea',
  'title',
]);

function endOfSilent(source: string, from: number, name: string): number {
  const closing = CLOSINGS[name];
  if (closing === undefined) return from;
  closing.lastIndex = from;
  const found = closing.exec(source);
  return found === null ? source.length : endOfTag(source, found.index + found[0].length);
}

const CLOSINGS: Readonly<Record<string, RegExp>> = Object.fromEntries(
  [...SILENT].map((name) => [name, new RegExp(`</${name}(?![a-z0-9])`, 'gi')]),
);

const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hr li main nav ol p pre section summary table tbody tfoot thead tr ul'
  ).split(' '),
);
const CELLS: ReadonlySet<string> = new Set(['td', 'th', 'option', 'button', 'label']);

function absoluteLink(attributes: string, base: string | null): string | null {
  const found = HREF.exec(attributes);
  const written = decoded(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim();
  if (written === '' || written.length > LINK_MAX) return null;
  const url = URL.parse(written, base ?? undefined);
  if (url === null || !['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol)) return null;
  return url.href;
}

const HREF = /(?:^|\s)href\s*=\s*(?:"([^"]{0,2100})"|'([^']{0,2100})'|([^\s"'>]{1,2100}))/i;

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(ENTITY, (whole, decimal, hex, name) => {
    if (typeof decimal === 'string') return characterOf(Number.parseInt(decimal, 10), whole);
    if (typeof hex === 'string') return characterOf(Number.parseInt(hex, 16), whole);
    return ENTITIES[String(name)] ?? whole;
  });
}

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,31}));?/g;

function characterOf(code: number, whole: string): string {
  const isCharacter = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
  return isCharacter ? String.fromCodePoint(code) : whole;
}

/** One space between words, no empty lines, no characters that show nothing. */
function tidy(text: string): string {
  return text
    .replaceAll(INVISIBLE, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

// Control characters, soft hyphens, zero-width and direction marks.
const INVISIBLE = /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu;
