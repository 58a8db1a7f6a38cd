/**
 * Keys that cannot be a tracking number, whatever they fit by chance: too short, without a digit or with characters no
 * carrier prints, digits only and mostly the same one, or a run typed along the keyboard.
 */
export function isJunk(key: string): boolean {
  if (key.length < SHORTEST) return true;
  let digits = 0;
  for (let at = 0; at < key.length; at += 1) {
    const code = key.charCodeAt(at);
    if (code >= 48 && code <= 57) digits += 1;
    else if (code < 65 || code > 90) return true;
  }
  if (digits < key.length) return digits === 0;
  return repeatsOneDigit(key) || isKeyboardRun(key);
}

/** Whether a key is digits in order, such as 1234567890. */
export function isKeyboardRun(key: string): boolean {
  return key.length >= SHORTEST && (UPWARDS.includes(key) || DOWNWARDS.includes(key));
}

/** Whether the digits of a key are mostly the same one; carriers print such numbers on samples only. */
export function repeatsOneDigit(key: string): boolean {
  const counts = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  let digits = 0;
  let most = 0;
  for (let at = 0; at < key.length; at += 1) {
    const digit = key.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) continue;
    const count = (counts[digit] ?? 0) + 1;
    counts[digit] = count;
    digits += 1;
    if (count > most) most = count;
  }
  return digits >= SHORTEST && most >= digits * MOSTLY;
}

/** The shortest numbers in use have eight characters. */
const SHORTEST = 8;
/** One genuine ten-digit number in a million repeats a digit this often. */
const MOSTLY = 0.8;
const UPWARDS = '01234567890123456789';
const DOWNWARDS = '9876543210987654321';
