import { describe, expect, test } from 'vitest';
import { saysNoCustomsFees, sentencesOf, statedTimes } from '#app/domain/findings/stated-times.ts';

describe('times to ship', () => {
  test.each([
    ['Orders ship within 2-3 business days.', 3, 'business'],
    ['We ship in 24 hours.', 1, 'calendar'],
    ['Your order is dispatched within 36 hours of payment.', 2, 'calendar'],
    ['Processing time: 1–2 working days', 2, 'business'],
    ['Handling takes up to two weeks.', 14, 'calendar'],
    ['Made to order: ships in 3 weeks.', 21, 'calendar'],
    ['Please allow 5 days for us to process your order.', 5, 'calendar'],
    ['Der Versand erfolgt innerhalb von 2 bis 3 Werktagen.', 3, 'business'],
    ['Ihre Bestellung wird in ein bis zwei Tagen verschickt.', 2, 'calendar'],
    ['Versandfertig in 48 Stunden.', 2, 'calendar'],
    ['Votre commande est expédiée sous 2 à 4 jours ouvrés.', 4, 'business'],
    ['Délai de préparation : 3 jours', 3, 'calendar'],
    ['付款后2-3个工作日内发货。', 3, 'business'],
    ['付款後48小時內出貨。', 2, 'calendar'],
    ['我们在三天内发货', 3, 'calendar'],
  ] as const)('%s', (text, days, unit) => {
    expect(statedTimes(text)).toEqual([{ kind: 'ship', days, unit, text }]);
  });
});

describe('times to deliver', () => {
  test.each([
    ['Delivery takes 7 to 14 days.', 14, 'calendar'],
    ['Shipping takes 5-10 business days.', 10, 'business'],
    ['Shipping time: 2-4 weeks', 28, 'calendar'],
    ['You will receive your parcel within 10 days.', 10, 'calendar'],
    ['Estimated transit 6–12 working days', 12, 'business'],
    ['Die Lieferzeit beträgt 3-5 Werktage.', 5, 'business'],
    ['Die Lieferung erfolgt innerhalb von zwei Wochen.', 14, 'calendar'],
    ['Livraison sous 5 à 7 jours ouvrables.', 7, 'business'],
    ['Vous serez livré en 10 jours', 10, 'calendar'],
    ['7-15天送达', 15, 'calendar'],
    ['預計10至20個工作天送達。', 20, 'business'],
  ] as const)('%s', (text, days, unit) => {
    expect(statedTimes(text)).toEqual([{ kind: 'deliver', days, unit, text }]);
  });
});

test('a sentence with both is told apart by the nearer word', () => {
  const text = 'Orders ship within 2 business days, delivery takes 5 to 8 days.';
  expect(statedTimes(text)).toEqual([
    { kind: 'ship', days: 2, unit: 'business', text },
    { kind: 'deliver', days: 8, unit: 'calendar', text },
  ]);
});

test.each([
  'Returns are accepted within 30 days.',
  'You can return your order within 14 days of delivery.',
  'Refunds are paid within 5 business days.',
  'Please contact us within 48 hours if your parcel arrived damaged.',
  'Sie können die Ware binnen 14 Tagen zurückgeben (Widerrufsrecht 14 Tage).',
  'Le remboursement est effectué sous 14 jours.',
  '7天内可退货。',
  'Our 30-day guarantee.',
  'Open 7 days a week.',
  'Free shipping worldwide.',
  'Orders over 50 days of summer',
  '',
])('says nothing about shipping: %s', (text) => {
  expect(statedTimes(text)).toEqual([]);
});

test('a quote ends after 300 characters, and a long text after 100,000', () => {
  const [first] = statedTimes(`Ships within 2 days ${'x'.repeat(900)}`);
  expect(first?.text).toHaveLength(300);
  expect(statedTimes(`${'a\n'.repeat(50_000)}Ships within 2 days.`)).toEqual([]);
});

test('a point between digits or in an abbreviation without space ends no sentence', () => {
  expect(sentencesOf('From 3.5 kg on. Ships fast!\nSee www.shop.example today')).toEqual([
    'From 3.5 kg on.',
    'Ships fast!',
    'See www.shop.example today',
  ]);
});

describe('no customs fees', () => {
  test.each([
    'You pay no customs fees or import taxes.',
    'All duties are included in the price.',
    'We ship DDP.',
    'Es fallen keine Zollgebühren an.',
    'Sans frais de douane pour vous.',
    '所有订单免关税。',
    '本店包稅',
  ])('are promised: %s', (text) => {
    expect(saysNoCustomsFees(`Welcome.\n${text}\nBye.`)).toBe(text);
  });

  test.each([
    'Customs duties are not included and are paid by the buyer.',
    'You may have to pay customs fees.',
    'Import taxes are the responsibility of the buyer.',
    'Zollgebühren sind nicht inbegriffen.',
    'Les droits de douane sont à la charge du client.',
    '不含关税',
  ])('are not promised: %s', (text) => {
    expect(saysNoCustomsFees(text)).toBeNull();
  });
});

test('a hundred thousand characters of almost-times take less than a second', () => {
  const text = 'ships 1 to 2 3 deliver - 4 bis und 5 no customs '.repeat(2_100);
  const before = performance.now();
  statedTimes(text);
  saysNoCustomsFees(text);
  expect(performance.now() - before).toBeLessThan(1_000);
});
