import { invariant } from '#app/domain/shared/invariant.ts';

/**
 * What a format's pattern lets through: for each length how many different strings fit, and which first characters they
 * have. It is counted from the pattern itself, so that "how special is this shape" is never an opinion.
 *
 * Reads the subset the catalogue uses: literals, `\d`, classes, `(?:a|b)`, `{n}`, `{n,m}`, `?`, anchored at both ends.
 * Alternatives must not overlap, or their strings count twice. Throws on anything else.
 */
export function shapeOf(pattern: RegExp): Shape {
  const source = pattern.source;
  invariant(source.startsWith('^') && source.endsWith('$'), `${source} is anchored at both ends`);
  const reader = { source: source.slice(1, -1), at: 0 };
  const shape = readAlternatives(reader);
  invariant(reader.at === reader.source.length, `${source} has nothing left to read`);
  return shape;
}

export type Shape = {
  /** Number of strings that fit, by length. */
  countByLength: ReadonlyMap<number, number>;
  firstCharacters: ReadonlySet<string>;
};

type Reader = { source: string; at: number };

const DIGITS = [...'0123456789'];
const EMPTY: Shape = { countByLength: new Map([[0, 1]]), firstCharacters: new Set() };

function readAlternatives(reader: Reader): Shape {
  let all = readSequence(reader);
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    all = eitherOf(all, readSequence(reader));
  }
  return all;
}

function readSequence(reader: Reader): Shape {
  let all = EMPTY;
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? '')) {
    const atom = readAtom(reader);
    all = inSequence(all, readQuantified(reader, atom));
  }
  return all;
}

function readAtom(reader: Reader): Shape {
  const { source, at } = reader;
  if (source.startsWith('(?:', at)) {
    reader.at += 3;
    const inner = readAlternatives(reader);
    invariant(source[reader.at] === ')', `${source} closes its groups`);
    reader.at += 1;
    return inner;
  }
  if (source.startsWith('\\d', at)) {
    reader.at += 2;
    return oneOf(DIGITS);
  }
  if (source[at] === '[') return readClass(reader);
  const literal = source[at] ?? '';
  invariant(/^[0-9A-Z]$/.test(literal), `${source} has only characters of a key, not ${literal}`);
  reader.at += 1;
  return oneOf([literal]);
}

function readClass(reader: Reader): Shape {
  const end = reader.source.indexOf(']', reader.at);
  const body = reader.source.slice(reader.at + 1, end).replaceAll('\\d', '0-9');
  invariant(end > reader.at && /^(?:[0-9A-Z](?:-[0-9A-Z])?)+$/.test(body), `[${body}] is a class`);
  const characters = new Set<string>();
  for (const [, first = '', last = first] of body.matchAll(/([0-9A-Z])(?:-([0-9A-Z]))?/g)) {
    for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code += 1) {
      characters.add(String.fromCharCode(code));
    }
  }
  reader.at = end + 1;
  return oneOf([...characters]);
}

function readQuantified(reader: Reader, atom: Shape): Shape {
  const quantifier = /^(?:\?|\{(\d+)(?:,(\d+))?\})/.exec(reader.source.slice(reader.at));
  if (quantifier === null) return atom;
  reader.at += quantifier[0].length;
  const least = quantifier[0] === '?' ? 0 : Number(quantifier[1]);
  const most = quantifier[0] === '?' ? 1 : Number(quantifier[2] ?? quantifier[1]);
  let repeated = EMPTY;
  for (let times = 0; times < least; times += 1) repeated = inSequence(repeated, atom);
  let all = repeated;
  for (let times = least; times < most; times += 1) {
    repeated = inSequence(repeated, atom);
    all = eitherOf(all, repeated);
  }
  return all;
}

function oneOf(characters: readonly string[]): Shape {
  return {
    countByLength: new Map([[1, characters.length]]),
    firstCharacters: new Set(characters),
  };
}

function eitherOf(a: Shape, b: Shape): Shape {
  const countByLength = new Map(a.countByLength);
  for (const [length, count] of b.countByLength) {
    countByLength.set(length, (countByLength.get(length) ?? 0) + count);
  }
  return { countByLength, firstCharacters: new Set([...a.firstCharacters, ...b.firstCharacters]) };
}

function inSequence(a: Shape, b: Shape): Shape {
  const countByLength = new Map<number, number>();
  for (const [lengthA, countA] of a.countByLength) {
    for (const [lengthB, countB] of b.countByLength) {
      const length = lengthA + lengthB;
      countByLength.set(length, (countByLength.get(length) ?? 0) + countA * countB);
    }
  }
  const mayBeEmpty = a.countByLength.has(0);
  return {
    countByLength,
    firstCharacters: mayBeEmpty
      ? new Set([...a.firstCharacters, ...b.firstCharacters])
      : a.firstCharacters,
  };
}
