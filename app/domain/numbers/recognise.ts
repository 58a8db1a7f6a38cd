import { findCarrier } from './carriers.ts';
import { CHECK_DIGITS } from './check-digits.ts';
import { FORMATS } from './formats/catalogue.ts';
import { shareOf } from './formats/format.ts';
import type { NumberFormat, Reading } from './formats/format.ts';
import { isJunk } from './junk.ts';
import { numberKey } from './normalise.ts';
import { contextFactors } from './priors.ts';
import type { ContextFactors } from './priors.ts';
import type { Candidate, NumberContext, Recognition } from './recognition.ts';
import { shapeOf } from './shape.ts';
import { junkSuspicions, suspicionsOf } from './suspicions.ts';

/**
 * Which carrier issued a tracking number, as a ranked set and never as one guess. Never throws.
 *
 * By Bayes: a format's weight is
 *
 *   frequency × context × P(number | format)
 *
 * where `frequency` is the format's share among the numbers merchants meet (`formats/format.ts`), `context` corrects it
 * by what is known of this shop and parcel (`priors.ts`), and P(number | format) is one over the number of strings that
 * fit its pattern (counted from the pattern, `shape.ts`) and pass its check digit. A failing check digit leaves
 * 3 in 1,000 of that, spread over the strings that fail: so often real labels fail theirs (UPU, S10). One more
 * hypothesis, "a carrier we do not know, or no number at all", spreads its share over every string of that length. A
 * confidence is a carrier's share of all these weights; together they stay below one.
 */
export function recogniseNumber(raw: string, context: NumberContext = {}): Recognition {
  const key = numberKey(raw);
  const plain = withoutBarcodeMarks(key);
  if (isJunk(plain)) return { key, candidates: [], best: null, suspicions: junkSuspicions(plain) };
  const weighed = weigh(plain, contextFactors(context));
  const candidates = rank(plain, weighed);
  const [first] = candidates;
  const best = first !== undefined && isClear(first) && isSupported(first, weighed) ? first : null;
  return {
    key,
    candidates,
    best,
    suspicions: suspicionsOf({ key: plain, candidates, best, context }),
  };
}

/** Whether the number is recognised and nothing in it contradicts that: its check digit passes, or there is none. */
export function isAccepted(recognition: Recognition): boolean {
  return recognition.best !== null && recognition.best.checkDigit !== 'failed';
}

/** Below it we abstain: then some other answer, or none, is likelier than the best one. */
const ACCEPT_FROM = 0.5;
/** A failing check digit is worth naming a carrier only if hardly anything else can look like that. */
const CERTAIN_FROM = 0.9;
/** Share of numbers that fail their own check digit. Source: genuine S10 items, about three in a thousand. */
const CHECK_FAILURE_RATE = 0.003;
/** Share of numbers from carriers outside the catalogue, order references and slips. */
const UNKNOWN_SHARE = 0.05;
/** Such strings have one of some thirty lengths, and digits, one to five letters with digits, or both mixed. */
const UNKNOWN_LENGTHS = 30;
const UNKNOWN_KINDS = { digits: 0.4, lettersThenDigits: 0.3, mixed: 0.3 } as const;
const MAX_PREFIX_LETTERS = 5;
const MAX_CANDIDATES = 5;

type Entry = {
  format: NumberFormat;
  /** Weight of one number of this length: its check digit passes or there is none; and if it fails. */
  passedWeight: number;
  failedWeight: number;
};
type Weighed = {
  format: NumberFormat;
  carrier: string;
  reading: Reading | null;
  check: Candidate['checkDigit'];
  factor: number;
  weight: number;
};

function weigh(key: string, factors: ContextFactors | null): Weighed[] {
  const weighed: Weighed[] = [];
  for (const entry of entriesFor(key)) {
    const { format } = entry;
    if (!format.pattern.test(key)) continue;
    const reading = format.read === undefined ? undefined : format.read(key);
    if (reading === null) continue;
    const carrier = reading?.carrier ?? format.carrier;
    const check = checkDigitOf(format, key);
    const likelihood = check === 'failed' ? entry.failedWeight : entry.passedWeight;
    const factor = factors === null ? 1 : factors(format, carrier);
    const weight = likelihood * factor;
    weighed.push({ format, carrier, reading: reading ?? null, check, factor, weight });
  }
  return weighed;
}

function checkDigitOf(format: NumberFormat, key: string): Candidate['checkDigit'] {
  const rule = format.check;
  if (rule === null) return 'none';
  const from = rule.from < 0 ? key.length + rule.from : rule.from;
  const to = rule.to < 0 ? key.length + rule.to : rule.to;
  const algorithm = CHECK_DIGITS[rule.algorithm];
  const expected =
    rule.prepend === undefined
      ? algorithm.of(key, from, to)
      : algorithm.of(rule.prepend + key.slice(from, to), 0, rule.prepend.length + to - from);
  return key[to] === expected ? 'passed' : 'failed';
}

