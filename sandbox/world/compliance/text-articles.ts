import { article, MAKER } from './article.ts';
import type { Article } from './article.ts';
import { fails, NOT_IN_EUROPE, passes, spares } from './remarks.ts';

const CLOTHES = { id: 'aa-1-13', fullName: 'Apparel & Accessories > Clothing > Clothing Tops' };
const COSMETICS = { id: 'hb-3-2', fullName: 'Health & Beauty > Personal Care > Cosmetics' };
const FOOD = { id: 'fb-2', fullName: 'Food, Beverages & Tobacco > Food Items' };
const DETERGENT = { id: 'hg-11', fullName: 'Home & Garden > Household Supplies' };
const PHONES = { id: 'el-4', fullName: 'Electronics > Communications' };

/** GPSR-01: who made it, who answers for it in the European Union, a picture, an identifier. */
const SAFETY: readonly Article[] = [
  article({
    key: 'GPSR-NOBODY',
    title: 'Folding step ladder',
    hsCode: '761699',
    safety: null,
    mended: { day: 17, change: { safety: MAKER } },
    remarks: [
      fails('GPSR-01', 'no manufacturer and no responsible person is named'),
      passes('GPSR-01', 'both are named now', 17),
    ],
  }),
  article({
    key: 'GPSR-NO-RESPONSIBLE',
    title: 'Extendable curtain rail',
    hsCode: '830241',
    safety: {
      name: 'Foshan Ruili Metal Co., Ltd.',
      address: '7 Jihua Road, Foshan 528000, China',
      email: 'care@ruili.example.com',
      responsible: null,
    },
    remarks: [fails('GPSR-01', 'made in China, and nobody answers for it in the European Union')],
  }),
  article({
    key: 'GPSR-EU-MAKER',
    title: 'Blown glass carafe',
    hsCode: '701349',
    origin: 'CZ',
    safety: {
      name: 'Sklo Moravia s.r.o.',
      address: 'Lipová 12, 757 01 Valašské Meziříčí, Czech Republic',
      email: 'info@sklo-moravia.example.com',
      responsible: null,
    },
    remarks: [passes('GPSR-01', 'a manufacturer in the European Union needs no one beside it')],
  }),
  article({
    key: 'GPSR-IN-TEXT',
    title: 'Wall shelf, two boards',
    hsCode: '940360',
    safety: null,
    description:
      '<p>Two boards with hidden brackets.</p><p>Manufacturer: Shenzhen Lianfa Homeware Co., Ltd., 18 Keji Road, Nanshan, Shenzhen 518057, China, safety@lianfa.example.com</p><p>EU responsible person: Meridian Europe GmbH, Hafenstraße 4, 20457 Hamburg, Germany, eu@meridian.example.com</p>',
    remarks: [passes('GPSR-01', 'the description names both with their addresses')],
  }),
  article({
    key: 'GPSR-NO-PICTURE',
    title: 'Cork pinboard',
    hsCode: '450490',
    mediaCount: 0,
    remarks: [fails('GPSR-01', 'the offer shows no picture')],
  }),
  article({
    key: 'GPSR-US-ONLY',
    title: 'Screen door latch',
    hsCode: '830140',
    safety: null,
    soldIn: ['US'],
    remarks: NOT_IN_EUROPE,
  }),
];

