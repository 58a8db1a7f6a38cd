import type { NumberFormat, Reading } from './format.ts';
import { S10_COUNTRIES, S10_OPERATORS, S10_SERVICES } from './s10-designators.ts';
import { PUBLIC } from './sources.ts';

/** Numbers of national posts for items that cross a border; many posts use them at home too. */
export const S10_FORMATS: readonly NumberFormat[] = [
  {
    id: 's10',
    carrier: 'post',
    name: 'UPU S10 postal item',
    pattern: /^[A-Z]{2}\d{9}[A-Z]{2}$/,
    check: { algorithm: 's10', from: 2, to: 10 },
    frequency: 'dominant',
    read: readS10,
    sources: [PUBLIC.upuS10],
    valid: ['RR660329489CN', 'LP382328615GB'],
    invalid: ['DW795489570CN', 'WI719239278CN7'],
  },
];

/** Null when no post issues numbers under the last two letters. China's E numbers belong to China EMS. */
function readS10(key: string): Reading | null {
  const country = key.slice(11);
  if (!S10_COUNTRIES.has(country)) return null;
  const letter = key[0] ?? '';
  const operator = S10_OPERATORS[country] ?? `post-${country.toLowerCase()}`;
  return {
    carrier: operator === 'china-post' && letter === 'E' ? 'china-ems' : operator,
    service: isEPacket(key) ? 'ePacket' : (S10_SERVICES[letter] ?? null),
    originCountry: country,
  };
}

/** China Post's ePacket has letters of its own among the tracked letters. Source: China Post ePacket (e邮宝) product page. */
function isEPacket(key: string): boolean {
  return key.endsWith('CN') && key.startsWith('L') && !key.startsWith('LP');
}