/** One candidate a carrier: its formats add up, the likeliest speaks. */
function rank(key: string, weighed: readonly Weighed[]): Candidate[] {
  if (weighed.length === 0) return [];
  let total = unknownWeight(key);
  for (const { weight } of weighed) total += weight;
  const byCarrier = new Map<string, Candidate>();
  for (const one of weighed.toSorted((a, b) => b.weight - a.weight)) {
    const known = byCarrier.get(one.carrier);
    if (known === undefined) byCarrier.set(one.carrier, candidateOf(one, one.weight / total));
    else known.confidence += one.weight / total;
  }
  return [...byCarrier.values()]
    .toSorted((a, b) => b.confidence - a.confidence || (a.carrier < b.carrier ? -1 : 1))
    .slice(0, MAX_CANDIDATES);
}

function candidateOf({ format, carrier, reading, check }: Weighed, confidence: number): Candidate {
  const known = findCarrier(carrier);
  return {
    carrier,
    carrierName: known?.name ?? carrier,
    format: format.id,
    confidence,
    checkDigit: check,
    countries: known?.countries ?? [],
    originCountry: reading?.originCountry ?? only(format.origins),
    destinationCountry: reading?.destinationCountry ?? only(format.destinations),
    service: reading?.service ?? format.service ?? null,
  };
}

function isClear(candidate: Candidate): boolean {
  const threshold = candidate.checkDigit === 'failed' ? CERTAIN_FROM : ACCEPT_FROM;
  return candidate.confidence >= threshold;
}

/** A hint needs something of the shop or the parcel that points the same way. */
function isSupported(candidate: Candidate, weighed: readonly Weighed[]): boolean {
  return weighed.some(
    ({ format, carrier, factor }) =>
      carrier === candidate.carrier && (format.frequency !== 'hint' || factor > 1),
  );
}

/** Share of unknown strings that look like this one, spread evenly over those that do. */
function unknownWeight(key: string): number {
  const digits = /^[A-Z]{0,5}(\d+)$/.exec(key)?.[1]?.length ?? 0;
  const letters = key.length - digits;
  const share = UNKNOWN_SHARE / UNKNOWN_LENGTHS;
  if (digits === 0) return (share * UNKNOWN_KINDS.mixed) / 36 ** key.length;
  if (letters === 0) return (share * UNKNOWN_KINDS.digits) / 10 ** digits;
  const prefixes = share * (UNKNOWN_KINDS.lettersThenDigits / MAX_PREFIX_LETTERS);
  return prefixes / 26 ** letters / 10 ** digits;
}

function only(countries: readonly string[] | undefined): string | null {
  return countries?.length === 1 ? (countries[0] ?? null) : null;
}

/** Barcodes are sometimes copied with GS1's brackets, "(420)10001(92)…", or DPD's leading percent sign. */
function withoutBarcodeMarks(key: string): string {
  return /[()%]/.test(key) ? key.replace(/[()%]/g, '') : key;
}

/** Formats by length and first character: a number meets only those that could fit. */
function entriesFor(key: string): readonly Entry[] {
  return buckets.get(key.length * 128 + (key.charCodeAt(0) % 128)) ?? NONE;
}

const NONE: readonly Entry[] = [];
const buckets: ReadonlyMap<number, readonly Entry[]> = bucketsOf(FORMATS);

function bucketsOf(formats: readonly NumberFormat[]): Map<number, Entry[]> {
  const all = new Map<number, Entry[]>();
  for (const format of formats) {
    const shape = shapeOf(format.pattern);
    const lengths = shape.countByLength.size;
    for (const [length, count] of shape.countByLength) {
      const entry = entryOf(format, count * lengths);
      for (const character of shape.firstCharacters) {
        const bucket = length * 128 + character.charCodeAt(0);
        all.set(bucket, [...(all.get(bucket) ?? []), entry]);
      }
    }
  }
  return all;
}

/** `strings`: how many strings fit; over several lengths a format is taken to favour none. */
function entryOf(format: NumberFormat, strings: number): Entry {
  const frequency = shareOf(format);
  if (format.check === null) {
    return { format, passedWeight: frequency / strings, failedWeight: 0 };
  }
  const { radix } = CHECK_DIGITS[format.check.algorithm];
  const passing = strings / radix;
  return {
    format,
    passedWeight: ((1 - CHECK_FAILURE_RATE) * frequency) / passing,
    failedWeight: (CHECK_FAILURE_RATE * frequency) / (strings - passing),
  };
}
