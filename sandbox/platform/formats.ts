/** How Shopify writes ids, instants and money, in GraphQL and in REST-shaped webhook payloads. */

export function gid(type: string, id: number): string {
  return `gid://shopify/${type}/${id}`;
}

/** null when the text is no Shopify id. */
export function parseGid(text: unknown): { type: string; id: number } | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)$/.exec(String(text));
  return match === null ? null : { type: String(match[1]), id: Number(match[2]) };
}

/** GraphQL instants have seconds: `2026-10-01T12:00:00Z`. */
export function graphInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

export function graphInstantOrNull(ms: number | null): string | null {
  return ms === null ? null : graphInstant(ms);
}

const offsets = new Map<string, number>();
const HOUR_MS = 3_600_000;

/** REST instants carry the shop's offset: `2026-10-01T14:00:00+02:00`. */
export function restInstant(ms: number, timeZone: string): string {
  const key = `${timeZone}|${Math.floor(ms / HOUR_MS)}`;
  let offsetMinutes = offsets.get(key);
  if (offsetMinutes === undefined) {
    if (offsets.size > 50_000) offsets.clear();
    offsetMinutes = offsetMinutesAt(ms, timeZone);
    offsets.set(key, offsetMinutes);
  }
  const local = new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(offsetMinutes);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

export function restInstantOrNull(ms: number | null, timeZone: string): string | null {
  return ms === null ? null : restInstant(ms, timeZone);
}

function offsetMinutesAt(ms: number, timeZone: string): number {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(ms)
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '');
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

const exponents = new Map<string, number>();

function exponentOf(currency: string): number {
  let digits = exponents.get(currency);
  if (digits === undefined) {
    digits =
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
        .maximumFractionDigits ?? 2;
    exponents.set(currency, digits);
  }
  return digits;
}

/** `129.9`, `5.0`: GraphQL drops trailing zeros but the first decimal. */
export function graphDecimal(minor: number, currency: string): string {
  const [whole = '0', fraction = ''] = restDecimal(minor, currency).split('.');
  return `${whole}.${fraction.replace(/0+$/, '') || '0'}`;
}

/** `129.90`: REST keeps the currency's decimals. */
export function restDecimal(minor: number, currency: string): string {
  const digits = exponentOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** Minor units of an amount that was given in the currency's units; NaN for a text that is no number. */
export function minorOf(amount: string | number, currency: string): number {
  const text = String(amount).trim();
  return text === '' ? Number.NaN : Math.round(Number(text) * 10 ** exponentOf(currency));
}
