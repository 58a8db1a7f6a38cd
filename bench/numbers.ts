/**
 * How well tracking numbers are recognised, beside the npm package ts-tracking-number in the same run.
 *
 *   npm run bench:numbers -- [--vectors file.json] [--seed 1] [--per-format 200] [--verbose]
 *
 * The file has the shape { vectors: [{ number, courier, format, valid }] }, where `valid: false` means not valid for that
 * format. Without a file the numbers are generated from a seed by code of its own (`numbers/generate.ts`). A valid number
 * counts as right only when it is accepted; abstaining is not right. Ends with 1 when a bar is missed.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { getTracking } from 'ts-tracking-number';
import { isAccepted, recogniseNumber } from '#app/domain/numbers/recognise.ts';
import { generateVectors } from './numbers/generate.ts';
import { isCourier, isFormat, vectorFile } from './numbers/vectors.ts';
import type { Vector } from './numbers/vectors.ts';

const TOP_1_BAR = 0.95;
const INVALID_BAR = 0.02;
const NUMBERS_PER_SECOND_BAR = 200_000;
const TIMED_NUMBERS = 400_000;
const PEER_TIMED_NUMBERS = 4_000;

/** What one recogniser says of a number: carriers best first; empty: it abstains. */
type Answer = { accepted: boolean; ranked: { carrier: string; format: string }[] };
type Recogniser = (number: string) => Answer;

const { values: options } = parseArgs({
  options: {
    vectors: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'per-format': { type: 'string', default: '200' },
    verbose: { type: 'boolean', default: false },
  },
});
process.exitCode = run() ? 0 : 1;

function run(): boolean {
  const vectors = readVectors();
  const valid = vectors.filter((vector) => vector.valid);
  console.log(
    `${vectors.length} numbers: ${valid.length} valid, ${vectors.length - valid.length} invalid for their format\n`,
  );
  const ours = { ...judge(ourAnswer, vectors, options.verbose), ...time(ourSpeed, TIMED_NUMBERS) };
  const peer = { ...judge(peerAnswer, vectors, false), ...time(peerSpeed, PEER_TIMED_NUMBERS) };
  console.table({ Lastscan: printed(ours), 'ts-tracking-number': printed(peer) });
  return [
    bar('top-1 of valid', ours.top1, ours.top1 >= TOP_1_BAR, `≥ ${percent(TOP_1_BAR)}`),
    bar(
      'invalid for that format accepted',
      ours.acceptedAsFormat,
      ours.acceptedAsFormat <= INVALID_BAR,
      `≤ ${percent(INVALID_BAR)}`,
    ),
    bar(
      'numbers per second',
      ours.perSecond,
      ours.perSecond >= NUMBERS_PER_SECOND_BAR,
      `≥ ${NUMBERS_PER_SECOND_BAR}`,
    ),
  ].every(Boolean);

  function time(recognise: (number: string) => unknown, count: number) {
    for (let at = 0; at < count / 4; at += 1) recognise(vectors[at % vectors.length]?.number ?? '');
    const startedAt = process.hrtime.bigint();
    for (let at = 0; at < count; at += 1) recognise(vectors[at % vectors.length]?.number ?? '');
    const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
    return { perSecond: Math.round(count / seconds) };
  }
}

function readVectors(): Vector[] {
  if (options.vectors === undefined) {
    return generateVectors(Number(options.seed), Number(options['per-format']));
  }
  return vectorFile.parse(JSON.parse(readFileSync(options.vectors, 'utf8'))).vectors;
}

function ourAnswer(number: string): Answer {
  const recognition = recogniseNumber(number);
  return { accepted: isAccepted(recognition), ranked: [...recognition.candidates] };
}

function peerAnswer(number: string): Answer {
  const found = getTracking(number.toUpperCase());
  if (found === undefined) return { accepted: false, ranked: [] };
  return { accepted: true, ranked: [{ carrier: found.courier.code, format: found.name }] };
}

function ourSpeed(number: string) {
  return recogniseNumber(number);
}

function peerSpeed(number: string) {
  return getTracking(number);
}

function judge(recognise: Recogniser, vectors: readonly Vector[], verbose: boolean) {
  const counts = { valid: 0, invalid: 0, top1: 0, top3: 0, wrong: 0, abstained: 0 };
  const accepted = { asFormat: 0, asCourier: 0, asAnything: 0 };
  for (const { number, courier, format, valid } of vectors) {
    const answer = recognise(number);
    const [best] = answer.ranked;
    const isRight = (named: { carrier: string; format: string }) =>
      isCourier(courier, named.carrier, named.format);
    const right = answer.accepted && best !== undefined && isRight(best);
    let remark = '';
    if (valid) {
      counts.valid += 1;
      if (answer.ranked.slice(0, 3).some(isRight)) counts.top3 += 1;
      if (right) counts.top1 += 1;
      else if (answer.accepted) counts.wrong += 1;
      else counts.abstained += 1;
      if (!right) remark = answer.accepted ? 'wrong' : 'abstained';
    } else {
      counts.invalid += 1;
      if (answer.accepted) accepted.asAnything += 1;
      if (right) accepted.asCourier += 1;
      if (right && isFormat(format, best.format)) accepted.asFormat += 1;
      if (answer.accepted) remark = right ? 'invalid accepted' : 'invalid accepted elsewhere';
    }
    if (verbose && remark !== '') {
      const said = answer.ranked
        .slice(0, 3)
        .map((one) => one.format)
        .join(', ');
      console.log(`${remark}: ${number} (${courier}, ${format}) → ${said || 'nothing'}`);
    }
  }
  const ofValid = (count: number) => count / Math.max(counts.valid, 1);
  const ofInvalid = (count: number) => count / Math.max(counts.invalid, 1);
  return {
    top1: ofValid(counts.top1),
    top3: ofValid(counts.top3),
    abstained: ofValid(counts.abstained),
    wrong: ofValid(counts.wrong),
    acceptedAsFormat: ofInvalid(accepted.asFormat),
    acceptedAsCourier: ofInvalid(accepted.asCourier),
    acceptedAsAnything: ofInvalid(accepted.asAnything),
  };
}

type Result = ReturnType<typeof judge> & { perSecond: number };

function printed(result: Result) {
  return {
    'top-1': percent(result.top1),
    'top-3': percent(result.top3),
    abstained: percent(result.abstained),
    wrong: percent(result.wrong),
    'invalid accepted as its format': percent(result.acceptedAsFormat),
    'as its courier': percent(result.acceptedAsCourier),
    'as anything': percent(result.acceptedAsAnything),
    'µs/number': (1e6 / result.perSecond).toFixed(2),
    'numbers/s': result.perSecond,
  };
}

function bar(name: string, value: number, passed: boolean, wanted: string): boolean {
  const shown = value <= 1 ? percent(value) : String(value);
  console.log(`${passed ? 'PASS' : 'FAIL'}  ${name}: ${shown} (${wanted})`);
  return passed;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
