import { article } from './article.ts';
import type { Article } from './article.ts';
import { fails, passes, spares } from './remarks.ts';

/** PRE-01: what is sold when there is none left says when it ships. */
export const PRESALE: readonly Article[] = [
  article({
    key: 'PRE-ZERO',
    title: 'Ash bedside table',
    hsCode: '940350',
    mayOversell: true,
    stock: 0,
    remarks: [fails('PRE-01', 'none left, still on sale, no date')],
  }),
  article({
    key: 'PRE-ONE',
    title: 'Ash plant stand',
    hsCode: '940360',
    mayOversell: true,
    stock: 1,
    remarks: [passes('PRE-01', 'one left')],
  }),
  article({
    key: 'PRE-DENY',
    title: 'Ash magazine rack',
    hsCode: '940360',
    stock: 0,
    remarks: [passes('PRE-01', 'none left, and nobody can buy it')],
  }),
  article({
    key: 'PRE-DATED',
    title: 'Ash wardrobe rail',
    hsCode: '940360',
    mayOversell: true,
    stock: -2,
    description: '<p>The next batch is on its way. Ships by March 31, 2027.</p>',
    remarks: [passes('PRE-01', 'the page says when it ships')],
  }),
  article({
    key: 'PRE-MADE-TO-ORDER',
    title: 'Ash name plate',
    hsCode: '442199',
    mayOversell: true,
    stock: 0,
    description: '<p>Made to order: ships within 3 weeks.</p>',
    remarks: [spares('PRE-01', 'made to order with a stated lead time')],
  }),
  article({
    key: 'PRE-SELLS-OUT',
    title: 'Ash coat hanger',
    hsCode: '442110',
    mayOversell: true,
    stock: 4,
    restocks: [
      { day: 5, available: -1 },
      { day: 13, available: 40 },
    ],
    remarks: [
      passes('PRE-01', 'some left'),
      fails('PRE-01', 'sold below none, no date', 5),
      passes('PRE-01', 'a delivery came', 13),
    ],
  }),
  article({
    key: 'PRE-PLAN',
    title: 'Ash dressing mirror',
    hsCode: '700992',
    mayOversell: true,
    stock: 0,
    sellingPlans: [{ id: 690_001, name: 'Pre-order', category: 'PRE_ORDER' }],
    remarks: [fails('PRE-01', 'a pre-order plan that names no date')],
  }),
];
