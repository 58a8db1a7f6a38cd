/** A seeded stream of random numbers. Same seed, same stream; never the machine's own randomness. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** Uniform in [0, 1). splitmix32, public domain (Sebastiano Vigna's SplitMix, 32-bit variant by Chris Wellons). */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return mix(this.#state) / 4_294_967_296;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** Uniform whole number in [low, high], both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a non-empty list. */
  pick<T>(list: readonly T[]): T {
    const chosen = list[Math.floor(this.next() * list.length)];
    if (chosen === undefined) throw new Error('cannot pick from an empty list');
    return chosen;
  }

  /** One of a non-empty list, by weight. */
  pickWeighted<T extends { weight: number }>(list: readonly T[]): T {
    let rest = this.next() * list.reduce((sum, item) => sum + item.weight, 0);
    for (const item of list) {
      rest -= item.weight;
      if (rest < 0) return item;
    }
    return this.pick(list);
  }

  /** Exponential with the given mean. */
  exponential(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }

  /** `length` decimal digits. */
  digits(length: number): string {
    let text = '';
    for (let i = 0; i < length; i += 1) text += String(this.whole(0, 9));
    return text;
  }

  /** A second stream that starts where this one stands and no longer depends on it. */
  copy(): Random {
    return new Random(this.#state);
  }
}

/** One seed out of several whole numbers, so that each shop, order and parcel has a stream of its own. */
export function seedFrom(...parts: readonly number[]): number {
  let seed = 0x6a09e667;
  for (const part of parts) {
    seed = mix((seed ^ (part | 0)) + 0x9e3779b9);
    seed = mix(seed ^ (Math.floor(part / 4_294_967_296) | 0));
  }
  return seed;
}

/** A bijection of 32-bit integers that scatters their bits; the result is unsigned. */
function mix(value: number): number {
  let z = value | 0;
  z ^= z >>> 16;
  z = Math.imul(z, 0x21f0aaad);
  z ^= z >>> 15;
  z = Math.imul(z, 0x735a2d97);
  z ^= z >>> 15;
  return z >>> 0;
}