/** ORG-01: where it was made, what it is made of, and where the seller is. */
const ORIGINS: readonly Article[] = [
  article({
    key: 'ORG-ITALY',
    title: 'Marble cheese board',
    hsCode: '680299',
    description: '<p>Made in Italy. Each board is polished by hand.</p>',
    remarks: [fails('ORG-01', 'the text says Italy, the customs data China')],
  }),
  article({
    key: 'ORG-USA',
    title: 'Cast iron trivet',
    hsCode: '732391',
    description: '<p>Made in USA. Leaves no marks on a table.</p>',
    remarks: [fails('ORG-01', 'the text says United States, the customs data China')],
  }),
  article({
    key: 'ORG-USA-TRUE',
    title: 'Maple rolling pin',
    hsCode: '441990',
    origin: 'US',
    from: 'newark',
    description: '<p>Made in USA from one piece of maple.</p>',
    remarks: [passes('ORG-01', 'text and customs data agree')],
  }),
  article({
    key: 'ORG-DESIGNED',
    title: 'Sugar bowl with lid',
    hsCode: '691110',
    description: '<p>Designed in Denmark. Made in China.</p>',
    remarks: [passes('ORG-01', 'designed there, made where the customs data say')],
  }),
  article({
    key: 'ORG-NO-FIBRE',
    title: 'Striped long-sleeve top',
    type: 'Tops',
    hsCode: '610910',
    category: CLOTHES,
    description: '<p>Straight cut with a boat neck. Imported. Made in China.</p>',
    remarks: [fails('ORG-01', 'clothes without the fibres they are made of')],
  }),
  article({
    key: 'ORG-LOCAL',
    title: 'Tea towel, checked',
    hsCode: '630260',
    description:
      '<p>Sent with love from our little boutique in London. 100% cotton. Made in China.</p>',
    remarks: [fails('ORG-01', 'a boutique in London that ships from Shenzhen')],
  }),
];

/** DG-01: batteries, perfume, lighters, magnets go by air only with papers. */
const DANGEROUS: readonly Article[] = [
  article({
    key: 'DG-POWER-BANK',
    title: 'Power bank 10,000 mAh',
    hsCode: '850760',
    category: PHONES,
    description: '<p>Lithium-ion battery with two ports.</p>',
    remarks: [fails('DG-01', 'a lithium battery without a word on how it is shipped')],
  }),
  article({
    key: 'DG-DECLARED',
    title: 'Power bank 5,000 mAh',
    hsCode: '850760',
    category: PHONES,
    description: '<p>Lithium-ion battery with one port.</p>',
    metafields: [text('shipping', 'un_number', 'UN3480')],
    remarks: [passes('DG-01', 'its UN number is declared')],
  }),
  article({
    key: 'DG-PERFUME',
    title: 'Room perfume spray with fig',
    hsCode: '330749',
    category: { id: 'hg-3-22', fullName: 'Home & Garden > Decor > Home Fragrances' },
    description: '<p>Alcohol-based perfume in a glass flacon.</p>',
    remarks: [fails('DG-01', 'perfume on alcohol without a declaration')],
  }),
  article({
    key: 'DG-LIGHTER',
    title: 'Candle lighter, refillable',
    hsCode: '961380',
    mended: { day: 21, change: { metafields: [text('shipping', 'un_number', 'UN1057')] } },
    remarks: [
      fails('DG-01', 'a lighter without a declaration'),
      passes('DG-01', 'its UN number is declared now', 21),
    ],
  }),
  article({
    key: 'DG-BUTTON',
    title: 'Kitchen scale',
    hsCode: '842310',
    description: '<p>With a button cell installed.</p>',
    remarks: [spares('DG-01', 'a button cell that is installed is exempt')],
  }),
];

