/**
 * The documents the catalogue rests on: standards, carriers' pages, manuals of label software, and the one curated public data
 * set. They state shape and, unless the text says less, the check digit; `trackingNumberList` states that the format exists
 * and how long it is. A format that rests on none of them is `unconfirmed`.
 */
export const PUBLIC = {
  upuS10: 'UPU S10-12, "Identification of postal items – 13-character identifier"',
  gs1: 'GS1 General Specifications, SSCC',
  pub199:
    'USPS Publication 199, Intelligent Mail Package Barcode guide (postalpro.usps.com/pub199)',
  uspsExamples: 'USPS, tracking number examples by service (22 digits; 82 000 000 00)',
  upsHelp: 'UPS, tracking number formats (ups.com/content/us/en/tracking/help/tracking/tnh.html)',
  upsMailInnovations: 'UPS, Mail Innovations package id: MI, six digits, up to 22 characters',
  trackingNumberData: 'jkeen/tracking_number_data 1.x: pattern and check digit',
  trackingNumberList: 'jkeen/tracking_number_data 2.0: list of formats with their lengths',
  canadaPost: 'BluJay Parcel guide, "Canada Post – Track Format": 7 + 8 digits and a mod 10 digit',
  germanCheckDigits: 'paketda.de, "Prüfziffern-Berechnung für Paketnummern": DHL, Hermes, DPD, GLS',
  leitcode: 'Wikipedia (de), "Leitcode": weights 4 and 9, modulo 10',
  dpdLabel: 'DPD Paketschein-Spezifikation 2.4: postcode, 14-digit parcel number, service, country',
  swissPost: 'Neodynamic, Swiss Post Parcel barcode: 2 + 8 (franking licence) + 8 (item) digits',
  colissimo: 'Colissimo, tracking questions: 13 characters, of them one letter',
  parcelforce: 'Parcelforce, tracking number formats (parcelforce.com)',
  sevenCheck: 'nanoappli.com and gyomu.org on the 7DR check digit of Japanese parcel slips',
} as const;

export const PUBLIC_SOURCES: ReadonlySet<string> = new Set(Object.values(PUBLIC));

/** Several public programs agree on the shape; no list of the carrier's own was found. */
export const PROGRAMS = 'unconfirmed: seen in public code only';
/** Lookups found nothing: the shape comes from numbers met in practice. */
export const SEEN = 'unconfirmed: no public text found';
