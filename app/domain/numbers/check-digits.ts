/**
 * The check-digit algorithms tracking numbers use. Each takes a key and the half-open range `from`–`to` the check covers,
 * and gives the character that must follow; it reads digits and capital letters only.
 */
export const CHECK_DIGITS = {
  /** UPU S10-12: weights 8 6 4 2 3 5 9 7; 11 − Σ mod 11, with 10 → 0 and 11 → 5. */
  s10: { radix: 10, of: s10 },
  /** GS1 General Specifications 7.9: weights 3, 1 from the right, complement to ten. USPS, Canada Post, FedEx Ground, SSCC. */
  mod10_3_1: { radix: 10, of: (key, from, to) => complement(alternating(key, from, to, 3, 1)) },
  /** Deutsche Post Identcode and Leitcode: weights 4, 9 from the right, complement to ten. */
  mod10_4_9: { radix: 10, of: (key, from, to) => complement(alternating(key, from, to, 4, 9)) },
  /** ISO/IEC 7812-1 annex B: every second digit doubled from the right, digit sums, complement to ten. */
  luhn: { radix: 10, of: luhn },
  /** UPS, OnTrac: every second character doubled from the left, without digit sums; A = 2, B = 3 … wrapping at ten. */
  mod10_doubling: { radix: 10, of: doubling },
  /** FedEx Express: weights 3, 1, 7 from the left, Σ mod 11, 10 → 0. */
  mod11_3_1_7: { radix: 10, of: fedex },
  /** DHL Express waybills, Japanese parcels ("7DR"): the digits as one integer, mod 7. */
  mod7: { radix: 7, of: mod7 },
  /** ISO/IEC 7064 MOD 37,36 over 0–9 A–Z. DPD. */
  mod37_36: { radix: 36, of: mod37_36 },
} as const satisfies Record<string, CheckDigit>;

export type CheckDigitName = keyof typeof CHECK_DIGITS;

/** `radix`: how many different check characters there are; one number in `radix` passes by chance. */
type CheckDigit = { radix: number; of: (key: string, from: number, to: number) => string };

/** The value of a digit, or of a letter where A = 10 … Z = 35. */
function valueOf(code: number): number {
  return code < 58 ? code - 48 : code - 55;
}

function complement(sum: number): string {
  return String((10 - (sum % 10)) % 10);
}

function s10(key: string, from: number, to: number): string {
  const weights = [8, 6, 4, 2, 3, 5, 9, 7] as const;
  let sum = 0;
  for (let at = from; at < to; at += 1) {
    sum += (key.charCodeAt(at) - 48) * (weights[at - from] ?? 0);
  }
  const check = 11 - (sum % 11);
  if (check === 10) return '0';
  return check === 11 ? '5' : String(check);
}

function alternating(key: string, from: number, to: number, last: number, other: number): number {
  let sum = 0;
  for (let at = to - 1, weight = last; at >= from; at -= 1) {
    sum += (key.charCodeAt(at) - 48) * weight;
    weight = weight === last ? other : last;
  }
  return sum;
}

function luhn(key: string, from: number, to: number): string {
  let sum = 0;
  for (let at = to - 1, doubled = true; at >= from; at -= 1, doubled = !doubled) {
    const product = (key.charCodeAt(at) - 48) * (doubled ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return complement(sum);
}

function doubling(key: string, from: number, to: number): string {
  let sum = 0;
  for (let at = from; at < to; at += 1) {
    const code = key.charCodeAt(at);
    const value = code < 58 ? code - 48 : (code - 63) % 10;
    sum += (at - from) % 2 === 0 ? value : value * 2;
  }
  return complement(sum);
}

function fedex(key: string, from: number, to: number): string {
  const weights = [3, 1, 7] as const;
  let sum = 0;
  for (let at = from; at < to; at += 1) {
    sum += (key.charCodeAt(at) - 48) * (weights[(at - from) % 3] ?? 0);
  }
  return String((sum % 11) % 10);
}

function mod7(key: string, from: number, to: number): string {
  let rest = 0;
  for (let at = from; at < to; at += 1) rest = (rest * 10 + key.charCodeAt(at) - 48) % 7;
  return String(rest);
}

function mod37_36(key: string, from: number, to: number): string {
  let rest = 36;
  for (let at = from; at < to; at += 1) {
    rest = (rest + valueOf(key.charCodeAt(at))) % 36 || 36;
    rest = (rest * 2) % 37;
  }
  const value = (37 - rest) % 36;
  return String.fromCharCode(value < 10 ? value + 48 : value + 55);
}
