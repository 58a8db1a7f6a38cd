/**
 * The service a UPU S10 number names by its first letter. Source: UPU standard S10-12, table of service indicators; letters
 * that the standard leaves to domestic, bilateral or multilateral use are absent.
 */
export const S10_SERVICES: Readonly<Record<string, string>> = {
  C: 'Parcel post',
  E: 'EMS',
  H: 'E-commerce parcel',
  L: 'Tracked letter post',
  M: 'M bag',
  Q: 'International business reply',
  R: 'Registered letter post',
  U: 'Untracked letter post',
  V: 'Insured letter post',
};

/**
 * ISO 3166-1 alpha-2 codes a UPU S10 number may end with: members of the union and territories with a post of their own.
 * Source: UPU S10-12 refers to ISO 3166-1; reserved and private codes (XX, ZZ) are not issued.
 */
export const S10_COUNTRIES: ReadonlySet<string> = new Set(
  (
    'AD AE AF AG AI AL AM AN AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CD ' +
    'CF CG CH CI CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF ' +
    'GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN ' +
    'KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY ' +
    'MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD ' +
    'SE SG SH SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC ' +
    'VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
);

/** Posts that have a slug of their own in `carriers.ts`; any other is `post-xx` with its country's code. */
export const S10_OPERATORS: Readonly<Record<string, string>> = {
  AT: 'austrian-post',
  AU: 'australia-post',
  BE: 'bpost',
  BR: 'correios',
  CA: 'canada-post',
  CH: 'swiss-post',
  CN: 'china-post',
  CZ: 'czech-post',
  DE: 'deutsche-post',
  DK: 'postnord',
  EE: 'omniva',
  ES: 'correos',
  FI: 'posti',
  FR: 'la-poste',
  GB: 'royal-mail',
  GR: 'elta',
  HK: 'hongkong-post',
  HU: 'magyar-posta',
  IE: 'an-post',
  IL: 'israel-post',
  IN: 'india-post',
  IS: 'iceland-post',
  IT: 'poste-italiane',
  JP: 'japan-post',
  KR: 'korea-post',
  LT: 'lietuvos-pastas',
  LV: 'latvijas-pasts',
  MX: 'correos-mexico',
  MY: 'pos-malaysia',
  NL: 'postnl',
  NO: 'bring',
  NZ: 'new-zealand-post',
  PL: 'poczta-polska',
  PT: 'ctt',
  RU: 'russian-post',
  SE: 'postnord',
  SG: 'singapore-post',
  TH: 'thailand-post',
  TR: 'ptt',
  TW: 'chunghwa-post',
  UA: 'ukrposhta',
  US: 'usps',
  ZA: 'south-african-post',
};