/** ENV-01: general words of praise for the environment without proof. */
const GREEN: readonly Article[] = [
  article({
    key: 'ENV-ECO',
    title: 'Eco-friendly water bottle',
    hsCode: '732393',
    remarks: [fails('ENV-01', 'eco-friendly, and nothing that proves it')],
  }),
  article({
    key: 'ENV-TAG',
    title: 'Folded paper lampshade',
    hsCode: '940599',
    tags: ['lighting', 'climate neutral'],
    category: { id: 'hg-13', fullName: 'Home & Garden > Lighting' },
    remarks: [fails('ENV-01', 'a tag says climate neutral')],
  }),
  article({
    key: 'ENV-GERMAN',
    title: 'Geschirrtuch, gestreift',
    hsCode: '630260',
    description: '<p>Umweltfreundlich gewebt. 100% Baumwolle. Made in China.</p>',
    remarks: [fails('ENV-01', 'umweltfreundlich, and nothing that proves it')],
  }),
  article({
    key: 'ENV-PRECISE',
    title: 'Moulded plant pot cover',
    hsCode: '392690',
    description:
      '<p>The cover is 85% recycled polypropylene, certified by the Global Recycled Standard.</p>',
    remarks: [passes('ENV-01', 'a share that is stated and certified')],
  }),
  article({
    key: 'ENV-COLOUR',
    title: 'Pine green cereal bowl',
    hsCode: '691200',
    remarks: [passes('ENV-01', 'green is its colour')],
  }),
  article({
    key: 'ENV-US-ONLY',
    title: 'Eco-friendly lunch box',
    hsCode: '392410',
    soldIn: ['US'],
    remarks: NOT_IN_EUROPE,
  }),
];

/** UNIT-01: goods sold by measure show the price of a kilogram or litre. */
const MEASURES: readonly Article[] = [
  article({
    key: 'UNIT-CREAM',
    title: 'Hand cream 75 ml',
    hsCode: '330499',
    category: COSMETICS,
    remarks: [fails('UNIT-01', 'cosmetics by the millilitre, and no unit price')],
  }),
  article({
    key: 'UNIT-CREAM-PRICED',
    title: 'Body lotion 250 ml',
    hsCode: '330499',
    category: COSMETICS,
    unitPrice: { quantity: 250, unit: 'ML', referenceValue: 100, referenceUnit: 'ML' },
    remarks: [passes('UNIT-01', 'the measure is entered')],
  }),
  article({
    key: 'UNIT-POWDER',
    title: 'Laundry powder 2 kg',
    hsCode: '340250',
    category: DETERGENT,
    mended: {
      day: 19,
      change: { unitPrice: { quantity: 2, unit: 'KG', referenceValue: 1, referenceUnit: 'KG' } },
    },
    remarks: [
      fails('UNIT-01', 'a detergent by the kilogram, and no unit price'),
      passes('UNIT-01', 'the measure is entered now', 19),
    ],
  }),
  article({
    key: 'UNIT-TEA',
    title: 'Black tea 250 g',
    hsCode: '090230',
    type: 'Tea',
    category: FOOD,
    remarks: [
      fails('UNIT-01', 'food by the gram, and no unit price'),
      spares('GPSR-01', 'food has a safety law of its own'),
    ],
  }),
];

/** IP-01: a brand in the title that the store may or may not be allowed to use. */
const BRANDS: readonly Article[] = [
  article({
    key: 'IP-COPY',
    title: 'Rolex 1:1 replica wall clock',
    hsCode: '910529',
    category: { id: 'hg-3-14', fullName: 'Home & Garden > Decor > Clocks' },
    remarks: [fails('IP-01', 'a famous mark and the word replica')],
  }),
  article({
    key: 'IP-IN-TITLE',
    title: 'Disney storage basket',
    hsCode: '460212',
    remarks: [fails('IP-01', 'a famous mark in the title')],
  }),
  article({
    key: 'IP-COMPATIBLE',
    title: 'Charging stand compatible with Samsung Galaxy',
    hsCode: '392690',
    remarks: [passes('IP-01', 'the mark names what it fits')],
  }),
  article({
    key: 'IP-COMMON-WORD',
    title: 'Apple peeler',
    hsCode: '821000',
    remarks: [passes('IP-01', 'a fruit, in the ordinary sense of the word')],
  }),
];

export const TEXTS: readonly Article[] = [
  ...SAFETY,
  ...ORIGINS,
  ...DANGEROUS,
  ...GREEN,
  ...MEASURES,
  ...BRANDS,
];

function text(namespace: string, key: string, value: string): Article['metafields'][number] {
  return { namespace, key, type: 'single_line_text_field', value };
}
