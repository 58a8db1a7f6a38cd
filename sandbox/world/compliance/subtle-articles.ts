import { article } from './article.ts';
import type { Article } from './article.ts';
import { fails, passes } from './remarks.ts';

/** Texts that look like what a rule asks about and are not, and the other way round. */
export const SUBTLE: readonly Article[] = [
  article({
    key: 'UNIT-CAPACITY',
    title: 'Roll-top dry bag 20 L',
    hsCode: '420292',
    category: { id: 'lb-1', fullName: 'Luggage & Bags > Backpacks' },
    remarks: [passes('UNIT-01', 'what it holds, not what is sold')],
  }),
  article({
    key: 'DG-NO-BATTERY',
    title: 'Wall clock with cork face',
    hsCode: '910529',
    category: { id: 'hg-3-14', fullName: 'Home & Garden > Decor > Clocks' },
    description: '<p>Silent movement. Battery not included.</p>',
    remarks: [passes('DG-01', 'nothing dangerous is in the parcel')],
  }),
  article({
    key: 'ENV-NATURAL',
    title: 'Door stop of natural rubber',
    hsCode: '401699',
    remarks: [passes('ENV-01', 'natural rubber is the name of its material')],
  }),
  article({
    key: 'ENV-FRENCH',
    title: 'Corbeille à pain tressée',
    hsCode: '460219',
    description: '<p>Une corbeille respectueuse de l’environnement, tressée à la main.</p>',
    remarks: [fails('ENV-01', 'respectful of the environment, in French, and nothing proves it')],
  }),
  article({
    key: 'ENV-BIODEGRADABLE',
    title: 'Biodegradable dish brush',
    hsCode: '960390',
    remarks: [fails('ENV-01', 'biodegradable in what, and how fast, it does not say')],
  }),
  article({
    key: 'ORG-INSPIRED',
    title: 'Mosaic tray',
    hsCode: '691200',
    description: '<p>Inspired by Italian courtyards. Made in China.</p>',
    remarks: [passes('ORG-01', 'what it was inspired by is no origin')],
  }),
  article({
    key: 'ORG-STUDIO',
    title: 'Dipped candle pair',
    hsCode: '340600',
    description: '<p>Handmade in our studio in Brooklyn.</p>',
    remarks: [fails('ORG-01', 'handmade in Brooklyn, and sent from Shenzhen')],
  }),
  article({
    key: 'IP-VENDOR',
    title: 'Insulated sports flask',
    vendor: 'Nike',
    hsCode: '961700',
    remarks: [passes('IP-01', 'a brand as the vendor alone is a weak sign')],
  }),
  article({
    key: 'IP-DUPE',
    title: 'Dyson dupe desk fan',
    hsCode: '841451',
    remarks: [fails('IP-01', 'a famous mark and the word dupe')],
  }),
  article({
    key: 'GPSR-NO-MAIL',
    title: 'Bath stool, slatted',
    hsCode: '940161',
    safety: {
      name: 'Shenzhen Lianfa Homeware Co., Ltd.',
      address: '18 Keji Road, Nanshan, Shenzhen 518057, China',
      email: '',
      responsible:
        'Meridian Europe GmbH, Hafenstraße 4, 20457 Hamburg, Germany, eu@meridian.example.com',
    },
    remarks: [fails('GPSR-01', 'the manufacturer has no electronic address')],
  }),
];
