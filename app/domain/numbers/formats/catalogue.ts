import { AMAZON_FORMATS } from './amazon.ts';
import { ASIA_PACIFIC_FORMATS } from './asia-pacific.ts';
import { BRITAIN_FORMATS } from './britain.ts';
import { CANADA_FORMATS } from './canada.ts';
import { CHINA_DOMESTIC_FORMATS } from './china-domestic.ts';
import { CHINA_LINE_HAUL_FORMATS } from './china-line-haul.ts';
import { DHL_FORMATS } from './dhl.ts';
import { EUROPE_FORMATS } from './europe.ts';
import { FEDEX_FORMATS } from './fedex.ts';
import type { NumberFormat } from './format.ts';
import { S10_FORMATS } from './s10.ts';
import { UPS_FORMATS } from './ups.ts';
import { US_REGIONAL_FORMATS } from './us-regional.ts';
import { USPS_FORMATS } from './usps.ts';

/** Every kind of number Lastscan recognises. Order does not matter: ranking is computed. */
export const FORMATS: readonly NumberFormat[] = [
  ...S10_FORMATS,
  ...USPS_FORMATS,
  ...UPS_FORMATS,
  ...FEDEX_FORMATS,
  ...DHL_FORMATS,
  ...CANADA_FORMATS,
  ...US_REGIONAL_FORMATS,
  ...AMAZON_FORMATS,
  ...EUROPE_FORMATS,
  ...BRITAIN_FORMATS,
  ...ASIA_PACIFIC_FORMATS,
  ...CHINA_LINE_HAUL_FORMATS,
  ...CHINA_DOMESTIC_FORMATS,
];
