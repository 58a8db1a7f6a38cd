import { article } from './article.ts';
import type { Article } from './article.ts';
import { fails, NOT_IN_EUROPE, passes } from './remarks.ts';

/** CUS-EU-PID-01: a SKU of its own, a manufacturer's number, and a GTIN that is right where there is one. */
const IDENTIFIERS: readonly Article[] = [
  article({
    key: 'PID-NO-SKU',
    sku: '',
    title: 'Ceramic butter dish',
    hsCode: '691110',
    remarks: [fails('CUS-EU-PID-01', 'it has no SKU')],
  }),
  article({
    key: 'PID-TWIN-A',
    sku: 'MG-TWIN',
    title: 'Enamel mug, white',
    hsCode: '732394',
    remarks: [fails('CUS-EU-PID-01', 'its SKU is also that of the blue mug')],
  }),
  article({
    key: 'PID-TWIN-B',
    sku: 'MG-TWIN',
    title: 'Enamel mug, blue',
    hsCode: '732394',
    remarks: [fails('CUS-EU-PID-01', 'its SKU is also that of the white mug')],
  }),
  article({
    key: 'PID-NO-MAKER',
    title: 'Walnut serving board',
    hsCode: '441990',
    manufacturerNumber: null,
    mended: { day: 15, change: { manufacturerNumber: 'LF-8812' } },
    remarks: [
      fails('CUS-EU-PID-01', 'no number of the manufacturer'),
      passes('CUS-EU-PID-01', 'the manufacturer has told its number', 15),
    ],
  }),
  article({
    key: 'PID-WRONG-GTIN',
    title: 'Enamel milk pot',
    hsCode: '732394',
    barcode: '4006381333932',
    remarks: [fails('CUS-EU-PID-01', 'the barcode ends in 2, its check digit is 1')],
  }),
  article({
    key: 'PID-RIGHT-GTIN',
    title: 'Enamel colander',
    hsCode: '732394',
    barcode: '4006381333931',
    remarks: [passes('CUS-EU-PID-01', 'the barcode is a GTIN-13 with the right check digit')],
  }),
  article({
    key: 'PID-UPC',
    title: 'Enamel soup ladle',
    hsCode: '732394',
    barcode: '036000291452',
    remarks: [passes('CUS-EU-PID-01', 'the barcode is a GTIN-12 with the right check digit')],
  }),
  article({
    key: 'PID-NO-GTIN',
    title: 'Turned candle holder',
    hsCode: '442019',
    barcode: null,
    remarks: [passes('CUS-EU-PID-01', 'it has no GTIN, and none has to be made up')],
  }),
  article({
    key: 'PID-US-ONLY',
    sku: '',
    title: 'Porch thermometer',
    hsCode: '902511',
    soldIn: ['US'],
    remarks: NOT_IN_EUROPE,
  }),
];

/** CUS-DATA-01: six to thirteen digits, ten for the United States, and where it was made. */
const CODES: readonly Article[] = [
  article({
    key: 'HS-NONE',
    title: 'Rope hammock',
    hsCode: null,
    remarks: [fails('CUS-DATA-01', 'no HS code')],
  }),
  article({
    key: 'HS-FIVE',
    title: 'Folding screen',
    hsCode: '94036',
    usHsCode: '9403608081',
    remarks: [fails('CUS-DATA-01', 'five digits are no HS code')],
  }),
  article({
    key: 'HS-SIX',
    title: 'Rattan laundry basket',
    hsCode: '460212',
    remarks: [passes('CUS-DATA-01', 'six digits, ten for the United States, origin named')],
  }),
  article({
    key: 'HS-THIRTEEN',
    title: 'Slate coaster',
    hsCode: '6803001000000',
    remarks: [passes('CUS-DATA-01', 'thirteen digits are the most there can be')],
  }),
  article({
    key: 'HS-NO-ORIGIN',
    title: 'Glass cake dome',
    hsCode: '701349',
    origin: null,
    remarks: [fails('CUS-DATA-01', 'nobody says where it was made')],
  }),
  article({
    key: 'HS-US-EIGHT',
    title: 'Beech coat stand',
    hsCode: '940360',
    usHsCode: '94036080',
    remarks: [fails('CUS-DATA-01', 'the United States ask for ten digits, it has eight')],
  }),
  article({
    key: 'HS-IMPLAUSIBLE',
    title: 'Folding chair, beech',
    hsCode: '870899',
    category: { id: 'fr-7', fullName: 'Furniture > Chairs' },
    remarks: [fails('CUS-DATA-01', 'the code is for parts of vehicles, the category for chairs')],
  }),
];

/** CUS-DESC-01: a title that tells customs what is in the parcel. */
const DESCRIPTIONS: readonly Article[] = [
  article({
    key: 'DESC-GIFT',
    title: 'Gift',
    hsCode: '691310',
    remarks: [fails('CUS-DESC-01', 'a stop word and nothing else')],
  }),
  article({
    key: 'DESC-PARTS',
    title: 'Spare parts',
    hsCode: '940599',
    category: { id: 'hg-13', fullName: 'Home & Garden > Lighting' },
    remarks: [fails('CUS-DESC-01', 'stop words and nothing else')],
  }),
  article({
    key: 'DESC-PRECISE',
    title: 'Gift box of four olive wood spoons',
    hsCode: '441990',
    remarks: [passes('CUS-DESC-01', 'the stop word stands within a precise phrase')],
  }),
];

export const CUSTOMS: readonly Article[] = [...IDENTIFIERS, ...CODES, ...DESCRIPTIONS];
