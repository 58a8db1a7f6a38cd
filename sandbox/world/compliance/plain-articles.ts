import { article } from './article.ts';
import type { Article } from './article.ts';
import { NOT_IN_EUROPE, spares } from './remarks.ts';

const TEXTILE = { id: 'hg-3-18', fullName: 'Home & Garden > Decor > Chair & Sofa Cushions' };
const CLOTHES = { id: 'aa-1-10', fullName: 'Apparel & Accessories > Clothing > Outerwear' };

/** What the store sells without breaking a rule; most orders are of these. */
export const PLAIN: readonly Article[] = [
  article({
    key: 'MG-CUSHION',
    title: 'Linen cushion cover',
    hsCode: '630492',
    category: TEXTILE,
    description: '<p>Cushion cover with a hidden zip. 100% linen. Made in China.</p>',
    priceMinor: 3400,
  }),
  article({
    key: 'MG-VASE',
    title: 'Stoneware vase',
    hsCode: '691200',
    from: 'newark',
    priceMinor: 4800,
  }),
  article({
    key: 'MG-COAT',
    title: 'Wool blend coat',
    type: 'Coats',
    hsCode: '620220',
    category: CLOTHES,
    description:
      '<p>Straight cut, two pockets. 70% wool, 30% polyester. Imported. Made in China.</p>',
    priceMinor: 8000,
  }),
  article({
    key: 'MG-SCARF',
    title: 'Knitted scarf',
    type: 'Scarves',
    hsCode: '611710',
    category: { id: 'aa-2-26', fullName: 'Apparel & Accessories > Clothing Accessories > Scarves' },
    description: '<p>Rib knit. 100% merino wool. Imported. Made in China.</p>',
    priceMinor: 2000,
  }),
  article({ key: 'MG-TRAY', title: 'Oak serving tray', hsCode: '441990', priceMinor: 4200 }),
  article({
    key: 'MG-STOOL',
    title: 'Bamboo stool',
    hsCode: '940382',
    priceMinor: 5900,
    category: { id: 'fr-7', fullName: 'Furniture > Chairs' },
  }),
  article({
    key: 'MG-NOTEBOOK',
    title: 'Cloth-bound notebook',
    hsCode: '482010',
    priceMinor: 1800,
  }),
  article({
    key: 'MG-SIDEBOARD',
    title: 'Walnut sideboard',
    hsCode: '940360',
    priceMinor: 42_000,
    category: { id: 'fr-4', fullName: 'Furniture > Cabinets & Storage' },
  }),
  article({
    key: 'MG-MAILBOX',
    title: 'Steel mailbox',
    hsCode: '732690',
    origin: 'US',
    from: 'newark',
    soldIn: ['US'],
    manufacturerNumber: null,
    safety: null,
    priceMinor: 6900,
    remarks: NOT_IN_EUROPE,
  }),
  article({
    key: 'MG-GUIDE',
    title: 'Room planning guide (e-book)',
    type: 'E-books',
    category: { id: 'me-1', fullName: 'Media > Books' },
    hsCode: null,
    origin: null,
    requiresShipping: false,
    soldIn: ['US'],
    manufacturerNumber: null,
    safety: null,
    weightGrams: 0,
    priceMinor: 1200,
    remarks: [spares('CUS-DATA-01', 'a file: nothing crosses a border'), ...NOT_IN_EUROPE],
  }),
];
